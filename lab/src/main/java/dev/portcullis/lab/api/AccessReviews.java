package dev.portcullis.lab.api;

import java.io.IOException;
import java.util.List;

/** Answers {@code kubectl auth can-i}: whoever holds the lab's token may do everything. */
final class AccessReviews {

    private AccessReviews() {}

    static void answer(Call call, Target target) throws IOException {
        // kubectl asks in protobuf; what it asks makes no difference to the answer.
        boolean readable = !call.contentType().equals("application/vnd.kubernetes.protobuf");
        var review = readable ? call.body() : Trees.object();
        review.put("apiVersion", target.kind().apiVersion());
        review.put("kind", target.kind().kind());
        review.withObject("metadata");
        var status = review.putObject("status");
        if (target.kind().equals(Kind.SELF_SUBJECT_ACCESS_REVIEW)) {
            var spec = review.path("spec");
            if (readable && spec.has("resourceAttributes") == spec.has("nonResourceAttributes")) {
                throw ApiException.invalid(
                        target.kind(),
                        "",
                        "spec.resourceAttributes",
                        "Invalid value: exactly one of nonResourceAttributes or resourceAttributes"
                                + " must be specified");
            }
            status.put("allowed", true);
            status.put("reason", "the bearer of the lab's token is its administrator");
        } else {
            var resource = status.putArray("resourceRules").addObject();
            for (var field : List.of("verbs", "apiGroups", "resources")) {
                resource.putArray(field).add("*");
            }
            var path = status.putArray("nonResourceRules").addObject();
            path.putArray("verbs").add("*");
            path.putArray("nonResourceURLs").add("*");
            status.put("incomplete", false);
        }
        call.send(201, review);
    }
}
