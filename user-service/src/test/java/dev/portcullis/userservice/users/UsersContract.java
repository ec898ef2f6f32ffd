package dev.portcullis.userservice.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every kind of {@link Users} promises. */
public abstract class UsersContract {

    private static final PasswordHash HASH = new PasswordHash("$argon2id$v=19$test");
    private static final Expected ANY = new Expected.Any();

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-22T10:00:00.123456Z"));
    private Users users;

    /** Users with nobody in them. */
    protected abstract Users empty(Clock clock);

    @BeforeEach
    void start() {
        InstantSource source = now::get;
        users = empty(source.withZone(ZoneOffset.UTC));
    }

    @Test
    void aCreatedUserIsFoundAsItWasCreated() {
        User ann = created("ann@example.org");

        assertThat(users.find(ann.id())).contains(ann);
        assertThat(ann.version()).isEqualTo(1);
        assertThat(ann.createdAt()).isEqualTo(now.get());
        assertThat(ann.updatedAt()).isEqualTo(now.get());
    }

    @Test
    void anEmailAddressBelongsToOneUser() {
        created("ann@example.org");

        assertThat(users.create(user("ann@example.org"), Optional.empty()))
                .isEqualTo(new CreateResult.EmailTaken());
    }

    @Test
    void namesInEveryScriptAreKept() {
        NewUser user = new NewUser(email("zoë@example.org"), "Zoë 张伟 🏰", Role.ADMIN, HASH);

        CreateResult.Created created = (CreateResult.Created) users.create(user, Optional.empty());

        assertThat(users.find(created.user().id()).orElseThrow().displayName())
                .isEqualTo("Zoë 张伟 🏰");
    }

    @Test
    void aCreationSentTwiceHappensOnce() {
        NewUser ann = user("ann@example.org");
        User first =
                ((CreateResult.Created) users.create(ann, Optional.of(Attempt.of("k", ann))))
                        .user();

        assertThat(users.create(ann, Optional.of(Attempt.of("k", ann))))
                .isEqualTo(new CreateResult.Replayed(first));
        assertThat(users.list(new PageRequest(10, Optional.empty(), "")).total()).isEqualTo(1);
    }

    @Test
    void aKeyCannotBeUsedForSomethingElse() {
        NewUser ann = user("ann@example.org");
        NewUser bob = user("bob@example.org");
        users.create(ann, Optional.of(Attempt.of("k", ann)));

        assertThat(users.create(bob, Optional.of(Attempt.of("k", bob))))
                .isEqualTo(new CreateResult.KeyReused());
    }

    @Test
    void aCreationSentAgainAfterTheUserWasDeletedDoesNotBringItBack() {
        NewUser ann = user("ann@example.org");
        User first =
                ((CreateResult.Created) users.create(ann, Optional.of(Attempt.of("k", ann))))
                        .user();
        users.delete(first.id(), ANY);

        // Its address is free again, but the key is not.
        assertThat(users.create(ann, Optional.of(Attempt.of("k", ann))))
                .isEqualTo(new CreateResult.Gone());
    }

    @Test
    void aCreationThatFailedLeavesItsKeyFree() {
        User taken = created("ann@example.org");
        NewUser ann = user("ann@example.org");
        assertThat(users.create(ann, Optional.of(Attempt.of("k", ann))))
                .isEqualTo(new CreateResult.EmailTaken());
        users.delete(taken.id(), ANY);

        assertThat(users.create(ann, Optional.of(Attempt.of("k", ann))))
                .isInstanceOf(CreateResult.Created.class);
    }

    @Test
    void attemptsAreForgottenAfterADay() {
        NewUser ann = user("ann@example.org");
        users.create(ann, Optional.of(Attempt.of("k", ann)));
        pass(86_401);

        assertThat(users.forgetAttempts()).isEqualTo(1);
        NewUser bob = user("bob@example.org");
        assertThat(users.create(bob, Optional.of(Attempt.of("k", bob))))
                .isInstanceOf(CreateResult.Created.class);
    }

    @Test
    void ofManyThatCreateTheSameAtOnceOneSucceeds() throws Exception {
        NewUser ann = user("ann@example.org");
        List<CreateResult> results =
                atOnce(8, () -> users.create(ann, Optional.of(Attempt.of("k", ann))));

        assertThat(results).filteredOn(CreateResult.Created.class::isInstance).hasSize(1);
        assertThat(results).filteredOn(CreateResult.Replayed.class::isInstance).hasSize(7);
    }

    @Test
    void aChangeMakesANewVersionAndLeavesTheRest() {
        User ann = created("ann@example.org");
        pass(5);

        ChangeResult result = users.change(ann.id(), version(1), name("Ann B."));

        User changed = ((ChangeResult.Changed) result).user();
        assertThat(changed.displayName()).isEqualTo("Ann B.");
        assertThat(changed.email()).isEqualTo(ann.email());
        assertThat(changed.version()).isEqualTo(2);
        assertThat(changed.createdAt()).isEqualTo(ann.createdAt());
        assertThat(changed.updatedAt()).isEqualTo(now.get());
        assertThat(users.find(ann.id())).contains(changed);
    }

