package dev.portcullis.console.policies.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.notification.Notification;
import dev.portcullis.console.access.CurrentUser;
import dev.portcullis.console.policies.Policies;
import dev.portcullis.console.policies.PolicyEntry;
import dev.portcullis.console.policies.ToggleRequest;
import dev.portcullis.console.policies.ToggleResult;
import java.time.Clock;
import java.util.Optional;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;

/** Asks before a gate moves, moves it, and says what came of it. */
final class GateMoves {
    private final Policies policies;
    private final CurrentUser users;
    private final Clock clock;
    private final Component page;
    private final Runnable moved;

    /**
     * @param page on whose behalf
     * @param moved is called on the page's thread when a move has ended
     */
    GateMoves(Policies policies, CurrentUser users, Clock clock, Component page, Runnable moved) {
        this.policies = policies;
        this.users = users;
        this.clock = clock;
        this.page = page;
        this.moved = moved;
    }

    void ask(PolicyEntry entry, boolean on) {
        new ToggleDialog(
                        entry,
                        on,
                        replay -> Optional.of(policies.preview(entry.id(), on, replay)),
                        policies.kubectl(entry.id(), on),
                        clock.instant(),
                        (reason, restoreAfter) ->
                                move(
                                        new ToggleRequest(
                                                entry.id(),
                                                on,
                                                reason,
                                                restoreAfter,
                                                users.require())))
                .open();
    }

    /** Off the page's thread, so that everybody, also here, sees that it is under way. */
    private void move(ToggleRequest request) {
        page.getUI().ifPresent(ui -> Thread.ofVirtual().start(moving(ui, request)));
    }

    private Runnable moving(UI ui, ToggleRequest request) {
        return new DelegatingSecurityContextRunnable(
                () -> {
                    var result = policies.move(request);
                    ui.access(() -> tell(request, result));
                });
    }

    private void tell(ToggleRequest request, ToggleResult result) {
        var word = request.on() ? "on" : "off";
        var name = request.id().display();
        switch (result) {
            case ToggleResult.Moved done ->
                    say("%s is %s. %s".formatted(name, word, String.join(" ", done.steps())));
            case ToggleResult.Unchanged _ -> say("%s was %s already.".formatted(name, word));
            case ToggleResult.Refused refused ->
                    Notification.show(
                            "%s: %s".formatted(name, refused.sentence()),
                            12_000,
                            Notification.Position.BOTTOM_START,
                            true);
        }
        moved.run();
    }

    private static void say(String text) {
        Notification.show(text, 6_000, Notification.Position.BOTTOM_START);
    }
}
