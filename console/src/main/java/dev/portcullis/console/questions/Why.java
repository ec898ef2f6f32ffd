package dev.portcullis.console.questions;

import dev.portcullis.policy.PolicyId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why a connection fares as it does, in the order that is honest: what was recorded, what the
 * policies in force say, what could not be checked. Names in it come from the cluster.
 *
 * @param asked the connection
 * @param recorded what was recorded; empty if no flow of it is kept
 * @param now what the policies in force say of it
 * @param agreement how the two go together: {@code agrees}, {@code differs} or {@code open}
 * @param unchecked what the answer leaves open, a sentence each
 * @param nearest the rules that miss by least, if no rule allows it
 * @param admitting policies that would let it pass, as documents of YAML; empty if nothing is
 *     missing or a deny rule stands in the way
 */
public record Why(
        Asked asked,
        Optional<Record> recorded,
        Answer now,
        String agreement,
        List<String> unchecked,
        List<Nearest> nearest,
        String admitting) {
    public Why {
        unchecked = List.copyOf(unchecked);
        nearest = List.copyOf(nearest);
    }

    /**
     * The connection.
     *
     * @param source the id of a node of the map
     * @param destination likewise
     * @param port the server's; 0 where there is none
     * @param request what was asked for inside; may be empty
     */
    public record Asked(
            String source,
            String destination,
            String sourceName,
            String destinationName,
            int port,
            String protocol,
            String request) {}

    /**
     * What was recorded.
     *
     * @param outcome {@code allowed}, {@code denied} or {@code undecided}
     * @param reason the data plane's word for a drop; may be empty
     * @param policies those the flow named
     */
    public record Record(
            String outcome, String reason, Instant at, String node, List<String> policies) {
        public Record {
            policies = List.copyOf(policies);
        }
    }

    /**
     * What the policies say.
     *
     * @param outcome {@code allowed}, {@code denied}, {@code undecided}; {@code unknown} if they could not be asked
     * @param title in a word or two
     * @param sentence the whole of it
     * @param sides the client's side and the server's, a sentence each
     * @param policies those that decided or isolate
     */
    public record Answer(
            String outcome,
            String title,
            String sentence,
            List<String> sides,
            List<PolicyLink> policies) {
        public Answer {
            sides = List.copyOf(sides);
            policies = List.copyOf(policies);
        }
    }

    /** A policy and where its page is, from the console's root. */
    public record PolicyLink(String name, String page) {
        /** The page of that policy. */
        public static PolicyLink to(PolicyId id) {
            return new PolicyLink(id.display(), page(id));
        }

        /** {@code policies/CiliumNetworkPolicy/users/mysql-ingress}. */
        public static String page(PolicyId id) {
            return "policies/%s/%s/%s"
                    .formatted(
                            id.kind().word(),
                            id.namespace().isEmpty() ? "-" : id.namespace(),
                            id.name());
        }
    }

    /**
     * A rule that does not match.
     *
     * @param rule its policy and path
     * @param page its policy's page
     * @param terms what it asks for and what is there
     */
    public record Nearest(String rule, String page, List<Term> terms) {
        public Nearest {
            terms = List.copyOf(terms);
        }
    }

    /**
     * One thing a rule asks for.
     *
     * @param kind {@code label}, {@code port}, …
     * @param met whether what is there is what it asks for
     */
    public record Term(String kind, String wanted, String found, boolean met) {}
}
