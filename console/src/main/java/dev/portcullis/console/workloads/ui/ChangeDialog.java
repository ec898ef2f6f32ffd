package dev.portcullis.console.workloads.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import dev.portcullis.console.access.User;
import dev.portcullis.console.base.CommandBlock;
import dev.portcullis.console.base.Notice;
import dev.portcullis.console.workloads.ChangeRequest;
import dev.portcullis.console.workloads.ChangeResult;
import dev.portcullis.console.workloads.ClusterWorkload;
import dev.portcullis.console.workloads.ClusterWorkloads;
import dev.portcullis.console.workloads.WorkloadChange;
import java.util.function.Consumer;

/** Asks before a workload is scaled or restarted: what happens, why it is wanted, and the command that does the same. */
class ChangeDialog extends Dialog {
    /**
     * What is asked.
     *
     * @param scales whether it is about the number of pods, else about a restart
     */
    record Question(ClusterWorkload workload, boolean scales) {}

    private final Question question;
    private final ClusterWorkloads workloads;
    private final User user;
    private final Consumer<String> accepted;
    private final IntegerField replicas = new IntegerField("Pods");
    private final TextField reason = new TextField("Reason, required, goes to the audit log");
    private final CommandBlock command;
    private final Div trouble = new Div();

    static Question scale(ClusterWorkload workload) {
        return new Question(workload, true);
    }

    static Question restart(ClusterWorkload workload) {
        return new Question(workload, false);
    }

    ChangeDialog(
            Question question, ClusterWorkloads workloads, User user, Consumer<String> accepted) {
        this.question = question;
        this.workloads = workloads;
        this.user = user;
        this.accepted = accepted;
        var id = question.workload().id();
        setHeaderTitle((question.scales() ? "Scale %s?" : "Restart %s?").formatted(id.display()));
        setWidth("560px");
        replicas.setValue(question.workload().wanted());
        replicas.setMin(0);
        replicas.setMax(WorkloadChange.MOST_REPLICAS);
        replicas.setStepButtonsVisible(true);
        replicas.setVisible(question.scales());
        reason.setMaxLength(ChangeRequest.REASON_LENGTH);
        reason.setRequiredIndicatorVisible(true);
        reason.setWidthFull();
        command = new CommandBlock(change().kubectl(id));
        replicas.addValueChangeListener(_ -> follow());
        var content = new Div(trouble, new Paragraph(what()), replicas, reason, command);
        content.addClassName("pc-workload-dialog");
        add(content);
        warn();
        var confirm = new Button(question.scales() ? "Scale" : "Restart", _ -> confirmed());
        confirm.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(new Button("Keep as it is", _ -> close()), confirm);
    }

    private String what() {
        return question.scales()
                ? "It has %s pods ready now.".formatted(WorkloadWords.ready(question.workload()))
                : "New pods with the same template replace the old ones, in the manner of its rollout.";
    }

    private void follow() {
        if (isValid()) {
            command.show(change().kubectl(question.workload().id()));
        }
        warn();
    }

    private void warn() {
        trouble.removeAll();
        var workload = question.workload();
        Integer to = replicas.getValue();
        if (question.scales() && to != null && to == 0) {
            trouble.add(
                    Notice.error(
                            "Without pods nobody is served",
                            workload.guarded()
                                    ? "This is a guarded workload: what depends on it fails at once."
                                    : "What depends on it fails at once."));
        } else if (!question.scales() && workload.wanted() == 1) {
            trouble.add(
                    Notice.error(
                            "It has a single pod",
                            "Whoever is connected to it may be cut until the new one is ready."));
        }
    }

    private boolean isValid() {
        Integer to = replicas.getValue();
        return !question.scales() || to != null && to >= 0 && to <= WorkloadChange.MOST_REPLICAS;
    }

    private WorkloadChange change() {
        return question.scales()
                ? new WorkloadChange.Scale(question.workload().wanted(), replicas.getValue())
                : new WorkloadChange.Restart();
    }

    private void confirmed() {
        if (!isValid()) {
            replicas.setInvalid(true);
            replicas.setErrorMessage("From 0 to %d.".formatted(WorkloadChange.MOST_REPLICAS));
            return;
        }
        if (reason.getValue().isBlank()) {
            reason.setInvalid(true);
            reason.setErrorMessage(
                    "Say why, in a few words. Whoever reads the audit log will thank you.");
            reason.focus();
            return;
        }
        var request =
                new ChangeRequest(question.workload().id(), change(), reason.getValue(), user);
        switch (workloads.change(request)) {
            case ChangeResult.Accepted(String sentence, String _) -> {
                close();
                accepted.accept(sentence);
            }
            case ChangeResult.Refused refused -> {
                trouble.removeAll();
                trouble.add(
                        refused.why() == ChangeResult.Why.FORBIDDEN
                                ? Notice.noPermission("No permission", refused.sentence())
                                : Notice.error("Not done", refused.sentence()));
            }
        }
    }
}
