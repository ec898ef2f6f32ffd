package dev.portcullis.policy.verdict;

import dev.portcullis.policy.Connection;
import dev.portcullis.policy.Direction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the allow rules that came nearest to a connection they do not allow. */
final class NearMisses {

    private static final int SHOWN = 3;

    private NearMisses() {}

    static List<NearMiss> of(
            List<CompiledEntry> entries, Connection connection, Direction direction) {
        List<NearMiss> misses = new ArrayList<>();
        for (CompiledEntry entry : entries) {
            boolean peerMatches =
                    !(entry.peer().match(connection.remote(direction)) instanceof Match.No);
            List<NearMiss.Miss> peer =
                    peerMatches ? List.of() : entry.peer().misses(connection.remote(direction));
            for (CompiledEntry.Ports ports : entry.ports()) {
                List<NearMiss.Miss> all = new ArrayList<>(peer);
                if (ports.matchers().stream()
                        .allMatch(one -> one.match(connection) instanceof Match.No)) {
                    all.add(port(ports, connection));
                }
                if (!all.isEmpty()) {
                    misses.add(new NearMiss(ports.ref(), all));
                }
            }
        }
        return misses.stream()
                .sorted(Comparator.comparingInt(NearMisses::distance))
                .limit(SHOWN)
                .toList();
    }

    /** A different kind of peer is farther off than a label or a port. */
    private static int distance(NearMiss miss) {
        int distance = 0;
        for (NearMiss.Miss one : miss.misses()) {
            distance +=
                    switch (one.kind()) {
                        case LABEL, PORT -> 2;
                        case NAMESPACE, PROTOCOL -> 3;
                        case SERVICE, NODE, ADDRESS, NAME, ENTITY -> 5;
                        case NOBODY -> 9;
                    };
        }
        return distance;
    }

    private static NearMiss.Miss port(CompiledEntry.Ports ports, Connection connection) {
        List<String> wanted = ports.matchers().stream().map(PortMatcher::shown).distinct().toList();
        String shown =
                wanted.size() > 5
                        ? String.join(", ", wanted.subList(0, 5)) + " …"
                        : String.join(", ", wanted);
        return new NearMiss.Miss(
                NearMiss.Kind.PORT,
                "port " + shown,
                connection.port() + "/" + connection.protocol());
    }
}
