package dev.portcullis.traffic.client;

import dev.portcullis.traffic.client.UsersApi.Reply;
import dev.portcullis.traffic.client.UsersApi.Seen;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What a shop does with users: mostly reads, sometimes writes, over a fixed set of users of its own.
 *
 * <p>The e-mails are always the same, so that neither time nor restarts nor replicas fill the database.
 */
final class Journey {

    private final UsersApi api;
    private final AtomicReferenceArray<Seen> known;

    Journey(UsersApi api, int users) {
        this.api = api;
        this.known = new AtomicReferenceArray<>(users);
    }

    /** Makes the n-th request: out of ten, six read one user, two read a page, two rename a user. */
    Answer step(long n) {
        int slot = (int) (n % known.length());
        try {
            Seen user = known.get(slot);
            Reply reply;
            if (user == null) {
                reply = adopt(slot);
            } else {
                // Shifted by the round, so that each user meets every kind of request.
                reply =
                        switch ((int) ((n + n / known.length()) % 10)) {
                            case 3, 7 -> api.page(20);
                            case 1, 5 -> rename(slot, user, n);
                            default -> read(slot, user);
                        };
            }
            return judge(reply);
        } catch (IOException e) {
            return new Answer.Failed(words(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Failed("interrupted");
        }
    }

    private Reply read(int slot, Seen user) throws IOException, InterruptedException {
        Reply reply = api.get(user.id());
        keep(slot, reply);
        return reply;
    }

    private Reply rename(int slot, Seen user, long n) throws IOException, InterruptedException {
        Reply reply = api.rename(user, "Load " + slot + ", visit " + n);
        keep(slot, reply);
        return reply;
    }

    private Reply adopt(int slot) throws IOException, InterruptedException {
        String email = "load-" + slot + "@example.org";
        Reply found = api.find(email);
        if (found.status() != 200 || found.user().isPresent()) {
            keep(slot, found);
            return found;
        }
        Reply created =
                api.create(
                        email,
                        "Load " + slot,
                        "a-long-password-for-" + email,
                        "traffic-client-" + slot);
        keep(slot, created);
        return created;
    }

    /** Remembers the newest version; forgets a user that is gone or was changed by somebody else. */
    private void keep(int slot, Reply reply) {
        if (reply.user().isPresent()) {
            known.set(slot, reply.user().get());
        } else if (isRace(reply.status())) {
            known.set(slot, null);
        }
    }

    private static boolean isRace(int status) {
        return status == 404 || status == 409 || status == 412;
    }

    private static Answer judge(Reply reply) {
        return reply.status() / 100 == 2 || isRace(reply.status())
                ? new Answer.Served()
                : new Answer.Failed("HTTP " + reply.status());
    }

    private static String words(IOException e) {
        String message = e.getMessage();
        return e.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
}
