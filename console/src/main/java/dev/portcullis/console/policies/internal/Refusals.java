package dev.portcullis.console.policies.internal;

import dev.portcullis.console.policies.internal.ClusterRefusedException.Refusal;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;

/** Answers of the Kubernetes API in our words. */
final class Refusals {
    private static final int LONGEST = 600;

    private Refusals() {}

    static ClusterRefusedException of(KubernetesClientException e) {
        var said =
                Optional.ofNullable(e.getStatus())
                        .map(status -> status.getMessage())
                        .filter(text -> !text.isBlank())
                        .map(Refusals::sentence)
                        .orElse("");
        return switch (e.getCode()) {
            case 401 ->
                    refused(
                            Refusal.FORBIDDEN,
                            "The cluster does not know the console (401).",
                            said);
            case 403 ->
                    refused(
                            Refusal.FORBIDDEN,
                            "The cluster does not let the console do this (403).",
                            said);
            case 404 -> refused(Refusal.MISSING, "It is not there any more.", said);
            case 409 ->
                    refused(
                            isExists(e) ? Refusal.EXISTS : Refusal.CONFLICT,
                            "Somebody else changed it meanwhile.",
                            said);
            case 400, 413, 422 -> refused(Refusal.INVALID, "The cluster does not take it.", said);
            default ->
                    refused(
                            Refusal.SILENT,
                            e.getCode() <= 0
                                    ? "The Kubernetes API does not answer."
                                    : "The Kubernetes API answered %d.".formatted(e.getCode()),
                            said);
        };
    }

    private static boolean isExists(KubernetesClientException e) {
        return e.getStatus() != null && "AlreadyExists".equals(e.getStatus().getReason());
    }

    private static ClusterRefusedException refused(Refusal refusal, String ours, String said) {
        return new ClusterRefusedException(
                refusal, said.isEmpty() ? ours : ours + " It says: " + said);
    }

    private static String sentence(String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        var cut = line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
        return cut.endsWith(".") || cut.endsWith("…") ? cut : cut + ".";
    }
}
