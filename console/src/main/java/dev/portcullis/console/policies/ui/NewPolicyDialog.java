package dev.portcullis.console.policies.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.portcullis.console.access.User;
import dev.portcullis.console.base.CommandBlock;
import dev.portcullis.console.base.Glyph;
import dev.portcullis.console.base.Notice;
import dev.portcullis.console.policies.ApplyRequest;
import dev.portcullis.console.policies.ApplyResult;
import dev.portcullis.console.policies.Policies;
import dev.portcullis.console.policies.ToggleRequest;
import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.read.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Takes policies as YAML, checks them in the engine and the cluster, and writes them. The text stays until it is written. */
class NewPolicyDialog extends Dialog {
    private static final String START =
            """
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata:
              name: example
              namespace: users
            spec:
              endpointSelector:
                matchLabels:
                  app: example
              ingress:
                - fromEndpoints:
                    - matchLabels:
                        app: client
                  toPorts:
                    - ports:
                        - port: "8080"
                          protocol: TCP
            """;

    private final Policies policies;
    private final User user;
    private final TextArea yaml = new TextArea("YAML");
    private final TextField reason = new TextField("Reason, required, goes to the audit log");
    private final Div answer = new Div();

    NewPolicyDialog(Policies policies, User user) {
        this.policies = policies;
        this.user = user;
        setHeaderTitle("New policy");
        setCloseOnOutsideClick(false);
        yaml.setValue(START);
        yaml.setWidthFull();
        yaml.getElement().setAttribute("spellcheck", "false");
        reason.setMaxLength(ToggleRequest.REASON_LENGTH);
        reason.setWidthFull();
        answer.addClassName("pc-column");
        answer.getElement().setAttribute("aria-live", "polite");
        var content = new Div(yaml, reason, answer);
        content.addClassName("pc-policy-dialog");
        add(content);
        var apply = new Button("Apply to the cluster", _ -> apply());
        apply.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter()
                .add(
                        new Button("Cancel", _ -> close()),
                        new Button(
                                "Check, change nothing",
                                _ -> show(policies.check(yaml.getValue()))),
                        apply);
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
        show(policies.apply(new ApplyRequest(yaml.getValue(), why, user)));
    }

    private void show(ApplyResult result) {
        answer.removeAll();
        switch (result) {
            case ApplyResult.Acceptable acceptable -> {
                answer.add(
                        Notice.empty(
                                "The cluster would take it",
                                names(acceptable.policies()) + ". Nothing was changed."));
                problems(acceptable.warnings());
            }
            case ApplyResult.Applied applied ->
                    answer.add(
                            Notice.empty("Applied", names(applied.policies())),
                            new CommandBlock(applied.kubectl()));
            case ApplyResult.Unreadable unreadable -> {
                answer.add(
                        Notice.error(
                                "This is not a policy the cluster would take",
                                "Nothing was changed. Your text is still here."));
                problems(unreadable.problems());
            }
            case ApplyResult.Refused refused ->
                    answer.add(Notice.error("It was not done", refused.sentence()));
        }
    }

    private void problems(List<Problem> problems) {
        for (var problem : problems.stream().limit(20).toList()) {
            var where = new Div(problem.path());
            where.addClassNames("pc-mono", "pc-muted");
            var finding =
                    new Div(
                            new Glyph("warning", 16),
                            new Div(new H2(problem.message()), where, new Div(problem.mend())));
            finding.addClassName("pc-finding");
            answer.add(finding);
        }
    }

    private static String names(List<PolicyId> ids) {
        return ids.stream().map(PolicyId::display).collect(Collectors.joining(", "));
    }
}
