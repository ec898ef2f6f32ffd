package dev.portcullis.lab.net;

import dev.portcullis.lab.api.Kind;
import dev.portcullis.lab.api.Store;
import dev.portcullis.lab.objects.Fields;
import dev.portcullis.policy.Policy;
import dev.portcullis.policy.read.ParseResult;
import dev.portcullis.policy.verdict.PolicySet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** Follows the store's policies, and gives the compiled set after each change. What cannot be read does not count. */
final class PolicyFeed implements AutoCloseable {

    private final Function<Object, ParseResult> parser;
    private final Consumer<PolicySet> consumer;
    private final Map<String, List<Policy>> policies = new TreeMap<>();
    private final List<AutoCloseable> watches = new ArrayList<>();

    PolicyFeed(Function<Object, ParseResult> parser, Consumer<PolicySet> consumer) {
        this.parser = parser;
        this.consumer = consumer;
    }

    void follow(Store store) {
        for (Kind kind :
                List.of(
                        Kind.CILIUM_NETWORK_POLICY,
                        Kind.CILIUM_CLUSTERWIDE_NETWORK_POLICY,
                        Kind.NETWORK_POLICY)) {
            store.list(kind).forEach(policy -> put(kind, policy));
            watches.add(store.watch(kind, event -> changed(kind, event)));
        }
        compile();
    }

    private synchronized void changed(Kind kind, Store.Event event) {
        String key = key(kind, event.object());
        List<Policy> before = policies.getOrDefault(key, List.of());
        if (event.type() == Store.Event.Type.DELETED) {
            policies.remove(key);
        } else {
            put(kind, event.object());
        }
        if (!policies.getOrDefault(key, List.of()).equals(before)) {
            compile();
        }
    }

    private synchronized void put(Kind kind, ObjectNode object) {
        ObjectNode bare = object.deepCopy();
        bare.remove("status");
        policies.put(
                key(kind, object),
                switch (parser.apply(Fields.plain(bare))) {
                    case ParseResult.Parsed parsed -> parsed.policies();
                    case ParseResult.Rejected _ -> List.of();
                });
    }

    private synchronized void compile() {
        consumer.accept(
                PolicySet.compile(policies.values().stream().flatMap(List::stream).toList()));
    }

    private static String key(Kind kind, ObjectNode object) {
        return kind.kind() + "/" + Fields.namespace(object) + "/" + Fields.name(object);
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable watch : watches) {
            watch.close();
        }
    }
}