    @Test
    void aChangeOfAnOldVersionIsRefusedAndSaysWhichOneIsThere() {
        User ann = created("ann@example.org");
        users.change(ann.id(), ANY, name("first"));

        assertThat(users.change(ann.id(), version(1), name("second")))
                .isEqualTo(new ChangeResult.Stale(2));
        assertThat(users.find(ann.id()).orElseThrow().displayName()).isEqualTo("first");
    }

    @Test
    void ofManyChangesOfTheSameVersionOneWins() throws Exception {
        User ann = created("ann@example.org");

        List<ChangeResult> results =
                atOnce(8, () -> users.change(ann.id(), version(1), name("one of eight")));

        assertThat(results).filteredOn(ChangeResult.Changed.class::isInstance).hasSize(1);
        assertThat(users.find(ann.id()).orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void anAddressCannotBeChangedToSomebodyElses() {
        created("ann@example.org");
        User bob = created("bob@example.org");
        Change change =
                new Change(
                        Optional.of(email("ann@example.org")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());

        assertThat(users.change(bob.id(), ANY, change)).isEqualTo(new ChangeResult.EmailTaken());
    }

    @Test
    void whoIsNotThereCannotBeChangedOrDeleted() {
        UserId nobody = UserId.next(0, new java.util.Random(1));

        assertThat(users.find(nobody)).isEmpty();
        assertThat(users.change(nobody, ANY, name("x"))).isEqualTo(new ChangeResult.NotFound());
        assertThat(users.delete(nobody, ANY)).isEqualTo(new DeleteResult.NotFound());
    }

    @Test
    void aDeletedUserIsGoneAndAnOldVersionDeletesNobody() {
        User ann = created("ann@example.org");
        users.change(ann.id(), ANY, name("changed"));

        assertThat(users.delete(ann.id(), version(1))).isEqualTo(new DeleteResult.Stale(2));
        assertThat(users.delete(ann.id(), version(2))).isEqualTo(new DeleteResult.Deleted());
        assertThat(users.find(ann.id())).isEmpty();
    }

    @Test
    void pagesShowEverybodyOnceWhileOthersComeAndGo() {
        for (int i = 10; i < 35; i++) {
            created("user-" + i + "@example.org");
        }
        Set<String> seen = new HashSet<>();
        Optional<Email> next = Optional.empty();
        int pages = 0;
        do {
            Page page = users.list(new PageRequest(10, next.map(Email::address), ""));
            page.items().forEach(user -> assertThat(seen.add(user.email().address())).isTrue());
            next = page.next();
            // Somebody new in front of the cursor does not shift what follows.
            created("a-" + pages + "@example.org");
            pages++;
        } while (next.isPresent());

        assertThat(pages).isEqualTo(3);
        assertThat(seen).hasSize(25);
    }

    @Test
    void aPageKnowsHowManyThereAreInAll() {
        for (int i = 0; i < 7; i++) {
            created("user-" + i + "@example.org");
        }

        Page first = users.list(new PageRequest(3, Optional.empty(), ""));
        Page last = users.list(new PageRequest(3, Optional.of("user-5@example.org"), ""));

        assertThat(first.total()).isEqualTo(7);
        assertThat(last.total()).isEqualTo(7);
        assertThat(last.items()).hasSize(1);
        assertThat(last.next()).isEmpty();
    }

    @Test
    void aPrefixFindsAddressesThatBeginSoHoweverItIsTyped() {
        created("ann@example.org");
        created("anna@example.org");
        created("joann@example.org");

        assertThat(found("Ann")).containsExactly("ann@example.org", "anna@example.org");
        assertThat(found("anna")).containsExactly("anna@example.org");
        assertThat(found("x")).isEmpty();
    }

    @Test
    void signsThatMeanSomethingToADatabaseMeanThemselvesInAPrefix() {
        created("a_b@example.org");
        created("axb@example.org");
        created("a%b@example.org");
        created("a'b@example.org");

        assertThat(found("a_")).containsExactly("a_b@example.org");
        assertThat(found("a%")).containsExactly("a%b@example.org");
        assertThat(found("a'")).containsExactly("a'b@example.org");
        assertThat(found("%")).isEmpty();
        assertThat(found("\\")).isEmpty();
    }

    private List<String> found(String prefix) {
        return users.list(new PageRequest(100, Optional.empty(), prefix)).items().stream()
                .map(user -> user.email().address())
                .toList();
    }

    private User created(String address) {
        return ((CreateResult.Created) users.create(user(address), Optional.empty())).user();
    }

    private static NewUser user(String address) {
        return new NewUser(email(address), "Somebody", Role.MEMBER, HASH);
    }

    private static Email email(String address) {
        return Email.parse(address).orElseThrow();
    }

    private static Change name(String name) {
        return new Change(Optional.empty(), Optional.of(name), Optional.empty(), Optional.empty());
    }

    private static Expected version(long version) {
        return new Expected.OneOf(Set.of(version));
    }

    private void pass(long seconds) {
        now.updateAndGet(instant -> instant.plusSeconds(seconds));
    }

    private static <T> List<T> atOnce(int times, Callable<T> task) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                futures.add(threads.submit(task));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }
}
