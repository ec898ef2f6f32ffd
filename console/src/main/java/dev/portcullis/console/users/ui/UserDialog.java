package dev.portcullis.console.users.ui;

import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import dev.portcullis.console.access.User;
import dev.portcullis.console.base.Notice;
import dev.portcullis.console.users.UserAccount;
import dev.portcullis.console.users.UserAccounts;
import dev.portcullis.console.users.UserChangeResult;
import dev.portcullis.console.users.UserDraft;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creates a user, or changes one. What was typed stays until the service has taken it. */
class UserDialog extends Dialog {
    private static final List<String> ROLES = List.of("MEMBER", "SUPPORT", "ADMIN");

    private final UserAccounts accounts;
    private final User actor;
    private final Runnable saved;
    private final TextField email = new TextField("E-mail");
    private final TextField displayName = new TextField("Name");
    private final ComboBox<String> role = new ComboBox<>("Role", ROLES);
    private final PasswordField password = new PasswordField("Password");
    private final Div trouble = new Div();
    private Optional<UserAccount> seen;

    UserDialog(UserAccounts accounts, User actor, Optional<UserAccount> seen, Runnable saved) {
        this.accounts = accounts;
        this.actor = actor;
        this.seen = seen;
        this.saved = saved;
        setHeaderTitle(seen.isPresent() ? "Edit user" : "New user");
        setWidth("520px");
        role.setValue("MEMBER");
        password.setHelperText(
                seen.isPresent()
                        ? "Empty leaves it as it is."
                        : "At least 12 characters. Stored as a hash only.");
        seen.ifPresent(this::fill);
        add(trouble, new FormLayout(email, displayName, role, password));
        var save = new Button(seen.isPresent() ? "Save user" : "Create user", _ -> save());
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        save.setDisableOnClick(true);
        save.addClickListener(_ -> save.setEnabled(true));
        getFooter().add(new Button("Cancel", _ -> close()), save);
        email.focus();
    }

    private void fill(UserAccount account) {
        email.setValue(account.email());
        displayName.setValue(account.displayName());
        role.setValue(account.role());
    }

    private void save() {
        var draft =
                new UserDraft(
                        email.getValue().strip(),
                        displayName.getValue().strip(),
                        Optional.ofNullable(role.getValue()).orElse("MEMBER"),
                        Optional.of(password.getValue()).filter(typed -> !typed.isEmpty()));
        show(
                seen.map(account -> accounts.change(actor, account, draft))
                        .orElseGet(() -> accounts.create(actor, draft)));
    }

    private void show(UserChangeResult result) {
        trouble.removeAll();
        fields().values().forEach(field -> field.setInvalid(false));
        switch (result) {
            case UserChangeResult.Saved _, UserChangeResult.Deleted _ -> {
                close();
                saved.run();
            }
            case UserChangeResult.Invalid invalid -> invalid.problems().forEach(this::point);
            case UserChangeResult.Conflict conflict -> showConflict(conflict.theirs());
            case UserChangeResult.Missing _ ->
                    say("This user is gone", "Somebody deleted it meanwhile. Close this dialog.");
            case UserChangeResult.Refused refused -> say("Not saved", refused.why());
            case UserChangeResult.Unavailable gone ->
                    say("It is not known whether this was saved", gone.why());
        }
    }

    private Map<String, HasValidation> fields() {
        return Map.of(
                "email", email, "displayName", displayName, "role", role, "password", password);
    }

    private void point(String field, String problem) {
        HasValidation input = fields().get(field);
        if (input == null) {
            say("Not saved", problem);
        } else {
            input.setErrorMessage(Character.toUpperCase(problem.charAt(0)) + problem.substring(1));
            input.setInvalid(true);
        }
    }

    /** Both values are shown; the next save is meant for what is there now. */
    private void showConflict(UserAccount theirs) {
        seen = Optional.of(theirs);
        email.setHelperText("Now: " + theirs.email());
        displayName.setHelperText("Now: " + theirs.displayName());
        role.setHelperText("Now: " + theirs.role());
        trouble.add(
                Notice.error(
                                "Somebody else changed this user first",
                                "Your values are kept. Save again to overwrite theirs, or take"
                                        + " theirs.")
                        .withAction(new Button("Take theirs", _ -> fill(theirs))));
    }

    private void say(String title, String text) {
        trouble.add(Notice.error(title, text));
    }
}
