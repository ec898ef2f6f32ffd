package dev.portcullis.console.users.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.browserless.internal.MockVaadin;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import dev.portcullis.console.access.CurrentUser;
import dev.portcullis.console.access.User;
import dev.portcullis.console.users.InMemoryUserAccounts;
import dev.portcullis.console.users.UserAccount;
import dev.portcullis.console.users.UserServicePulse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ContextConfiguration;

@ContextConfiguration(classes = UsersViewTest.Setting.class)
@ViewPackages(classes = UsersView.class)
class UsersViewTest extends SpringBrowserlessTest {

    // Not a @Configuration: the scan of a test that starts the whole console would find it
    static class Setting {
        @Bean
        InMemoryUserAccounts accounts() {
            return new InMemoryUserAccounts();
        }

        @Bean
        PulseByHand pulse() {
            return new PulseByHand();
        }

        @Bean
        CurrentUser user() {
            return new CurrentUser() {
                @Override
                public Optional<User> find() {
                    return Optional.of(User.console());
                }

                @Override
                public User require() {
                    return User.console();
                }
            };
        }
    }

    static final class PulseByHand implements UserServicePulse {
        private final List<Consumer<State>> followers = new ArrayList<>();
        private State state = new State.Unknown();

        void beat(State next) {
            state = next;
            followers.forEach(follower -> follower.accept(next));
        }

        @Override
        public State state() {
            return state;
        }

        @Override
        public State look() {
            return state;
        }

        @Override
        public Registration follow(Consumer<State> listener) {
            followers.add(listener);
            return () -> followers.remove(listener);
        }
    }

    @Autowired InMemoryUserAccounts accounts;
    @Autowired PulseByHand pulse;

    @BeforeEach
    void adaIsThere() {
        pulse.beat(new UserServicePulse.State.Unknown());
        accounts.away = Optional.empty();
        accounts.known.clear();
        accounts.known.add(
                new UserAccount(
                        "1", "ada@example.org", "Ada", "ADMIN", Instant.EPOCH, Instant.EPOCH, 1));
    }

    @Test
    void aServiceThatIsAwayAtTheBeginningIsSaid() {
        accounts.away = Optional.of("The database cannot be reached.");

        var view = navigate(UsersView.class);
        rows();

        assertThat(textOf(view))
                .contains("The user service cannot be read", "The database cannot be reached.");
        assertThat(textOf(view)).contains("not known").doesNotContain("No user here");
    }

    @Test
    void anOutageUnderTheOpenPageIsShownAndEndsByItself() {
        var view = navigate(UsersView.class);
        assertThat(rows()).isEqualTo(1);

        accounts.away = Optional.of("The database cannot be reached.");
        pulse.beat(new UserServicePulse.State.Away(Instant.EPOCH, "The database is away."));
        MockVaadin.clientRoundtrip();
        assertThat(rows()).isZero();
        assertThat(textOf(view)).contains("The user service cannot be read");

        accounts.away = Optional.empty();
        pulse.beat(new UserServicePulse.State.Serving());
        MockVaadin.clientRoundtrip();
        assertThat(rows()).isEqualTo(1);
        assertThat(textOf(view)).doesNotContain("The user service cannot be read");
    }

    private int rows() {
        return test(find(Grid.class).single()).size();
    }

    private static String textOf(Component component) {
        return component.getElement().getTextRecursively();
    }
}
