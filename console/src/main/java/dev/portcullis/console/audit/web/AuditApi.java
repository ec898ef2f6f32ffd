package dev.portcullis.console.audit.web;

import dev.portcullis.console.audit.AuditEntry;
import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.audit.AuditQuery;
import dev.portcullis.console.audit.Verification;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit log for reading. */
@RestController
@Tag(name = "audit")
class AuditApi {
    private final AuditLog log;

    AuditApi(AuditLog log) {
        this.log = log;
    }

    /** A page of entries, newest first. */
    record AuditPage(List<Entry> items, int total) {}

    /** One entry. */
    record Entry(
            long seq,
            Instant at,
            long about,
            String actor,
            String origin,
            String action,
            String object,
            String reason,
            String outcome,
            String detail,
            String hash) {
        static Entry of(AuditEntry entry) {
            return new Entry(
                    entry.seq(),
                    entry.at(),
                    entry.about(),
                    entry.actor(),
                    entry.origin(),
                    entry.action(),
                    entry.object(),
                    entry.reason(),
                    entry.outcome().word(),
                    entry.detail(),
                    entry.hash());
        }
    }

    /** What the walk along the chain found. */
    record ChainState(boolean intact, long entries, long brokenAt, String what) {}

    @GetMapping("/api/v1/audit")
    @Operation(summary = "Read the audit log, newest first")
    AuditPage read(
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "0") @Min(0) int offset,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit) {
        var query = new AuditQuery(text);
        var items = log.newest(query, offset, limit).stream().map(Entry::of).toList();
        return new AuditPage(items, log.count(query));
    }

    @GetMapping("/api/v1/audit/verification")
    @Operation(summary = "Check that nobody has changed the audit log")
    ChainState verify() {
        return switch (log.verify()) {
            case Verification.Intact intact -> new ChainState(true, intact.entries(), 0, "");
            case Verification.Broken broken ->
                    new ChainState(false, 0, broken.seq(), broken.what());
        };
    }
}
