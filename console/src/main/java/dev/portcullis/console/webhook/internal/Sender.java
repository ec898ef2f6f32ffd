package dev.portcullis.console.webhook.internal;

import dev.portcullis.console.webhook.WebhookSettings;
import dev.portcullis.console.webhook.internal.TargetGuard.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;

/** Sends one delivery: to the pinned address, following no redirect, and reading no more than a mebibyte. */
final class Sender {
    private static final int MOST_READ = 1024 * 1024;

    private final WebhookSettings settings;
    private final TargetGuard guard;
    private final Signature signature;
    private final Clock clock;

    Sender(WebhookSettings settings, TargetGuard guard, Signature signature, Clock clock) {
        this.settings = settings;
        this.guard = guard;
        this.signature = signature;
        this.clock = clock;
    }

    /** What came of sending. */
    sealed interface Sent {
        record Taken(int status) implements Sent {}

        /** The sentence says why; it may be tried again. */
        record Failed(String why) implements Sent {}
    }

    Sent send(UUID id, String event, String body) {
        return switch (guard.look(settings.target().orElse(""))) {
            case Target.Refused(var why, var _) -> new Sent.Failed(why);
            case Target.Pinned pinned -> send(pinned, id, event, body);
        };
    }

    private Sent send(Target.Pinned target, UUID id, String event, String body) {
        var timestamp = clock.instant().getEpochSecond();
        var post = new HttpPost(target.uri());
        post.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        post.setHeader("User-Agent", "portcullis-webhook/1");
        post.setHeader("X-Portcullis-Event", event);
        post.setHeader("X-Portcullis-Delivery", id.toString());
        post.setHeader(Signature.TIMESTAMP, timestamp);
        post.setHeader(Signature.HEADER, signature.of(timestamp, body));
        var connections =
                PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new Pinned(target.address()))
                        .setDefaultConnectionConfig(
                                ConnectionConfig.custom()
                                        .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                                        .setSocketTimeout(Timeout.of(settings.answerTimeout()))
                                        .build())
                        .build();
        var deadline = Thread.startVirtualThread(() -> cancelLate(post));
        try (var client =
                HttpClients.custom()
                        .setConnectionManager(connections)
                        .setDefaultRequestConfig(
                                RequestConfig.custom()
                                        .setResponseTimeout(Timeout.of(settings.answerTimeout()))
                                        .build())
                        .disableRedirectHandling()
                        .disableAutomaticRetries()
                        .disableCookieManagement()
                        .disableAuthCaching()
                        .disableContentCompression()
                        .build()) {
            return client.execute(post, Sender::read);
        } catch (IOException e) {
            return new Sent.Failed(sentence(e));
        } finally {
            deadline.interrupt();
        }
    }

    /** The timeouts hold between two bytes; this holds for all of them together. */
    private void cancelLate(HttpPost post) {
        try {
            Thread.sleep(settings.connectTimeout().plus(settings.answerTimeout()).multipliedBy(2));
            post.cancel();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Sent read(ClassicHttpResponse response) throws IOException {
        if (response.getEntity() != null) {
            try (var content = response.getEntity().getContent()) {
                if (content.readNBytes(MOST_READ + 1).length > MOST_READ) {
                    // The connection is not used again, so the rest is not read either.
                    return new Sent.Failed("The receiver's answer is longer than 1 MiB.");
                }
            }
        }
        var status = response.getCode();
        if (status >= 200 && status < 300) {
            return new Sent.Taken(status);
        }
        return new Sent.Failed(
                status >= 300 && status < 400
                        ? "The receiver answered %d: redirects are not followed.".formatted(status)
                        : "The receiver answered %d.".formatted(status));
    }

    private static String sentence(IOException e) {
        return "The receiver could not be reached: %s."
                .formatted(
                        e.getClass()
                                .getSimpleName()
                                .replaceAll("(Exception|Error)$", "")
                                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                                .toLowerCase(Locale.ROOT));
    }

    /** Knows one address, and gives it for whatever name the client asks. */
    private record Pinned(InetAddress address) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) {
            return new InetAddress[] {address};
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            return host;
        }
    }
}
