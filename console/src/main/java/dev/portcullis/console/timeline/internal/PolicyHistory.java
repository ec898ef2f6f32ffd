package dev.portcullis.console.timeline.internal;

import dev.portcullis.console.policies.GateState;
import dev.portcullis.console.policies.Policies;
import dev.portcullis.console.policies.PolicyEntry;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Remembers each policy as it was from a time on, so that a pack can show before and after. Bounded. */
final class PolicyHistory {
    private static final int MOST = 2_000;

    private final JdbcClient jdbc;
    private final Map<String, String> newest = new HashMap<>();

    PolicyHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
        newest.putAll(at(Instant.parse("9999-01-01T00:00:00Z")));
    }

    /** Compares with what is known, and writes down what is different. */
    synchronized void look(Policies policies, Instant now) {
        if (policies.problem().isPresent()) {
            // What is not known now is no change.
            return;
        }
        var current = new HashMap<String, String>();
        for (var entry : policies.list()) {
            current.put(entry.id().toString(), isOn(entry) ? entry.yaml() : "");
        }
        for (var known : Map.copyOf(newest).keySet()) {
            current.putIfAbsent(known, "");
        }
        current.forEach(
                (policy, yaml) -> {
                    if (!yaml.equals(newest.getOrDefault(policy, ""))) {
                        add(now, policy, yaml);
                        newest.put(policy, yaml);
                    }
                });
    }

    private static boolean isOn(PolicyEntry entry) {
        return entry.state() != GateState.OFF;
    }

    private void add(Instant now, String policy, String yaml) {
        jdbc.sql("insert into policy_snapshot (at, policy, yaml) values (:at, :policy, :yaml)")
                .param("at", TimelineStore.time(now))
                .param("policy", policy)
                .param("yaml", yaml)
                .update();
        jdbc.sql(
                        """
                        delete from policy_snapshot where id <=
                            (select coalesce(max(id), 0) from policy_snapshot) - :most
                        """)
                .param("most", MOST)
                .update();
    }

    /** The policies that were in the cluster at a time, by name; only what the console saw. */
    Map<String, String> at(Instant time) {
        var then = new TreeMap<String, String>();
        jdbc
                .sql(
                        """
                        select policy, yaml from policy_snapshot s
                        where at <= :time and id = (
                            select max(id) from policy_snapshot
                            where policy = s.policy and at <= :time)
                        """)
                .param("time", TimelineStore.time(time))
                .query(
                        (row, _) ->
                                Map.entry(
                                        String.valueOf(row.getString("policy")),
                                        String.valueOf(row.getString("yaml"))))
                .list()
                .stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .forEach(entry -> then.put(entry.getKey(), entry.getValue()));
        return then;
    }
}
