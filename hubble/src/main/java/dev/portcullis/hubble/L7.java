package dev.portcullis.hubble;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a proxy saw inside a connection. */
public sealed interface L7 {

    /** Which half of an exchange this is. In the order of Hubble's numbers. */
    enum Part {
        UNKNOWN,
        REQUEST,
        RESPONSE,
        SAMPLE
    }

    Part part();

    /** From the request to the response; zero on requests. */
    Duration latency();

    /**
     * An HTTP request or response.
     *
     * @param code the status; 0 on requests
     * @param url as the proxy saw it, absolute
     * @param protocol {@code HTTP/1.1}
     * @param headers the first value of each
     */
    record Http(
            Part part,
            Duration latency,
            int code,
            String method,
            String url,
            String protocol,
            List<Map.Entry<String, String>> headers)
            implements L7 {
        public Http {
            headers = List.copyOf(headers);
        }
    }

    /**
     * A DNS query or answer.
     *
     * @param query the name asked for, with its final dot
     * @param rcode 0 for success, 3 for no such name, 5 for refused
     */
    record Dns(
            Part part,
            Duration latency,
            String query,
            List<String> ips,
            int ttl,
            int rcode,
            List<String> queryTypes)
            implements L7 {
        public Dns {
            ips = List.copyOf(ips);
            queryTypes = List.copyOf(queryTypes);
        }
    }

    /** Another protocol, of which only the name is kept; empty if not even that was given. */
    record Other(Part part, Duration latency, String protocol) implements L7 {}
}
