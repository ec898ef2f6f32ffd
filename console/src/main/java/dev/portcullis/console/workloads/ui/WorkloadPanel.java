package dev.portcullis.console.workloads.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import dev.portcullis.console.access.CurrentUser;
import dev.portcullis.console.base.Badge;
import dev.portcullis.console.base.Card;
import dev.portcullis.console.base.CommandBlock;
import dev.portcullis.console.base.Notice;
import dev.portcullis.console.base.OperatorOnly;
import dev.portcullis.console.base.Tone;
import dev.portcullis.console.workloads.ClusterWorkload;
import dev.portcullis.console.workloads.ClusterWorkloads;
import dev.portcullis.console.workloads.PodLogs;
import dev.portcullis.console.workloads.Rights;
import dev.portcullis.console.workloads.WorkloadId;
import dev.portcullis.console.workloads.WorkloadPod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;

/** Everything about the chosen workload: its pods, its policies, its rollout, and what can be done. */
class WorkloadPanel extends Composite<Card> {
    private final ClusterWorkloads workloads;
    private final PodLogs logs;
    private final CurrentUser users;
    private final Clock clock;
    private final Runnable changed;
    private final Div body = new Div();
    private Optional<ClusterWorkload> shown = Optional.empty();

    WorkloadPanel(
            ClusterWorkloads workloads,
            PodLogs logs,
            CurrentUser users,
            Clock clock,
            Runnable changed) {
        this.workloads = workloads;
        this.logs = logs;
        this.users = users;
        this.clock = clock;
        this.changed = changed;
        body.addClassName("pc-workload-panel");
        getContent().flush();
        getContent().add(body);
    }

    /**
     * Shows a workload as it is now.
     *
     * @param asked the one the address names, if it names one
     */
    void show(Optional<ClusterWorkload> workload, Optional<WorkloadId> asked) {
        if (workload.isPresent() && workload.equals(shown)) {
            // What somebody reads or selects here must not be replaced by itself.
            return;
        }
        shown = workload;
        body.removeAll();
        if (workload.isPresent()) {
            fill(workload.get());
        } else {
            body.add(
                    asked.map(
                                    id ->
                                            Notice.empty(
                                                    "There is no %s".formatted(id.display()),
                                                    "It was deleted, or never was in this cluster."))
                            .orElseGet(
                                    () ->
                                            Notice.empty(
                                                    "No workload is chosen",
                                                    "Choose one to see its pods and policies.")));
        }
    }

    /** Where the panel stands under the list, whoever chose a workload looks for it. */
    void bringIntoView() {
        getElement()
                .executeJs(
                        "if (matchMedia('(max-width: 1180px)').matches) this.scrollIntoView({block: 'start'})");
    }

    private void fill(ClusterWorkload workload) {
        var id = workload.id();
        var rights = workloads.rights(id);
        var title = new H2(id.display());
        title.addClassName("pc-mono");
        body.add(title, facts(workload), actions(workload, rights));
        body.add(new H3("Pods"));
        if (workload.pods().isEmpty()) {
            body.add(
                    WorkloadWords.muted(
                            workload.wanted() == 0 ? "None, as asked for." : "None yet."));
        }
        workload.pods().forEach(pod -> body.add(row(id, pod, rights)));
        body.add(new H3("Policies that select it"));
        if (workload.selectedBy().isEmpty()) {
            body.add(
                    WorkloadWords.muted(
                            workload.ingress() == ClusterWorkload.Isolation.UNKNOWN
                                    ? "Not known while it has no pods."
                                    : "None: everything may reach it, and it everything."));
        }
        workload.selectedBy().forEach(name -> body.add(policy(name)));
        body.add(
                new CommandBlock(
                        "kubectl -n %s get %s -o wide".formatted(id.namespace(), id.kubectl())));
    }

    private Component facts(ClusterWorkload workload) {
        var facts = new Div();
        facts.addClassName("pc-workload-facts");
        fact(facts, "Pods ready", new Span(WorkloadWords.ready(workload)));
        fact(
                facts,
                "Rollout",
                new Span(WorkloadWords.rolloutSentence(workload.rollout(), clock.instant())));
        fact(facts, "Ingress", WorkloadWords.isolation(workload.ingress()));
        fact(facts, "Egress", WorkloadWords.isolation(workload.egress()));
        if (!workload.owner().isEmpty()) {
            fact(facts, "Kept by", new Badge(Tone.OUTLINE, workload.owner()));
        }
        return facts;
    }

    private static void fact(Div facts, String name, Component value) {
        facts.add(WorkloadWords.muted(name), value);
    }

    private Component actions(ClusterWorkload workload, Rights rights) {
        var restart = new Button("Restart rollout", _ -> open(ChangeDialog.restart(workload)));
        var scale = new Button("Scale", _ -> open(ChangeDialog.scale(workload)));
        restart.addThemeVariants(ButtonVariant.LUMO_SMALL);
        scale.addThemeVariants(ButtonVariant.LUMO_SMALL);
        allow(restart, rights.restart(), workload.id());
        if (workload.id().kind().scales()) {
            allow(scale, rights.scale(), workload.id());
        } else {
            refuse(scale, "A %s has a pod on every node.".formatted(workload.id().kind().word()));
        }
        var actions = new Div(restart, scale);
        actions.addClassName("pc-row");
        return actions;
    }

    private void allow(Button button, boolean right, WorkloadId id) {
        if (!users.require().mayOperate()) {
            refuse(button, OperatorOnly.why("change workloads"));
        } else if (!right) {
            refuse(
                    button,
                    "No permission: the cluster does not let the console change %s in %s."
                            .formatted(id.kind().plural(), id.namespace()));
        }
    }

    private static void refuse(Button button, String why) {
        button.setEnabled(false);
        button.setTooltipText(why);
    }

    private Component row(WorkloadId id, WorkloadPod pod, Rights rights) {
        var name = new Span(pod.name());
        name.addClassName("pc-mono");
        name.getElement().setAttribute("title", pod.name());
        var second =
                WorkloadWords.muted(
                        "%s · %d restarts · %s%s"
                                .formatted(
                                        pod.status(),
                                        pod.restarts(),
                                        WorkloadWords.age(pod.startedAt(), clock.instant()),
                                        pod.node().isEmpty() ? "" : " · " + pod.node()));
        var state =
                pod.ready()
                        ? new Badge(Tone.NEUTRAL, "check", "Ready")
                        : new Badge(Tone.UNDECIDED, "warning", "Not ready");
        var read = new Button("Logs", _ -> new LogDrawer(logs, id, pod).open());
        read.setAriaLabel("Logs of " + pod.name());
        read.addThemeVariants(ButtonVariant.LUMO_SMALL, ButtonVariant.LUMO_TERTIARY);
        if (!rights.logs()) {
            refuse(
                    read,
                    "No permission: the cluster does not let the console read logs in %s."
                            .formatted(id.namespace()));
        }
        var row = new Div(new Div(name, second), state, read);
        row.addClassName("pc-workload-pod");
        return row;
    }

    private static Component policy(String name) {
        var link =
                new Anchor(
                        "policies?filter="
                                + URLEncoder.encode(
                                        name.substring(name.indexOf('/') + 1),
                                        StandardCharsets.UTF_8),
                        name);
        link.addClassName("pc-mono");
        return new Div(link);
    }

    private void open(ChangeDialog.Question question) {
        new ChangeDialog(
                        question,
                        workloads,
                        users.require(),
                        sentence -> {
                            Notification.show(sentence, 6_000, Notification.Position.BOTTOM_START);
                            changed.run();
                        })
                .open();
    }
}
