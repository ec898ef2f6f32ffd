package dev.portcullis.console.policies.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.portcullis.console.access.User;
import dev.portcullis.console.base.Card;
import dev.portcullis.console.base.CommandBlock;
import dev.portcullis.console.base.Notice;
import dev.portcullis.console.policies.ApplyRequest;
import dev.portcullis.console.policies.ApplyResult;
import dev.portcullis.console.policies.Policies;
import dev.portcullis.console.policies.Policies.Standing;
import dev.portcullis.console.policies.PolicyAuthoring;
import dev.portcullis.console.policies.ToggleRequest;
import dev.portcullis.console.questions.PreviewPane;
import dev.portcullis.policy.PolicyId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Where policies are written: the editor, what the text would change, a try in the cluster, and
 * applying it. The text stays until the cluster has taken it.
 */
class PolicyWorkbench extends Composite<Div> {
    private static final int MOST_REPLACED = 8;

    private final Policies policies;
    private final User user;
    private final PolicyEditor editor;
    private final TextField reason = new TextField("Reason, required, goes to the audit log");
    private final Button tryOut = new Button("Try in the cluster, change nothing", _ -> tryOut());
    private final Button apply = new Button("Apply", _ -> apply());
    private final Button discard = new Button("Discard changes", _ -> discard());
    private final Div answer = new Div();
    private final PreviewPane preview =
            new PreviewPane(
                    () ->
                            Notice.error(
                                    "This is not a policy yet",
                                    "Mend what the editor marks; then what it would change is shown"
                                            + " here."));
    private final Consumer<PolicyDraft> keep;
    private final Runnable forget;
    private final Consumer<List<PolicyId>> applied;
    private PolicyDraft draft = new PolicyDraft("", Map.of(), "");

    /** What the last drafts were when another text was put in their place, by the editor's revision. */
    private final Map<Integer, PolicyDraft> replaced = new TreeMap<>();

    private Optional<Clash> clash = Optional.empty();

    /**
     * @param keep is handed every change of the draft
     * @param forget is called when the draft is discarded
     * @param applied is handed the policies that were written
     */
    PolicyWorkbench(
            Policies policies,
            PolicyAuthoring authoring,
            User user,
            Consumer<PolicyDraft> keep,
            Runnable forget,
            Consumer<List<PolicyId>> applied) {
        this.policies = policies;
        this.user = user;
        this.keep = keep;
        this.forget = forget;
        this.applied = applied;
        editor = new PolicyEditor(authoring);
        editor.addChangeListener(this::typed);
        reason.setMaxLength(ToggleRequest.REASON_LENGTH);
        reason.setRequiredIndicatorVisible(true);
        reason.setWidthFull();
        reason.setValueChangeMode(ValueChangeMode.LAZY);
        reason.addValueChangeListener(
                change -> {
                    if (change.isFromClient()) {
                        draft = draft.because(change.getValue());
                        keep.accept(draft);
                    }
                });
        apply.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        answer.addClassName("pc-column");
        answer.getElement().setAttribute("aria-live", "polite");
        var buttons = new Div(apply, tryOut, discard);
        buttons.addClassName("pc-workbench-buttons");
        var writing = new Card(new H2("YAML"), editor, reason, buttons, answer);
        writing.addClassName("pc-workbench-card");
        var effect = new Card("Before you apply: what it would change", preview);
        effect.addClassName("pc-workbench-card");
        getContent().addClassName("pc-workbench");
        getContent().add(writing, effect);
    }

    /** Begins with a draft, or goes on with one. */
    void open(PolicyDraft opened) {
        clash = Optional.empty();
        write(opened);
        reason.setValue(opened.reason());
        answer.removeAll();
        showPreview();
    }

    /** The text can be read but not changed, for this reason. */
    void refuse(String why) {
        editor.readOnly(true);
        reason.setVisible(false);
        apply.setEnabled(false);
        apply.setTooltipText(why);
        tryOut.setEnabled(false);
        tryOut.setTooltipText(why);
        discard.setVisible(false);
        answer.removeAll();
        answer.add(Notice.noPermission(why, "You can read the text, and copy it."));
    }

    /** The text may be changed (again). */
    void permit() {
        editor.readOnly(false);
        reason.setVisible(true);
        apply.setEnabled(true);
        apply.setTooltipText("");
        tryOut.setEnabled(true);
        tryOut.setTooltipText("");
        discard.setVisible(true);
    }

    PolicyDraft draft() {
        return draft;
    }

    /** Whether somebody has written something that is not in the cluster. */
    boolean isWriting() {
        return draft.bases().values().stream().noneMatch(base -> base.yaml().equals(draft.text()));
    }

    /** Goes on from that version, which says the same as the one begun with. */
    void rebase(PolicyId id, Standing standing) {
        draft = draft.onTopOf(id, Optional.of(standing));
    }

    /** Somebody else changed a policy that is being written here. */
    void changedElsewhere(PolicyId id, Optional<Standing> theirs) {
        conflict(id, theirs, "It was changed in the cluster while you write");
    }

