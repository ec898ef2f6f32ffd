package dev.portcullis.lab.net;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** The pods that are attached to the data plane. */
final class EndpointTable {

    private final Map<PodKey, PodEndpoint> byKey = new ConcurrentHashMap<>();

    void put(PodEndpoint endpoint) {
        byKey.put(endpoint.key(), endpoint);
    }

    void change(PodKey key, UnaryOperator<PodEndpoint> operator) {
        byKey.computeIfPresent(key, (_, endpoint) -> operator.apply(endpoint));
    }

    void remove(PodKey key) {
        byKey.remove(key);
    }

    Optional<PodEndpoint> find(PodKey key) {
        return Optional.ofNullable(byKey.get(key));
    }

    Optional<PodEndpoint> byIp(String ip) {
        return byKey.values().stream().filter(e -> e.ip().equals(ip)).findFirst();
    }

    Collection<PodEndpoint> all() {
        return byKey.values();
    }
}
