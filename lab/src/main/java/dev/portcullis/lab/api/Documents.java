package dev.portcullis.lab.api;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The documents that describe the API itself: version, discovery and OpenAPI. */
final class Documents {

    private static final OpenApi OPEN_API = new OpenApi();

    private Documents() {}

    /** What lies at a path; empty if it is none of these documents. */
    static Optional<? extends JsonNode> at(Call call, List<String> path) {
        var joined = String.join("/", path);
        boolean aggregated = call.accepts("as=APIGroupDiscoveryList");
        return switch (joined) {
            case "" -> Optional.of(paths());
            case "version" -> Optional.of(Discovery.version());
            case "api" ->
                    Optional.of(aggregated ? aggregated(call, true) : Discovery.coreVersions());
            case "apis" -> Optional.of(aggregated ? aggregated(call, false) : Discovery.groups());
            case "api/v1" -> Discovery.resources("v1");
            case "openapi/v2" -> Optional.of(OPEN_API.whole());
            case "openapi/v3" -> Optional.of(OPEN_API.root());
            case "openapi/v3/api/v1" -> OPEN_API.of("v1");
            default -> group(path);
        };
    }

    private static Optional<ObjectNode> group(List<String> path) {
        if (path.size() == 5 && path.subList(0, 3).equals(List.of("openapi", "v3", "apis"))) {
            return OPEN_API.of(path.get(3) + "/" + path.get(4));
        }
        if (!path.getFirst().equals("apis")) {
            return Optional.empty();
        }
        return switch (path.size()) {
            case 2 -> Discovery.group(path.get(1));
            case 3 -> Discovery.resources(path.get(1) + "/" + path.get(2));
            default -> Optional.empty();
        };
    }

    private static ObjectNode aggregated(Call call, boolean core) {
        call.contentTypeIs(Discovery.AGGREGATED);
        return Discovery.aggregated(core);
    }

    private static ObjectNode paths() {
        var paths = Trees.object();
        var list = paths.putArray("paths");
        list.add("/api").add("/apis").add("/version").add("/openapi/v2").add("/openapi/v3");
        return paths;
    }
}