    private void write(PolicyDraft next) {
        replaced.put(editor.revision(), draft);
        replaced.keySet().removeIf(revision -> revision <= editor.revision() - MOST_REPLACED);
        draft = next;
        editor.write(next.text());
    }

    private void typed(PolicyEditor.Changed change) {
        var typedOn = replaced.get(change.revision());
        if (change.revision() == editor.revision() || typedOn == null) {
            changed(draft.writing(change.value()));
        } else {
            typedOnAnEarlierText(typedOn.writing(change.value()));
        }
    }

    /** What was typed wins over the text that took its place; what is new in the cluster is compared with it. */
    private void typedOnAnEarlierText(PolicyDraft typed) {
        var dropped = draft;
        var why = dropped.reason().isEmpty() ? typed.reason() : dropped.reason();
        write(typed.because(why));
        reason.setValue(why);
        changed(draft);
        typed.bases().entrySet().stream()
                .filter(base -> !base.getValue().equals(dropped.bases().get(base.getKey())))
                .findFirst()
                .ifPresent(
                        base ->
                                changedElsewhere(
                                        base.getKey(),
                                        Optional.ofNullable(dropped.bases().get(base.getKey()))));
    }

    private void changed(PolicyDraft next) {
        draft = next;
        keep.accept(next);
        if (clash.isPresent() && clash.get().compare().isAttached()) {
            // In place: whoever is about to press one of its buttons must find it where it was.
            clash.get().compare().mine(mine(clash.get().id()));
        } else {
            answer.removeAll();
            clash.ifPresent(this::compare);
        }
        showPreview();
    }

    private void showPreview() {
        var text = draft.text();
        preview.ask(replay -> policies.preview(text, replay));
    }

    private void discard() {
        forget.run();
    }

    private void tryOut() {
        show(policies.check(draft.text(), draft.versions()));
    }

    private void apply() {
        var why = reason.getValue().strip();
        if (why.isEmpty()) {
            reason.setInvalid(true);
            reason.setErrorMessage("Say why, in a few words.");
            reason.focus();
            return;
        }
        reason.setInvalid(false);
        show(policies.apply(new ApplyRequest(draft.text(), why, user, draft.versions())));
    }

    private void show(ApplyResult result) {
        answer.removeAll();
        switch (result) {
            case ApplyResult.Acceptable acceptable ->
                    answer.add(
                            Notice.empty(
                                    "The cluster would take it",
                                    names(acceptable.policies()) + ". Nothing was changed."));
            case ApplyResult.Applied done -> {
                applied.accept(done.policies());
                answer.add(
                        Notice.empty("Applied", names(done.policies())),
                        new CommandBlock(done.kubectl()));
            }
            case ApplyResult.Unreadable unreadable ->
                    answer.add(
                            Notice.error(
                                    unreadable.problems().getFirst().message(),
                                    "Nothing was changed. Your text is still here; the editor marks"
                                            + " where."));
            case ApplyResult.Conflict conflict ->
                    conflict(
                            conflict.id(),
                            conflict.theirs().map(yaml -> new Standing(conflict.version(), yaml)),
                            "Somebody else changed it first");
            case ApplyResult.Refused refused ->
                    answer.add(
                            Notice.error(
                                    "It was not done",
                                    refused.sentence() + " Your text is still here."));
        }
    }

    private void conflict(PolicyId id, Optional<Standing> theirs, String title) {
        answer.removeAll();
        var three =
                new ThreeWay(
                        Optional.ofNullable(draft.bases().get(id)).map(Standing::yaml).orElse(""),
                        theirs.map(Standing::yaml).orElse(""),
                        mine(id),
                        theirs.map(now -> "In the cluster now, version " + now.version())
                                .orElse("Deleted from the cluster"));
        var found = new Clash(id, theirs, title, three);
        three.addTakenListener(taken -> take(taken, found));
        clash = Optional.of(found);
        compare(found);
    }

    /** Stays until somebody chooses how to go on, whatever is written meanwhile. */
    private void compare(Clash found) {
        found.compare().mine(mine(found.id()));
        answer.add(
                Notice.error(
                        found.title(),
                        "%s. Nothing was written and nothing of yours is lost: choose how to go on."
                                .formatted(found.id().display())),
                found.compare());
    }

    private void take(ThreeWay.Taken taken, Clash found) {
        if (!taken.mine().equals(mine(found.id()))) {
            // Chosen before the last words arrived, which it would undo: shown again with them.
            return;
        }
        clash = Optional.empty();
        write(
                draft.writing(PolicyDocuments.of(draft.text()).with(found.id(), taken.text()))
                        .onTopOf(found.id(), found.theirs()));
        changed(draft);
    }

    private String mine(PolicyId id) {
        return PolicyDocuments.of(draft.text()).about(id);
    }

    /** A change by somebody else that nobody has put together with this draft yet. */
    private record Clash(PolicyId id, Optional<Standing> theirs, String title, ThreeWay compare) {}

    private static String names(List<PolicyId> ids) {
        return ids.stream().map(PolicyId::display).collect(Collectors.joining(", "));
    }
}
