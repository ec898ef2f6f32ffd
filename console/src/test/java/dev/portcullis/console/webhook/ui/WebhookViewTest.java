package dev.portcullis.console.webhook.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.browserless.internal.MockVaadin;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.notification.Notification;
import dev.portcullis.console.access.FixedUser;
import dev.portcullis.console.webhook.Delivery;
import dev.portcullis.console.webhook.InMemoryWebhook;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ContextConfiguration;

@ContextConfiguration(classes = WebhookViewTest.Setting.class)
@ViewPackages(classes = WebhookView.class)
class WebhookViewTest extends SpringBrowserlessTest {

    // Not a @Configuration: the scan of a test that starts the whole console would find it
    static class Setting {
        @Bean
        InMemoryWebhook webhook() {
            return new InMemoryWebhook();
        }

        @Bean
        FixedUser user() {
            return new FixedUser();
        }
    }

    @Autowired InMemoryWebhook webhook;
    @Autowired FixedUser user;

    @BeforeEach
    void reset() {
        webhook.reset();
        user.user = FixedUser.OPERATOR;
    }

    @Test
    void whatWasToldAndWhatBecameOfItIsListed() {
        webhook.deliveries.add(InMemoryWebhook.delivery(Delivery.State.DELIVERED, 1, "200"));
        webhook.deliveries.add(
                InMemoryWebhook.delivery(
                        Delivery.State.WAITING, 2, "The receiver answered <b>500</b>."));
        webhook.waiting = 1;
        navigate(WebhookView.class);

        assertThat(test(grid()).size()).isEqualTo(2);
        assertThat(test(grid()).getCellText(0, 1)).isEqualTo("incident.opened");
        assertThat(test(grid()).getCellText(0, 2)).isEqualTo("Incident #31");
        // What is over has no next time
        assertThat(test(grid()).getCellText(0, 5)).isEqualTo("–");
        assertThat(test(grid()).getCellText(1, 5)).startsWith("2026-11-22");
        assertThat(test(grid()).getCellText(1, 6)).isEqualTo("The receiver answered <b>500</b>.");
        assertThat(page()).contains("https://hooks.example/…", "1 waiting");
    }

    @Test
    void withoutAWebhookThePageSaysWhereItIsSetAndSendsNothing() {
        webhook.target = Optional.empty();
        navigate(WebhookView.class);

        assertThat(page()).contains("No webhook is set", "PORTCULLIS_WEBHOOK_URL", "off");
        assertThat(test().isEnabled()).isFalse();
        assertThat(grid().getEmptyStateText()).isEqualTo("Nothing was told yet.");
    }

    @Test
    void aTargetThatMayNotBeReachedIsSaidAndNotTested() {
        webhook.trouble = Optional.of("169.254.169.254 is a metadata address.");
        navigate(WebhookView.class);

        assertThat(page()).contains("Nothing is told", "169.254.169.254 is a metadata address.");
        assertThat(test().isEnabled()).isFalse();
    }

    @Test
    void aTestIsQueuedForWhoeverAskedForIt() {
        navigate(WebhookView.class);
        test(test()).click();

        assertThat(webhook.testers).containsExactly(FixedUser.OPERATOR);
        assertThat(notified()).contains("The test is queued");
    }

    @Test
    void aTestThatWasNotSentSaysWhy() {
        webhook.refusal = Optional.of("The audit log cannot be written.");
        navigate(WebhookView.class);
        test(test()).click();

        assertThat(notified()).contains("The audit log cannot be written.");
    }

    @Test
    void whoMayOnlyLookSendsNothing() {
        user.user = FixedUser.VIEWER;
        navigate(WebhookView.class);

        assertThat(test().isEnabled()).isFalse();
        assertThat(test().getTooltip().getText()).contains("may look");
    }

    @Test
    void aDeliveryShowsWithoutReloading() {
        navigate(WebhookView.class);
        webhook.deliveries.add(InMemoryWebhook.delivery(Delivery.State.GIVEN_UP, 8, "No answer"));
        webhook.tell();
        MockVaadin.clientRoundtrip();

        assertThat(test(grid()).size()).isEqualTo(1);
        assertThat(test(grid()).getCellText(0, 4)).isEqualTo("8");
    }

    private Button test() {
        return find(Button.class).withText("Send a test").single();
    }

    private Grid<?> grid() {
        return find(Grid.class).single();
    }

    private List<String> notified() {
        return find(Notification.class).all().stream().map(one -> test(one).getText()).toList();
    }

    private String page() {
        return getCurrentView().getElement().getTextRecursively();
    }
}
