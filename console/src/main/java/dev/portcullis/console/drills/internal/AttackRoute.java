package dev.portcullis.console.drills.internal;

import dev.portcullis.console.drills.DrillRequest;
import dev.portcullis.console.drills.Placement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * From where to where a plan attacks. All of it follows from the settings and the plan: nothing that somebody typed comes
 * in here. The admission policy {@code portcullis-drills} repeats it.
 *
 * @param namespace where the attacker runs
 * @param guise the value of its label {@code app}
 * @param neverReady whether its pod is kept from ever being Ready, so that no Service sends it traffic
 * @param target what is attacked
 * @param address the same as the attacker resolves it, {@code host:port}
 * @param usesAccount whether it gets the drills' account of the database
 * @param request what it asks for, if policies look that deep
 */
record AttackRoute(
        String namespace,
        String guise,
        boolean neverReady,
        Target target,
        String address,
        boolean usesAccount,
        Optional<HttpRequest> request) {

    /** What {@code api-delete} asks for: the user of the nil UUID, whom no service can have. */
    private static final HttpRequest DELETE_NOBODY =
            new HttpRequest("DELETE", "/api/v1/users/00000000-0000-0000-0000-000000000000");

    /** What a port scan knocks at, the database's own port first; see {@code PortScanner} of the attacker. */
    private static final Set<Integer> SCANNED =
            Set.of(3306, 33_060, 22, 80, 443, 8080, 9104, 6443, 2379, 10_250);

    private static final Set<Integer> API_SERVER = Set.of(443, 6443);

    /** A request in a connection. */
    record HttpRequest(String method, String path) {}

    /** What is attacked. */
    sealed interface Target {
        /** The ports that flows of the attack may name. */
        Set<Integer> ports();

        /** As the ledger writes it. */
        String words();

        /** A workload, by the ports of its pods. */
        record OfWorkload(String namespace, String name, int port, Set<Integer> ports)
                implements Target {
            @Override
            public String words() {
                return namespace + "/" + name + ":" + port;
            }
        }

        /** The API server, by the ports of its Service and its own. */
        record OfApiServer(Set<Integer> ports) implements Target {
            @Override
            public String words() {
                return "kube-apiserver:443";
            }
        }
    }

    static AttackRoute of(DrillSettings settings, DrillRequest request) {
        var database =
                new Target.OfWorkload(
                        settings.targetNamespace(),
                        settings.targetWorkload(),
                        settings.targetPort(),
                        Set.of(settings.targetPort()));
        return switch (request.plan()) {
            case MYSQL_LOGIN, MYSQL_EXFILTRATE ->
                    request.placement() == Placement.INSIDE
                            ? login(settings, settings.targetNamespace(), "intruder", database)
                            : login(settings, settings.namespace(), "intruder", database);
            case LABEL_IMPOSTOR ->
                    login(settings, settings.namespace(), settings.apiWorkload(), database);
            case PORT_SCAN ->
                    new AttackRoute(
                            settings.namespace(),
                            "intruder",
                            false,
                            new Target.OfWorkload(
                                    settings.targetNamespace(),
                                    settings.targetWorkload(),
                                    settings.targetPort(),
                                    SCANNED),
                            service(
                                    settings.targetWorkload() + "-pods",
                                    settings.targetNamespace(),
                                    settings.targetPort()),
                            false,
                            Optional.empty());
            case API_DELETE ->
                    new AttackRoute(
                            settings.controlNamespace(),
                            settings.controlApp(),
                            true,
                            new Target.OfWorkload(
                                    settings.targetNamespace(),
                                    settings.apiWorkload(),
                                    settings.apiPort(),
                                    Set.of(settings.apiPort(), 80)),
                            service(settings.apiWorkload(), settings.targetNamespace(), 80),
                            false,
                            Optional.of(DELETE_NOBODY));
            case DB_EGRESS ->
                    new AttackRoute(
                            settings.targetNamespace(),
                            settings.targetWorkload(),
                            true,
                            new Target.OfApiServer(API_SERVER),
                            service("kubernetes", "default", 443),
                            false,
                            Optional.empty());
        };
    }

    /** Every namespace in which an attacker can be. */
    static List<String> namespaces(DrillSettings settings) {
        return List.of(
                        settings.namespace(),
                        settings.targetNamespace(),
                        settings.controlNamespace())
                .stream()
                .distinct()
                .toList();
    }

    private static AttackRoute login(
            DrillSettings settings, String namespace, String guise, Target.OfWorkload database) {
        return new AttackRoute(
                namespace,
                guise,
                !namespace.equals(settings.namespace()),
                database,
                service(database.name(), database.namespace(), database.port()),
                true,
                Optional.empty());
    }

    private static String service(String name, String namespace, int port) {
        return "%s.%s.svc.cluster.local:%d".formatted(name, namespace, port);
    }
}
