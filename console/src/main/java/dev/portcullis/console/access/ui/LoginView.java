package dev.portcullis.console.access.ui;

import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.portcullis.console.base.Glyph;

/** Asks for name and password, and says why somebody was sent here. */
@Route(value = "login", autoLayout = false)
@PageTitle("Sign in · Portcullis")
@AnonymousAllowed
@CssImport("./theme/tokens.css")
@CssImport("./theme/lumo.css")
@CssImport("./theme/console.css")
@CssImport("./access/access.css")
@JsModule("./theme/theme.ts")
public class LoginView extends Div implements BeforeEnterObserver {
    private final LoginForm form = new LoginForm();
    private final LoginI18n words = words();

    LoginView() {
        addClassName("pc-login");
        form.setAction("login");
        form.setForgotPasswordButtonVisible(false);
        form.setI18n(words);
        var brand = new Div(new Glyph("logo", 32), new H1("Portcullis"));
        brand.addClassName("pc-login-brand");
        var card =
                new Div(
                        brand,
                        new Paragraph("Sign in to see and move the gates."),
                        form,
                        new Paragraph(
                                "A sign-in link from the start-up output works as well, once."));
        card.addClassName("pc-login-card");
        add(card);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var why = event.getLocation().getQueryParameters();
        if (why.getParameters().containsKey("locked")) {
            show("Too many failed sign-ins", "Wait five minutes, then try again.");
        } else if (why.getParameters().containsKey("spent")) {
            show(
                    "This link has been used",
                    "A sign-in link works once. Sign in with your password, or ask for a new link.");
        } else if (why.getParameters().containsKey("error")) {
            show("Name or password is wrong", "Check both and try again.");
        }
    }

    private void show(String title, String message) {
        words.getErrorMessage().setTitle(title);
        words.getErrorMessage().setMessage(message);
        form.setI18n(words);
        form.setError(true);
    }

    private static LoginI18n words() {
        var words = LoginI18n.createDefault();
        words.getForm().setTitle("Sign in");
        words.getForm().setUsername("Name");
        words.getForm().setPassword("Password");
        words.getForm().setSubmit("Sign in");
        return words;
    }
}
