package dev.portcullis.console.workloads.web;

import dev.portcullis.console.api.BadRequestException;
import dev.portcullis.console.workloads.WorkloadId;

/** Reads the parts of an address that name a workload. */
final class WorkloadAddress {
    private WorkloadAddress() {}

    /** @throws BadRequestException if they name none */
    static WorkloadId id(String kind, String namespace, String name) {
        return WorkloadId.of(kind, namespace, name)
                .orElseThrow(
                        () ->
                                new BadRequestException(
                                        "kind, namespace, name",
                                        "A workload is written Deployment, StatefulSet or DaemonSet, then its namespace and its name as Kubernetes writes them."));
    }
}
