package dev.portcullis.console.setup.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.browserless.internal.MockVaadin;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import dev.portcullis.console.setup.SetupCheck;
import dev.portcullis.console.setup.SetupCheck.Finding;
import dev.portcullis.console.setup.SetupChecks;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ContextConfiguration;

@ContextConfiguration(classes = SetupViewTest.Setting.class)
@ViewPackages(classes = SetupView.class)
class SetupViewTest extends SpringBrowserlessTest {

    // Not a @Configuration: the scan of a test that starts the whole console would find it
    static class Setting {
        @Bean
        Given checks() {
            return new Given();
        }
    }

    static final class Given implements SetupChecks {
        List<SetupCheck> made = List.of();

        @Override
        public List<SetupCheck> run() {
            if (made.isEmpty()) {
                throw new IllegalStateException("The checks were interrupted");
            }
            return made;
        }
    }

    @Autowired Given given;

    @Test
    void everyCheckSaysWhatWasSeenAndHowToMendIt() {
        given.made =
                List.of(
                        new SetupCheck("kubernetes", "Kubernetes API", new Finding.Sound("It is.")),
                        new SetupCheck(
                                "relay",
                                "Hubble relay",
                                new Finding.Wanting(
                                        "No flows arrive from <b>relay</b>.",
                                        "Switch relay on.",
                                        "kubectl get service")));

        navigate(SetupView.class);
        shown(2);

        assertThat(find(Paragraph.class).all())
                .extracting(Paragraph::getText)
                .contains("It is.", "No flows arrive from <b>relay</b>.", "Switch relay on.");
    }

    @Test
    void checksThatCannotBeMadeAreNotShownAsSound() {
        given.made = List.of();

        navigate(SetupView.class);

        await().pollInSameThread()
                .untilAsserted(
                        () -> {
                            MockVaadin.clientRoundtrip();
                            assertThat(getCurrentView().getElement().getTextRecursively())
                                    .contains("The checks could not be made");
                        });
    }

    private void shown(int rows) {
        await().pollInSameThread()
                .untilAsserted(
                        () -> {
                            MockVaadin.clientRoundtrip();
                            assertThat(find(ListItem.class).all()).hasSize(rows);
                        });
    }
}
