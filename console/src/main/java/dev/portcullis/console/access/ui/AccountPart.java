package dev.portcullis.console.access.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.portcullis.console.access.CurrentUser;
import dev.portcullis.console.access.User;
import dev.portcullis.console.base.Badge;
import dev.portcullis.console.base.Tone;
import dev.portcullis.console.base.TopBarPart;
import org.springframework.core.annotation.Order;

/** Who is signed in, and the way out. */
@Order(100)
@org.springframework.stereotype.Component
class AccountPart implements TopBarPart {
    private final CurrentUser users;
    private final AuthenticationContext authentication;

    AccountPart(CurrentUser users, AuthenticationContext authentication) {
        this.users = users;
        this.authentication = authentication;
    }

    @Override
    public Side side() {
        return Side.END;
    }

    @Override
    public Component create() {
        var user = users.find();
        var bar = new MenuBar();
        bar.addThemeVariants(MenuBarVariant.LUMO_TERTIARY);
        var initials = new Span(user.map(User::initials).orElse("?"));
        initials.addClassName("pc-avatar");
        var name = new Span(user.map(User::name).orElse("nobody"));
        name.addClassName("pc-wide-only");
        var content = new Div(initials, name);
        content.addClassName("pc-row");
        var operates = user.filter(User::mayOperate).isPresent();
        if (!operates) {
            content.add(new Badge(Tone.OUTLINE, "View only"));
        }
        MenuItem item = bar.addItem(content);
        item.setAriaLabel("Account");
        item.getSubMenu()
                .addItem(
                        operates
                                ? "Role: operator"
                                : "Role: viewer, who may look and change nothing")
                .setEnabled(false);
        item.getSubMenu().addItem("Sign out", _ -> authentication.logout());
        return bar;
    }
}
