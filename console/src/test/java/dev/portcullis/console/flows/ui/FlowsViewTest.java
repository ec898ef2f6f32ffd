package dev.portcullis.console.flows.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.upload.Upload;
import dev.portcullis.console.flows.Recordings;
import dev.portcullis.console.flows.TestFlows;
import dev.portcullis.console.flows.internal.TestFlowStores;
import dev.portcullis.hubble.FlowJson;
import java.time.Clock;
import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ContextConfiguration;

@ContextConfiguration(classes = FlowsViewTest.Setting.class)
@ViewPackages(classes = FlowsView.class)
class FlowsViewTest extends SpringBrowserlessTest {

    // Not a @Configuration: the scan of a test that starts the whole console would find it
    static class Setting {
        @Bean
        Recordings recordings() {
            return new TestFlowStores(Clock.systemUTC()).recordings();
        }
    }

    @Test
    void thePageIsTheTableWithAPlaceForAFile() {
        var page = navigate(FlowsView.class).getElement();

        assertThat(page.getTag()).isEqualTo("pc-flows");
        var upload = find(Upload.class).single();
        assertThat(upload.getElement().getAttribute("slot")).isEqualTo("open");
        assertThat(upload.getMaxFileSize()).isEqualTo((int) Recordings.MAX_BYTES);
    }

    @Test
    void aRecordedFileThatWasSentIsShown() {
        var page = navigate(FlowsView.class).getElement();
        var lines =
                TestFlows.deniedSyn(Instant.now(), TestFlows.INTRUDER, TestFlows.MYSQL).stream()
                        .map(flow -> FlowJson.print(flow) + "\n")
                        .collect(Collectors.joining());

        test(find(Upload.class).single())
                .upload(
                        "flows.jsonl",
                        "application/x-ndjson",
                        lines.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        roundTrip();

        assertThat(page.getProperty("recording")).hasSize(32);
        assertThat(page.getProperty("refusal")).isEmpty();
    }

    @Test
    void aFileWithoutFlowsSaysWhyItIsNotShown() {
        var page = navigate(FlowsView.class).getElement();

        test(find(Upload.class).single())
                .upload(
                        "x.jsonl",
                        "text/plain",
                        "<img src=x>\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        roundTrip();

        assertThat(page.getProperty("recording", "")).isEmpty();
        assertThat(page.getProperty("refusal")).contains("There is no flow").contains("line 1");
    }
}
