package dev.portcullis.console.setup.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.portcullis.console.base.Card;
import dev.portcullis.console.base.Chip;
import dev.portcullis.console.base.Notice;
import dev.portcullis.console.base.Page;
import dev.portcullis.console.base.PageHeader;
import dev.portcullis.console.base.Skeleton;
import dev.portcullis.console.setup.SetupCheck;
import dev.portcullis.console.setup.SetupCheck.Finding;
import dev.portcullis.console.setup.SetupChecks;
import jakarta.annotation.security.PermitAll;
import java.util.List;

/** What the console depends on, each as it was found a moment ago, and how to mend what is wanting. */
@Route("setup")
@PageTitle("Setup · Portcullis")
@Menu(title = "Setup", order = 110, icon = "cluster")
@PermitAll
@CssImport("./setup/setup.css")
class SetupView extends Composite<Page> {
    private final SetupChecks checks;
    private final Chip summary = new Chip();
    private final Div results = new Div();
    private final Button again = new Button("Check again");

    SetupView(SetupChecks checks) {
        this.checks = checks;
        again.setDisableOnClick(true);
        again.addClickListener(click -> check(click.getSource().getUI().orElseThrow()));
        summary.setVisible(false);
        results.getElement().setAttribute("aria-live", "polite");
        getContent().add(new PageHeader("Setup", summary).withActions(again), results);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        check(event.getUI());
    }

    // A check waits for whatever does not answer; the page does not.
    private void check(UI ui) {
        results.removeAll();
        results.add(new Card(new Skeleton(7)));
        Thread.ofVirtual()
                .name("setup-checks")
                .start(
                        () -> {
                            try {
                                tell(ui);
                            } catch (UIDetachedException _) {
                                // The page was left before the checks were made.
                            }
                        });
    }

    private void tell(UI ui) {
        try {
            var made = checks.run();
            ui.access(() -> show(made));
        } catch (IllegalStateException failed) {
            ui.access(() -> showFailure(String.valueOf(failed.getMessage())));
        }
    }

    private void show(List<SetupCheck> made) {
        var list = new UnorderedList();
        list.addClassName("pc-setup-list");
        made.forEach(check -> list.add(new SetupRow(check)));
        results.removeAll();
        results.add(new Card(list).flush());
        long sound = made.stream().filter(SetupView::isSound).count();
        summary.getElement().removeAllChildren();
        summary.getElement()
                .appendChild(
                        Chip.fact("", "%d of %d".formatted(sound, made.size()), "sound")
                                .getElement());
        summary.setVisible(true);
        again.setEnabled(true);
    }

    private void showFailure(String why) {
        results.removeAll();
        results.add(Notice.error("The checks could not be made", why + ". Check again."));
        again.setEnabled(true);
    }

    private static boolean isSound(SetupCheck check) {
        return check.finding() instanceof Finding.Sound;
    }
}
