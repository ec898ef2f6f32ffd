package dev.portcullis.console.workloads.internal;

import dev.portcullis.console.workloads.Rights;
import dev.portcullis.console.workloads.WorkloadId;
import dev.portcullis.console.workloads.WorkloadKind;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Asks the cluster what the console may do, once a minute at most for each namespace and kind. */
final class RightsDesk {
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST = 1_000;

    private final KubernetesClient client;
    private final Clock clock;
    private final Map<Place, Answer> answers = new ConcurrentHashMap<>();

    RightsDesk(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    private record Place(String namespace, WorkloadKind kind) {}

    private record Answer(Rights rights, Instant until) {}

    Rights of(WorkloadId id) {
        var place = new Place(id.namespace(), id.kind());
        var known = answers.get(place);
        if (known != null && clock.instant().isBefore(known.until())) {
            return known.rights();
        }
        if (answers.size() >= MOST) {
            answers.clear();
        }
        var rights =
                new Rights(
                        id.kind().scales()
                                && may(place, "patch", "apps", id.kind().plural(), "scale"),
                        may(place, "patch", "apps", id.kind().plural(), ""),
                        may(place, "get", "", "pods", "log"));
        answers.put(place, new Answer(rights, clock.instant().plus(KEPT)));
        return rights;
    }

    private boolean may(
            Place place, String verb, String group, String resource, String subresource) {
        try {
            var review =
                    client.authorization()
                            .v1()
                            .selfSubjectAccessReview()
                            .create(
                                    new SelfSubjectAccessReviewBuilder()
                                            .withNewSpec()
                                            .withNewResourceAttributes()
                                            .withNamespace(place.namespace())
                                            .withVerb(verb)
                                            .withGroup(group)
                                            .withResource(resource)
                                            .withSubresource(subresource)
                                            .endResourceAttributes()
                                            .endSpec()
                                            .build());
            return review.getStatus() == null
                    || !Boolean.FALSE.equals(review.getStatus().getAllowed());
        } catch (KubernetesClientException unknown) {
            // The request itself will be answered; not knowing is no reason to forbid
            return true;
        }
    }
}
