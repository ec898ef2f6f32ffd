package dev.portcullis.console.users.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.portcullis.console.access.User;
import dev.portcullis.console.base.Notice;
import dev.portcullis.console.users.UserAccount;
import dev.portcullis.console.users.UserAccounts;
import dev.portcullis.console.users.UserChangeResult;

/** Asks once more before a user is deleted for good. */
class DeleteUserDialog extends Dialog {
    private final Div trouble = new Div();

    DeleteUserDialog(UserAccounts accounts, User actor, UserAccount account, Runnable deleted) {
        setHeaderTitle("Delete this user?");
        setWidth("480px");
        add(
                trouble,
                new Paragraph(
                        account.displayName()
                                + " ("
                                + account.email()
                                + ") is deleted from the database. This cannot be undone."));
        var delete = new Button("Delete user", _ -> show(accounts.delete(actor, account), deleted));
        delete.addThemeVariants(ButtonVariant.LUMO_ERROR);
        getFooter().add(new Button("Keep user", _ -> close()), delete);
    }

    private void show(UserChangeResult result, Runnable deleted) {
        trouble.removeAll();
        switch (result) {
            case UserChangeResult.Deleted _,
                    UserChangeResult.Missing _,
                    UserChangeResult.Saved _ -> {
                close();
                deleted.run();
            }
            case UserChangeResult.Conflict conflict ->
                    say(
                            "Not deleted",
                            "Somebody changed this user to version %d meanwhile. Refresh and look again."
                                    .formatted(conflict.theirs().version()));
            case UserChangeResult.Invalid invalid ->
                    say("Not deleted", String.join(" ", invalid.problems().values()));
            case UserChangeResult.Refused refused -> say("Not deleted", refused.why());
            case UserChangeResult.Unavailable gone ->
                    say("It is not known whether this was deleted", gone.why());
        }
    }

    private void say(String title, String text) {
        trouble.add(Notice.error(title, text));
    }
}
