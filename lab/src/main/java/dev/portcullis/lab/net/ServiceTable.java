package dev.portcullis.lab.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The Services of the lab, their addresses and names, and the pods behind them: what kube-proxy and DNS know. */
final class ServiceTable {

    /** One port of a Service; {@code name} is empty where it has none. */
    record Port(String name, int port) {}

    /** A Service; {@code clusterIp} is empty for a headless one. */
    record Service(String namespace, String name, String clusterIp, List<Port> ports) {
        Service {
            ports = List.copyOf(ports);
        }

        String key() {
            return namespace + "/" + name;
        }
    }

    /** A pod behind a Service. {@code hostname} is empty unless it has a name of its own. */
    record Backend(String ip, String hostname, boolean ready) {}

    /** Some backends of a Service, and the container port behind each of its port names. */
    record Slice(String service, Map<String, Integer> ports, List<Backend> backends) {
        Slice {
            ports = Map.copyOf(ports);
            backends = List.copyOf(backends);
        }
    }

    /** An address and a container port. */
    record Target(String ip, int port) {}

    private static final String ZONE = ".svc.cluster.local";

    private final Map<String, Service> services = new ConcurrentHashMap<>();
    private final Map<String, Slice> slices = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();

    void put(Service service) {
        services.put(service.key(), service);
    }

    void removeService(String key) {
        services.remove(key);
    }

    void putSlice(String key, Slice slice) {
        slices.put(key, slice);
    }

    void removeSlice(String key) {
        slices.remove(key);
    }

    /** The Service with that ClusterIP. */
    Optional<Service> byIp(String ip) {
        return services.values().stream().filter(s -> s.clusterIp().equals(ip)).findFirst();
    }

    Optional<Service> find(String namespace, String name) {
        return Optional.ofNullable(services.get(namespace + "/" + name));
    }

    /** A ready backend of a Service's port, each in its turn. */
    Optional<Target> choose(Service service, int port) {
        List<Target> ready = new ArrayList<>();
        for (Slice slice : slices.values()) {
            if (!slice.service().equals(service.key())) {
                continue;
            }
            service.ports().stream()
                    .filter(candidate -> candidate.port() == port)
                    .map(candidate -> slice.ports().get(candidate.name()))
                    .filter(found -> found != null)
                    .findFirst()
                    .ifPresent(
                            target ->
                                    slice.backends().stream()
                                            .filter(Backend::ready)
                                            .forEach(b -> ready.add(new Target(b.ip(), target))));
        }
        ready.sort((one, other) -> one.ip().compareTo(other.ip()));
        return ready.isEmpty()
                ? Optional.empty()
                : Optional.of(ready.get(Math.floorMod(turn.getAndIncrement(), ready.size())));
    }

    /**
     * The addresses behind a name, as DNS in the cluster would answer a pod of that namespace: {@code svc}, {@code
     * svc.ns}, {@code svc.ns.svc} or in full; for a headless Service those of its ready pods, and {@code pod.svc.ns…} for
     * one of them.
     */
    List<String> addresses(String typed, String namespace) {
        String name = typed.toLowerCase(Locale.ROOT);
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        if (name.endsWith(ZONE)) {
            name = name.substring(0, name.length() - ZONE.length());
        } else if (name.endsWith(".svc")) {
            name = name.substring(0, name.length() - 4);
        }
        String[] parts = name.split("\\.", -1);
        return switch (parts.length) {
            case 1 -> find(namespace, parts[0]).map(this::addresses).orElse(List.of());
            case 2 -> find(parts[1], parts[0]).map(this::addresses).orElse(List.of());
            case 3 -> find(parts[2], parts[1]).map(s -> ofHost(s, parts[0])).orElse(List.of());
            default -> List.of();
        };
    }

    private List<String> addresses(Service service) {
        return service.clusterIp().isEmpty()
                ? backends(service).stream()
                        .filter(Backend::ready)
                        .map(Backend::ip)
                        .sorted()
                        .toList()
                : List.of(service.clusterIp());
    }

    private List<String> ofHost(Service service, String hostname) {
        return backends(service).stream()
                .filter(backend -> backend.hostname().equals(hostname))
                .map(Backend::ip)
                .toList();
    }

    private List<Backend> backends(Service service) {
        return slices.values().stream()
                .filter(slice -> slice.service().equals(service.key()))
                .flatMap(slice -> slice.backends().stream())
                .toList();
    }

    /** Every name a pod of that namespace can use, with its first address. */
    Map<String, String> names(String namespace) {
        Map<String, String> names = new TreeMap<>();
        for (Service service : services.values()) {
            String full = service.name() + "." + service.namespace();
            for (String ip : addresses(service).stream().limit(1).toList()) {
                names.put(full, ip);
                names.put(full + ".svc", ip);
                names.put(full + ZONE, ip);
                if (service.namespace().equals(namespace)) {
                    names.put(service.name(), ip);
                }
            }
            for (Backend backend : backends(service)) {
                if (!backend.hostname().isEmpty()) {
                    names.put(backend.hostname() + "." + full, backend.ip());
                    names.put(backend.hostname() + "." + full + ".svc", backend.ip());
                    names.put(backend.hostname() + "." + full + ZONE, backend.ip());
                }
            }
        }
        return names;
    }
}
