package dev.portcullis.console.base;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.router.RouterLayout;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.server.menu.MenuConfiguration;
import com.vaadin.flow.server.menu.MenuEntry;
import jakarta.annotation.security.PermitAll;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The frame around every page: navigation at the left, top bar, the page. Pages come into the navigation by
 * {@code @Menu(title, order, icon)}, where the icon is a {@link Glyph} name, if the user may enter them.
 */
@Layout
@PermitAll
@CssImport("./theme/tokens.css")
@CssImport("./theme/lumo.css")
@CssImport("./theme/console.css")
@JsModule("./theme/theme.ts")
public class MainLayout extends Composite<Div> implements RouterLayout, AfterNavigationObserver {
    private final Main main = new Main();
    private final Map<String, Component> entries = new LinkedHashMap<>();

    MainLayout(ObjectProvider<TopBarPart> parts, ObjectProvider<NavBadge> badges) {
        main.addClassName("pc-main");
        main.setId("main");
        main.getElement().setAttribute("tabindex", "-1");
        var skip = new Anchor("#main", "Skip to the page");
        skip.addClassName("pc-skip");
        skip.getElement().setAttribute("router-ignore", true);
        getContent().addClassName("pc-app");
        getContent().add(skip, navigation(badges), topBar(parts), main);
    }

    private Nav navigation(ObjectProvider<NavBadge> badges) {
        var nav = new Nav();
        nav.addClassName("pc-nav");
        nav.getElement().setAttribute("aria-label", "Main");
        var brand = new Div(new Glyph("logo", 32).labelled("Portcullis"));
        brand.addClassName("pc-brand");
        nav.add(brand);
        for (var entry : MenuConfiguration.getMenuEntries()) {
            var link = link(entry);
            badges.stream()
                    .filter(badge -> badge.route().equals(route(entry)))
                    .forEach(badge -> link.getElement().appendChild(badge.create().getElement()));
            entries.put(entry.path(), link);
            nav.add(link);
        }
        return nav;
    }

    private static String route(MenuEntry entry) {
        return entry.path().startsWith("/") ? entry.path().substring(1) : entry.path();
    }

    private static Component link(MenuEntry entry) {
        var link =
                entry.menuClass() == null
                        ? new RouterLink()
                        : new RouterLink("", entry.menuClass());
        link.addClassName("pc-nav-entry");
        link.add(new Glyph(Objects.requireNonNullElse(entry.icon(), "right"), 20));
        link.add(new Span(entry.title()));
        return link;
    }

    private static Header topBar(ObjectProvider<TopBarPart> parts) {
        var bar = new Header();
        bar.addClassName("pc-top");
        var spacer = new Span();
        spacer.addClassName("pc-spacer");
        parts.orderedStream()
                .filter(part -> part.side() == TopBarPart.Side.START)
                .forEach(part -> bar.add(part.create()));
        bar.add(spacer, new ThemeSwitch());
        parts.orderedStream()
                .filter(part -> part.side() == TopBarPart.Side.END)
                .forEach(part -> bar.add(part.create()));
        return bar;
    }

    @Override
    public void showRouterLayoutContent(HasElement content) {
        main.getElement().removeAllChildren();
        main.getElement().appendChild(content.getElement());
    }

    @Override
    public void removeRouterLayoutContent(HasElement oldContent) {
        main.getElement().removeAllChildren();
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        var here = "/" + event.getLocation().getPath();
        entries.forEach(
                (path, link) -> {
                    var target = path.startsWith("/") ? path : "/" + path;
                    boolean on =
                            "/".equals(target)
                                    ? "/".equals(here)
                                    : here.equals(target) || here.startsWith(target + "/");
                    if (on) {
                        link.getElement().setAttribute("aria-current", "page");
                        // On a phone the entries are more than fit, and this one may be out of
                        // sight
                        link.getElement()
                                .executeJs(
                                        """
                                        new ResizeObserver((_, seen) => {
                                          if (this.offsetWidth) {
                                            seen.disconnect();
                                            this.scrollIntoView({block: 'nearest', inline: 'center'});
                                          }
                                        }).observe(this)
                                        """);
                    } else {
                        link.getElement().removeAttribute("aria-current");
                    }
                });
    }

    /** Turns light into dark and back, in the browser alone. */
    @Tag("pc-theme-switch")
    @JsModule("./pc-theme-switch/pc-theme-switch.ts")
    private static final class ThemeSwitch extends Component {}
}
