package dev.portcullis.console.audit.internal;

import dev.portcullis.console.audit.AuditEntry;
import dev.portcullis.console.audit.Verification;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Walks along the chain until a link does not hold. */
final class ChainWalk {
    private final HashChain chain;
    private long seq;
    private String hash = HashChain.START;

    ChainWalk(HashChain chain) {
        this.chain = chain;
    }

    Verification walk(JdbcClient jdbc) {
        try (var entries =
                jdbc
                        .sql("select * from audit_entry order by seq")
                        .query(JdbcAuditLog::entry)
                        .stream()) {
            var broken = entries.map(this::step).flatMap(Optional::stream).findFirst();
            if (broken.isPresent()) {
                return broken.get();
            }
        }
        var head =
                jdbc.sql("select seq, hash, seal from audit_head where id = 1")
                        .query(
                                (row, _) ->
                                        new Head(
                                                row.getLong("seq"),
                                                row.getString("hash"),
                                                row.getString("seal")))
                        .optional();
        if (head.isEmpty()) {
            return seq == 0
                    ? new Verification.Intact(0)
                    : new Verification.Broken(seq, "The seal of the last entry is missing");
        }
        var last = head.get();
        if (!last.seal().equals(chain.seal(last.seq(), last.hash()))) {
            return new Verification.Broken(last.seq(), "The seal of the last entry was changed");
        }
        return last.seq() == seq && last.hash().equals(hash)
                ? new Verification.Intact(seq)
                : new Verification.Broken(seq + 1, "Entries are missing at the end");
    }

    private Optional<Verification> step(AuditEntry entry) {
        if (entry.seq() != seq + 1) {
            return Optional.of(new Verification.Broken(seq + 1, "The entry is missing"));
        }
        var right = chain.hash(hash, entry);
        if (!right.equals(entry.hash())) {
            return Optional.of(
                    new Verification.Broken(entry.seq(), "The entry is not as it was written"));
        }
        seq = entry.seq();
        hash = right;
        return Optional.empty();
    }

    private record Head(long seq, String hash, String seal) {}
}
