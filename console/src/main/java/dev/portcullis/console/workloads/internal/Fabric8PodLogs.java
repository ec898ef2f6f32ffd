package dev.portcullis.console.workloads.internal;

import dev.portcullis.console.workloads.PodLogs;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Loggable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Logs through the Kubernetes API. */
final class Fabric8PodLogs implements PodLogs {
    private static final int LONGEST_READING = 4 << 20;

    private final KubernetesClient client;

    Fabric8PodLogs(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public Result read(Query query) {
        try (var in = log(query).getLogInputStream()) {
            var bytes = in.readNBytes(LONGEST_READING);
            var lines =
                    new String(bytes, StandardCharsets.UTF_8)
                            .lines()
                            .map(Fabric8PodLogs::cut)
                            .toList();
            return new Result.Lines(
                    lines.subList(Math.max(0, lines.size() - query.tail()), lines.size()));
        } catch (KubernetesClientException e) {
            return refused(query, e);
        } catch (IOException broken) {
            return ended(query);
        }
    }

    @Override
    public Following follow(Query query, Reader reader) {
        var followed = new FollowedLog(reader);
        var unused =
                Thread.ofVirtual()
                        .name("log-" + query.pod())
                        .start(() -> followed.end(follow(query, followed)));
        return followed;
    }

    private Result.Refused follow(Query query, FollowedLog followed) {
        try (var watch = log(query).watchLog()) {
            followed.opened(watch);
            read(watch.getOutput(), followed.lines());
            return ended(query);
        } catch (KubernetesClientException e) {
            return refused(query, e);
        } catch (IOException broken) {
            return ended(query);
        }
    }

    /** Reads bytes to lines without ever keeping more of a line than is shown. */
    private static void read(InputStream in, LineBatches lines) throws IOException {
        var line = new byte[LONGEST_LINE * 4];
        int length = 0;
        var buffer = new byte[8192];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            for (int i = 0; i < n; i++) {
                if (buffer[i] == '\n') {
                    lines.add(cut(new String(line, 0, length, StandardCharsets.UTF_8)));
                    length = 0;
                } else if (length < line.length) {
                    line[length++] = buffer[i];
                }
            }
        }
    }

    private Loggable log(Query query) {
        var pod = client.pods().inNamespace(query.namespace()).withName(query.pod());
        return query.container().isEmpty()
                ? pod.tailingLines(query.tail())
                : pod.inContainer(query.container()).tailingLines(query.tail());
    }

    private static String cut(String line) {
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE - 1) + "…";
    }

    private static Result.Refused ended(Query query) {
        return new Result.Refused(
                false,
                "The log of %s ended: its container is gone or done.".formatted(query.pod()));
    }

    private static Result.Refused refused(Query query, KubernetesClientException e) {
        return switch (e.getCode()) {
            case 401, 403 ->
                    new Result.Refused(
                            true,
                            "No permission to read the logs in %s. The console's role portcullis-workloads must be bound there."
                                    .formatted(query.namespace()));
            case 404 ->
                    new Result.Refused(
                            false, "There is no pod %s any more.".formatted(query.pod()));
            case 400 ->
                    new Result.Refused(
                            false,
                            "The container of %s has not started yet, or has another name."
                                    .formatted(query.pod()));
            default ->
                    new Result.Refused(
                            false,
                            "The log of %s cannot be read: the Kubernetes API does not answer."
                                    .formatted(query.pod()));
        };
    }
}
