package dev.portcullis.console.flows.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.html.Span;
import dev.portcullis.console.flows.MapFooter;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ContextConfiguration;

@ContextConfiguration(classes = MapViewTest.Setting.class)
@ViewPackages(classes = MapView.class)
class MapViewTest extends SpringBrowserlessTest {

    // Not a @Configuration: the scan of a test that starts the whole console would find it
    static class Setting {
        @Bean
        MapFooter footer() {
            return () -> new Span("a chart");
        }
    }

    @Test
    void theFirstPageIsTheMapWithWhatOthersShowUnderIt() {
        var view = navigate(MapView.class);

        var map = view.getElement();
        assertThat(map.getTag()).isEqualTo("pc-flow-map");
        assertThat(map.getChild(0).getAttribute("slot")).isEqualTo("chart");
        assertThat(map.getChild(0).getText()).isEqualTo("a chart");
    }
}
