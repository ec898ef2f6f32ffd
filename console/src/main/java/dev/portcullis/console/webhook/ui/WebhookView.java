package dev.portcullis.console.webhook.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.portcullis.console.access.CurrentUser;
import dev.portcullis.console.base.Badge;
import dev.portcullis.console.base.Card;
import dev.portcullis.console.base.Chip;
import dev.portcullis.console.base.Notice;
import dev.portcullis.console.base.OperatorOnly;
import dev.portcullis.console.base.Page;
import dev.portcullis.console.base.PageHeader;
import dev.portcullis.console.base.PhoneColumn;
import dev.portcullis.console.base.PhoneRow;
import dev.portcullis.console.base.Tone;
import dev.portcullis.console.webhook.Delivery;
import dev.portcullis.console.webhook.Webhook;
import jakarta.annotation.security.PermitAll;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** What was told to the webhook, and what waits. */
@Route("incidents/webhook")
@PageTitle("Webhook · Portcullis")
@PermitAll
class WebhookView extends Composite<Page> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    private final Webhook webhook;
    private final CurrentUser user;
    private final Chip state = new Chip();
    private final Grid<Delivery> grid = new Grid<>();

    WebhookView(Webhook webhook, CurrentUser user) {
        this.webhook = webhook;
        this.user = user;
        var mayOperate = user.require().mayOperate();
        var test = new Button("Send a test", _ -> test());
        OperatorOnly.mark(test, mayOperate, "send");
        if (mayOperate && (webhook.target().isEmpty() || webhook.problem().isPresent())) {
            test.setEnabled(false);
            test.setTooltipText("There is nowhere to send it to");
        }
        var crumbs = new Div(new Anchor("incidents", "Incidents"), new Span(" / Webhook"));
        crumbs.addClassName("pc-hint");
        columns();
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_COMPACT);
        grid.setEmptyStateText("Nothing was told yet.");
        grid.setSizeFull();
        var card = new Card(grid).flush();
        card.addClassName("pc-fill");
        getContent().full().add(crumbs, new PageHeader("Webhook", state).withActions(test));
        webhook.problem().ifPresent(why -> getContent().add(Notice.error("Nothing is told", why)));
        if (webhook.target().isEmpty()) {
            getContent()
                    .add(
                            Notice.empty(
                                    "No webhook is set",
                                    "Set PORTCULLIS_WEBHOOK_URL and PORTCULLIS_WEBHOOK_SECRET where"
                                            + " the console is deployed. It cannot be set here, so that"
                                            + " nobody who takes over a session can point it"
                                            + " elsewhere."));
        }
        getContent().add(card);
    }

    private void columns() {
        grid.addColumn(delivery -> TIME.format(delivery.createdAt()))
                .setHeader("When")
                .setWidth("180px")
                .setFlexGrow(0);
        grid.addColumn(Delivery::event).setHeader("Event").setWidth("190px").setFlexGrow(0);
        grid.addColumn(Delivery::about).setHeader("About").setWidth("150px").setFlexGrow(0);
        grid.addComponentColumn(WebhookView::badge)
                .setHeader("State")
                .setWidth("130px")
                .setFlexGrow(0);
        grid.addColumn(Delivery::attempts)
                .setHeader("Attempts")
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("100px")
                .setFlexGrow(0);
        grid.addColumn(WebhookView::next).setHeader("Next").setWidth("180px").setFlexGrow(0);
        grid.addColumn(Delivery::answer)
                .setHeader("What came of it")
                .setTooltipGenerator(Delivery::answer)
                .setFlexGrow(3);
        PhoneColumn.in(
                grid,
                "Delivery",
                delivery ->
                        new PhoneRow(new Span(delivery.event()), badge(delivery))
                                .words(delivery.about())
                                .words(delivery.answer())
                                .words(TIME.format(delivery.createdAt())));
    }

    private static Component badge(Delivery delivery) {
        return switch (delivery.state()) {
            case WAITING ->
                    delivery.attempts() == 0
                            ? new Badge(Tone.NEUTRAL, "clock", "Waiting")
                            : new Badge(Tone.UNDECIDED, "clock", "Retrying");
            case DELIVERED -> new Badge(Tone.NEUTRAL, "check", "Delivered");
            case GIVEN_UP -> new Badge(Tone.UNDECIDED, "warning", "Given up");
        };
    }

    private static String next(Delivery delivery) {
        Instant at = delivery.nextAttempt();
        return delivery.state() == Delivery.State.WAITING ? TIME.format(at) : "–";
    }

    private void test() {
        Notification.show(webhook.test(user.require()).orElse("The test is queued"));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var ui = event.getUI();
        var following = webhook.onChange(() -> ui.access(this::refresh));
        addDetachListener(
                detached -> {
                    following.close();
                    detached.unregisterListener();
                });
        refresh();
    }

    private void refresh() {
        grid.setItems(webhook.newest());
        state.getElement().removeAllChildren();
        state.getElement()
                .appendChild(
                        Chip.fact("", webhook.target().orElse("off"), "").getElement(),
                        Chip.fact("", "", webhook.waiting() + " waiting").getElement());
    }
}
