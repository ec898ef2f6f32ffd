package dev.portcullis.console.drills;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A drill's evidence in one number, written to the audit log, so that a report can be checked against it later. */
public final class LedgerHash {
    private LedgerHash() {}

    /** SHA-256 over the verdict and every line of the ledger, in hexadecimal. */
    public static String of(Drill drill) {
        var text = new StringBuilder();
        text.append(drill.id()).append('\n');
        text.append(drill.plan().planName()).append(' ').append(drill.target()).append('\n');
        text.append(drill.verdict().map(Enum::name).orElse("-")).append('\n');
        for (var attempt : drill.attempts()) {
            var client = attempt.client();
            var network = attempt.network();
            text.append(client.number()).append(' ').append(client.at()).append(' ');
            text.append(client.outcome()).append(' ').append(client.sqlState()).append(' ');
            text.append(client.held()).append(' ').append(network.sighting()).append(' ');
            text.append(network.policyVerdicts()).append(' ').append(network.drops()).append(' ');
            text.append(network.policies()).append(' ').append(network.reason()).append('\n');
        }
        return sha256(text.toString());
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
