package dev.portcullis.console.questions;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.portcullis.console.base.Notice;
import dev.portcullis.console.base.Segments;
import dev.portcullis.console.base.Skeleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;

/**
 * A preview over the traffic that somebody chooses, computed beside the page so that typing never waits for it. While it
 * computes, what was there before is dimmed and out of reach; of what is asked meanwhile only the newest counts.
 */
@CssImport("./questions/questions.css")
public class PreviewPane extends Composite<Div> {
    private static final Logger LOG = LoggerFactory.getLogger(PreviewPane.class);

    /** What is asked, again whenever another span is chosen. Called on any thread; empty if there is no answer. */
    public interface Question {
        Optional<ChangePreview> over(Replay replay);
    }

    private enum Back {
        NEWEST("Newest flows", Replay.NEWEST),
        HOUR("Last hour", Replay.last(Duration.ofHours(1))),
        DAY("24 h", Replay.last(Duration.ofHours(24))),
        WEEK("7 days", Replay.last(Duration.ofDays(7)));

        private final String words;
        private final Replay replay;

        Back(String words, Replay replay) {
            this.words = words;
            this.replay = replay;
        }
    }

    private final Executor beside;
    private final Supplier<Notice> unanswerable;
    private final Segments spans =
            new Segments(
                    "Replay",
                    this::choose,
                    Arrays.stream(Back.values()).map(span -> span.words).toArray(String[]::new));
    private final Div shown = new Div(new Skeleton(6));
    private Optional<Question> question = Optional.empty();
    private Replay replay = Replay.NEWEST;

    // Both are touched under the session's lock alone.
    private long asked;
    private long answered;
    private boolean computing;

    /** @param unanswerable says why, where there is no answer */
    public PreviewPane(Supplier<Notice> unanswerable) {
        this(unanswerable, PreviewPane::onBehalfOfWhoeverAsks);
    }

    PreviewPane(Supplier<Notice> unanswerable, Executor beside) {
        this.unanswerable = unanswerable;
        this.beside = beside;
        spans.press(Back.NEWEST.words);
        var label = new Span("Replay");
        var head = new Div(label, spans, busy());
        head.addClassName("pc-preview-head");
        shown.addClassName("pc-preview-shown");
        shown.getElement().setAttribute("aria-live", "polite");
        getContent().addClassName("pc-preview-pane");
        getContent().add(head, shown);
    }

    /** Asks; what was asked before does not count any more. */
    public void ask(Question next) {
        question = Optional.of(next);
        askAgain();
    }

    private void choose(String words) {
        spans.press(words);
        replay =
                Arrays.stream(Back.values())
                        .filter(span -> span.words.equals(words))
                        .findFirst()
                        .orElseThrow()
                        .replay;
        askAgain();
    }

    private void askAgain() {
        asked++;
        current(false);
        getUI().ifPresent(this::compute);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        compute(event.getUI());
    }

    /** One at a time: whoever types fast must not keep all cores busy with what nobody will see. */
    private void compute(UI ui) {
        if (computing || answered == asked || question.isEmpty()) {
            return;
        }
        computing = true;
        var number = asked;
        var wanted = question.get();
        var over = replay;
        beside.execute(
                () -> {
                    var answer = answer(wanted, over);
                    try {
                        ui.access(() -> answered(number, answer));
                    } catch (UIDetachedException gone) {
                        LOG.debug("Nobody waits for the preview any more");
                    }
                });
    }

    /** Makes what is shown; on the page's thread. */
    private Supplier<Component> answer(Question wanted, Replay over) {
        try {
            var preview = wanted.over(over);
            return () -> preview.<Component>map(PreviewPart::new).orElseGet(unanswerable);
        } catch (RuntimeException failed) {
            LOG.warn("A preview could not be computed", failed);
            return () ->
                    Notice.error(
                            "The preview could not be computed",
                            "Nothing was changed. Choose another span, or look at the console's"
                                    + " log.");
        }
    }

    private void answered(long number, Supplier<Component> answer) {
        computing = false;
        answered = number;
        if (number == asked) {
            shown.removeAll();
            shown.add(answer.get());
            current(true);
        } else {
            getUI().ifPresent(this::compute);
        }
    }

    private void current(boolean isCurrent) {
        getContent().getElement().setAttribute("aria-busy", Boolean.toString(!isCurrent));
        shown.getElement().setAttribute("inert", !isCurrent);
    }

    private static Component busy() {
        var words = new Span("Computing…");
        words.addClassNames("pc-preview-busy", "pc-hint");
        return words;
    }

    private static void onBehalfOfWhoeverAsks(Runnable task) {
        Thread.ofVirtual().name("preview").start(new DelegatingSecurityContextRunnable(task));
    }
}
