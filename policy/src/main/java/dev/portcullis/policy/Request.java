package dev.portcullis.policy;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a client asks for inside an allowed connection, for rules that look that deep. */
public sealed interface Request {

    /**
     * An HTTP request. {@code path} is the path with its query, as the request line has it;
     * {@code host} the Host header or authority; header names are compared without case.
     */
    record Http(String method, String path, String host, Map<String, List<String>> headers)
            implements Request {

        public Http {
            requireNonNull(method, "method is null");
            requireNonNull(path, "path is null");
            requireNonNull(host, "host is null");
            TreeMap<String, List<String>> copied = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            headers.forEach((name, values) -> copied.put(name, List.copyOf(values)));
            headers = Collections.unmodifiableMap(copied);
        }

        /** A request without headers that matter. */
        public static Http of(String method, String path) {
            return new Http(method, path, "", Map.of());
        }
    }

    /** A question to a name server for one name, with or without the final dot. */
    record Dns(String name) implements Request {

        public Dns {
            requireNonNull(name, "name is null");
        }
    }
}
