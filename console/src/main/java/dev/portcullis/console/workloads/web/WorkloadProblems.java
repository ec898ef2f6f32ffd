package dev.portcullis.console.workloads.web;

import dev.portcullis.console.workloads.ChangeResult;
import dev.portcullis.console.workloads.WorkloadId;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** What is answered when a workload is not there or was not changed. */
final class WorkloadProblems {
    private WorkloadProblems() {}

    static ResponseEntity<ProblemDetail> missing(WorkloadId id) {
        return of(
                HttpStatus.NOT_FOUND,
                "No such workload",
                "There is no %s %s.".formatted(id.kind().word(), id.display()));
    }

    static ResponseEntity<ProblemDetail> refused(ChangeResult.Refused refused) {
        return switch (refused.why()) {
            case MISSING -> of(HttpStatus.NOT_FOUND, "No such workload", refused.sentence());
            case CONFLICT ->
                    of(HttpStatus.CONFLICT, "Somebody else changed it", refused.sentence());
            case FORBIDDEN -> of(HttpStatus.FORBIDDEN, "No permission", refused.sentence());
            case INVALID ->
                    of(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "It cannot be changed like this",
                            refused.sentence());
            case UNRECORDED ->
                    of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "The audit log cannot be written",
                            refused.sentence());
            case SILENT ->
                    of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "The cluster does not answer",
                            refused.sentence());
        };
    }

    static ResponseEntity<ProblemDetail> of(HttpStatus status, String title, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(title);
        return ResponseEntity.status(status).body(problem);
    }
}
