package dev.portcullis.console.users.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.DataProvider;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.portcullis.console.access.CurrentUser;
import dev.portcullis.console.base.Badge;
import dev.portcullis.console.base.Card;
import dev.portcullis.console.base.Chip;
import dev.portcullis.console.base.Notice;
import dev.portcullis.console.base.OperatorOnly;
import dev.portcullis.console.base.Page;
import dev.portcullis.console.base.PageHeader;
import dev.portcullis.console.base.PhoneColumn;
import dev.portcullis.console.base.PhoneRow;
import dev.portcullis.console.base.SearchField;
import dev.portcullis.console.base.Tone;
import dev.portcullis.console.users.UserAccount;
import dev.portcullis.console.users.UserAccounts;
import dev.portcullis.console.users.UserListResult;
import dev.portcullis.console.users.UserServicePulse;
import jakarta.annotation.security.PermitAll;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The users of the guarded service: a lazy grid, searched by the beginning of the e-mail address. */
@Route("users")
@PageTitle("Users · Portcullis")
@Menu(title = "Users", order = 60, icon = "users")
@PermitAll
class UsersView extends Composite<Page> implements AfterNavigationObserver {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    private static final String NONE = "No user here.";

    private final UserAccounts accounts;
    private final UserServicePulse pulse;
    private final CurrentUser currentUser;
    private final Grid<UserAccount> grid = new Grid<>();
    private final SearchField search =
            new SearchField(
                    "E-mail begins with",
                    "Find users whose e-mail address begins with",
                    words -> getUI().ifPresent(ui -> ui.navigate(UsersView.class, queryOf(words))));
    private final Chip count = new Chip();
    private final Div trouble = new Div();
    private String prefix = "";
    private volatile boolean failing;

    UsersView(UserAccounts accounts, UserServicePulse pulse, CurrentUser currentUser) {
        this.accounts = accounts;
        this.pulse = pulse;
        this.currentUser = currentUser;
        boolean mayOperate = currentUser.require().mayOperate();
        search.setWidth("260px");
        var create = new Button("New user", _ -> edit(Optional.empty()));
        create.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        OperatorOnly.mark(create, mayOperate, "change users");
        columns(mayOperate);
        grid.setDataProvider(
                DataProvider.fromCallbacks(
                        page -> users(page.getOffset(), page.getLimit()), _ -> total()));
        trouble.setVisible(false);
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_COMPACT);
        grid.setSizeFull();
        var table = new Card(grid).flush();
        table.addClassName("pc-fill");
        getContent()
                .full()
                .add(
                        new PageHeader("Users", count)
                                .withActions(search, new Button("Refresh", _ -> retry()), create),
                        trouble,
                        table);
    }

    private void columns(boolean mayOperate) {
        grid.addColumn(UserAccount::email)
                .setHeader("E-mail")
                .setTooltipGenerator(UserAccount::email)
                .setFlexGrow(3);
        grid.addColumn(UserAccount::displayName)
                .setHeader("Name")
                .setTooltipGenerator(UserAccount::displayName)
                .setFlexGrow(3);
        grid.addComponentColumn(UsersView::role).setHeader("Role").setWidth("120px").setFlexGrow(0);
        grid.addColumn(user -> TIME.format(user.updatedAt()))
                .setHeader("Changed")
                .setWidth("180px")
                .setFlexGrow(0);
        grid.addColumn(UserAccount::version).setHeader("Version").setWidth("90px").setFlexGrow(0);
        grid.addComponentColumn(user -> actions(user, mayOperate))
                .setHeader("")
                .setWidth("170px")
                .setFlexGrow(0);
        PhoneColumn.in(
                grid,
                "User",
                user ->
                        new PhoneRow(new Span(user.email()))
                                .words(user.displayName())
                                .line(role(user), actions(user, mayOperate)));
    }

    private static Component role(UserAccount user) {
        return new Badge(Tone.OUTLINE, user.role().toLowerCase(Locale.ROOT));
    }

    private Component actions(UserAccount user, boolean mayOperate) {
        var edit = new Button("Edit", _ -> edit(Optional.of(user)));
        edit.setAriaLabel("Edit " + user.email());
        var delete =
                new Button(
                        "Delete",
                        _ ->
                                new DeleteUserDialog(
                                                accounts,
                                                currentUser.require(),
                                                user,
                                                this::refresh)
                                        .open());
        delete.setAriaLabel("Delete " + user.email());
        Stream.of(edit, delete)
                .forEach(
                        button -> {
                            button.addThemeVariants(
                                    ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
                            OperatorOnly.mark(button, mayOperate, "change users");
                        });
        return new Div(edit, delete);
    }

    private void edit(Optional<UserAccount> user) {
        new UserDialog(accounts, currentUser.require(), user, this::refresh).open();
    }

    private Stream<UserAccount> users(int offset, int limit) {
        return switch (accounts.list(prefix, offset, limit)) {
            case UserListResult.Found found -> found.users().stream();
            case UserListResult.Unavailable gone -> {
                showTrouble(gone.why());
                yield Stream.empty();
            }
        };
    }

    private int total() {
        // While the service is away, each question would hold the page up until its time-out
        if (pulse.state() instanceof UserServicePulse.State.Away away) {
            showTrouble(away.why());
            return 0;
        }
        return switch (accounts.list(prefix, 0, 1)) {
            case UserListResult.Found found -> {
                showNoTrouble();
                say(Long.toString(found.total()), prefix.isEmpty() ? "users" : "found");
                yield (int) Math.min(Integer.MAX_VALUE, found.total());
            }
            case UserListResult.Unavailable gone -> {
                showTrouble(gone.why());
                yield 0;
            }
        };
    }

    private void showTrouble(String why) {
        say("", "not known");
        grid.setEmptyStateText("The users are not known now.");
        trouble.removeAll();
        trouble.add(
                Notice.error(
                                "The user service cannot be read",
                                why + " The users are back here by themselves when it answers.")
                        .withAction(new Button("Try now", _ -> retry())));
        trouble.setVisible(true);
        failing = true;
    }

    private void showNoTrouble() {
        grid.setEmptyStateText(NONE);
        trouble.removeAll();
        trouble.setVisible(false);
        failing = false;
    }

    private void retry() {
        pulse.look();
        refresh();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var ui = event.getUI();
        var following =
                pulse.follow(
                        state -> {
                            if (state instanceof UserServicePulse.State.Away != failing) {
                                ui.access(this::refresh);
                            }
                        });
        addDetachListener(
                detached -> {
                    following.close();
                    detached.unregisterListener();
                });
    }

    private void say(String strong, String after) {
        count.getElement().removeAllChildren();
        count.getElement().appendChild(Chip.fact("", strong, after).getElement());
    }

    private void refresh() {
        grid.getDataProvider().refreshAll();
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        prefix = event.getLocation().getQueryParameters().getSingleParameter("email").orElse("");
        if (!search.getValue().equals(prefix)) {
            search.setValue(prefix);
        }
        refresh();
    }

    private static QueryParameters queryOf(String emailPrefix) {
        return emailPrefix.isEmpty()
                ? QueryParameters.empty()
                : QueryParameters.of("email", emailPrefix);
    }
}
