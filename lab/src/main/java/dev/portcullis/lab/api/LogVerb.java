package dev.portcullis.lab.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.node.ObjectNode;

/** Answers {@code pods/log}: what a container wrote, and with follow what it goes on to write. */
final class LogVerb {

    private static final Duration GLANCE = Duration.ofSeconds(1);

    private final Store store;
    private final PodLogs logs;
    private final Clock clock;
    private final BooleanSupplier closing;

    LogVerb(Store store, PodLogs logs, Clock clock, BooleanSupplier closing) {
        this.store = store;
        this.logs = logs;
        this.clock = clock;
        this.closing = closing;
    }

    void answer(Call call, Target target) throws IOException, InterruptedException {
        var query = call.query();
        var pod = store.peek(Kind.POD, target.namespace(), target.name());
        if (pod == null) {
            throw ApiException.notFound(Kind.POD, target.name());
        }
        var container =
                new PodLogs.Container(
                        target.namespace(),
                        target.name(),
                        container(pod, query.get("container")),
                        query.isTrue("previous"));
        var since = since(query);
        var tail = query.number("tailLines");
        long bytesLeft = query.number("limitBytes").orElse(Long.MAX_VALUE);
        boolean timestamps = query.isTrue("timestamps");
        boolean follow = query.isTrue("follow");
        var chunk = logs.read(container, 0, Duration.ZERO).orElseThrow(() -> notStarted(container));
        var lines = chunk.lines().stream().filter(line -> !line.at().isBefore(since)).toList();
        if (tail.isPresent() && tail.getAsLong() < lines.size()) {
            lines = lines.subList(lines.size() - (int) tail.getAsLong(), lines.size());
        }
        call.response().setStatus(200);
        call.response().setContentType("text/plain");
        call.response().setCharacterEncoding("UTF-8");
        long after = last(chunk.lines(), 0);
        bytesLeft = write(call, lines, timestamps, bytesLeft);
        if (!follow) {
            return;
        }
        call.response().flushBuffer();
        boolean ended = chunk.ended();
        while (!ended && bytesLeft > 0 && !closing.getAsBoolean()) {
            var next = logs.read(container, after, GLANCE);
            if (next.isEmpty()) {
                return;
            }
            after = last(next.get().lines(), after);
            ended = next.get().ended();
            bytesLeft = write(call, next.get().lines(), timestamps, bytesLeft);
            call.response().flushBuffer();
        }
    }

    private static long write(
            Call call, List<PodLogs.Line> lines, boolean timestamps, long bytesLeft)
            throws IOException {
        var out = call.response().getOutputStream();
        long left = bytesLeft;
        for (var line : lines) {
            var text = (timestamps ? line.at() + " " : "") + line.text() + "\n";
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            int length = (int) Math.min(left, bytes.length);
            out.write(bytes, 0, length);
            left -= length;
            if (left == 0) {
                break;
            }
        }
        return left;
    }

    private static long last(List<PodLogs.Line> lines, long otherwise) {
        return lines.isEmpty() ? otherwise : lines.getLast().number();
    }

    private Instant since(Query query) {
        var seconds = query.number("sinceSeconds");
        var time = query.get("sinceTime");
        if (seconds.isPresent()) {
            return clock.instant()
                    .minus(Math.min(seconds.getAsLong(), 1L << 32), ChronoUnit.SECONDS);
        }
        try {
            return time.isEmpty() ? Instant.EPOCH : Instant.parse(time);
        } catch (DateTimeParseException _) {
            throw ApiException.badRequest("sinceTime is not an RFC 3339 time");
        }
    }

    private static String container(ObjectNode pod, String wanted) {
        var names =
                List.of("initContainers", "containers").stream()
                        .flatMap(field -> pod.path("spec").path(field).valueStream())
                        .map(container -> Meta.textOf(container.get("name")))
                        .toList();
        if (wanted.isEmpty()) {
            var first = pod.path("spec").path("containers").get(0);
            if (pod.path("spec").path("containers").size() > 1) {
                throw ApiException.badRequest(
                        "a container name must be specified for pod %s, choose one of: %s"
                                .formatted(Meta.name(pod), names));
            }
            return first == null ? "" : Meta.textOf(first.get("name"));
        }
        if (!names.contains(wanted)) {
            throw ApiException.badRequest(
                    "container %s is not valid for pod %s".formatted(wanted, Meta.name(pod)));
        }
        return wanted;
    }

    private static ApiException notStarted(PodLogs.Container container) {
        return ApiException.badRequest(
                container.previous()
                        ? "previous terminated container \"%s\" in pod \"%s\" not found"
                                .formatted(container.name(), container.pod())
                        : "container \"%s\" in pod \"%s\" is waiting to start: ContainerCreating"
                                .formatted(container.name(), container.pod()));
    }
}
