package dev.portcullis.console.questions;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.browserless.internal.MockVaadin;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.NativeButton;
import dev.portcullis.console.base.Notice;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ViewPackages(classes = PreviewPane.class)
class PreviewPaneTest extends BrowserlessTest {
    private final Deque<Runnable> beside = new ArrayDeque<>();
    private final List<String> computed = new ArrayList<>();
    private final PreviewPane pane =
            new PreviewPane(() -> Notice.error("No policy", ""), beside::add);

    @BeforeEach
    void onAPage() {
        UI.getCurrent().add(pane);
    }

    @Test
    void theAnswerIsComputedBesideThePage() {
        ask("first", 1);
        assertThat(isCurrent()).isFalse();
        assertThat(computed).isEmpty();

        compute();

        assertThat(isCurrent()).isTrue();
        assertThat(text()).contains("1 observed events fare as before");
    }

    @Test
    void ofWhatIsAskedWhileItComputesOnlyTheNewestCounts() {
        ask("first", 1);
        ask("second", 2);
        ask("third", 3);
        assertThat(beside).as("one at a time").hasSize(1);

        compute();
        assertThat(isCurrent()).as("the first is not asked any more").isFalse();
        assertThat(text()).doesNotContain("fare as before");

        compute();
        assertThat(isCurrent()).isTrue();
        assertThat(text()).contains("3 observed events fare as before");
        assertThat(computed).containsExactly("first", "third");
        assertThat(beside).isEmpty();
    }

    @Test
    void whatWasShownIsOutOfReachAsSoonAsSomethingElseIsAsked() {
        ask("first", 1);
        compute();
        ask("second", 2);

        assertThat(isCurrent()).isFalse();
        assertThat(shown().getAttribute("inert")).isNotNull();

        compute();
        assertThat(isCurrent()).isTrue();
        assertThat(shown().getAttribute("inert")).isNull();
    }

    @Test
    void anotherSpanAsksAgain() {
        var asked = new ArrayList<Replay>();
        pane.ask(
                replay -> {
                    asked.add(replay);
                    return Optional.of(preview(1));
                });
        compute();

        test(find(NativeButton.class, pane).withText("24 h").single()).click();
        assertThat(isCurrent()).isFalse();
        compute();

        assertThat(asked).containsExactly(Replay.NEWEST, Replay.last(Duration.ofHours(24)));
        assertThat(isCurrent()).isTrue();
    }

    @Test
    void whereThereIsNoAnswerItIsSaidWhy() {
        pane.ask(_ -> Optional.empty());
        compute();

        assertThat(text()).contains("No policy");
    }

    @Test
    void whatFailsIsSaidAndTheNextAnswerTakesItsPlace() {
        pane.ask(
                _ -> {
                    throw new IllegalStateException("the store is away");
                });
        compute();
        assertThat(text()).contains("The preview could not be computed");
        assertThat(isCurrent()).isTrue();

        ask("second", 2);
        compute();
        assertThat(text()).contains("2 observed events fare as before");
    }

    @Test
    void whatIsAskedBeforeThereIsAPageIsComputedThere() {
        var early = new PreviewPane(() -> Notice.error("No policy", ""), beside::add);
        early.ask(_ -> Optional.of(preview(5)));
        assertThat(beside).isEmpty();

        UI.getCurrent().add(early);
        compute();

        assertThat(early.getElement().getTextRecursively()).contains("5 observed events");
    }

    private void ask(String name, long unchanged) {
        pane.ask(
                _ -> {
                    computed.add(name);
                    return Optional.of(preview(unchanged));
                });
    }

    private void compute() {
        beside.remove().run();
        MockVaadin.clientRoundtrip();
    }

    private boolean isCurrent() {
        return "false".equals(pane.getElement().getAttribute("aria-busy"));
    }

    private com.vaadin.flow.dom.Element shown() {
        return pane.getElement().getChild(1);
    }

    private String text() {
        return pane.getElement().getTextRecursively();
    }

    private static ChangePreview preview(long unchanged) {
        return new ChangePreview(
                new ObservedWindow(Optional.empty(), Optional.empty(), 0, 0, 0),
                List.of(),
                unchanged);
    }
}
