package dev.portcullis.lab.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The first line and the header fields of an HTTP/1.1 message (RFC 9112), at most 64 KiB. What two readers could
 * understand differently, such as two lengths, is refused, so that nothing passes a rule in disguise.
 */
sealed interface HttpHead {

    int LIMIT = 64 * 1024;

    /** One header field as it was written. */
    record Field(String name, String value) {
        boolean is(String wanted) {
            return name.equalsIgnoreCase(wanted);
        }
    }

    List<Field> fields();

    /** A request; {@code target} as it stands in the first line. */
    record Request(String method, String target, String version, List<Field> fields)
            implements HttpHead {

        public Request {
            fields = List.copyOf(fields);
        }

        String host() {
            return first("Host").orElse("");
        }

        /** The path with its query. */
        String path() {
            if (!isAbsolute()) {
                return target;
            }
            int start = target.indexOf('/', target.indexOf("://") + 3);
            return start < 0 ? "/" : target.substring(start);
        }

        boolean isAbsolute() {
            return target.regionMatches(true, 0, "http://", 0, 7);
        }

        /** The authority of an absolute target, or what the Host field says. */
        String authority() {
            if (!isAbsolute()) {
                return host();
            }
            int end = target.indexOf('/', 7);
            return end < 0 ? target.substring(7) : target.substring(7, end);
        }

        /** As Cilium reports it. */
        String url() {
            return "http://" + authority() + path();
        }

        dev.portcullis.policy.Request.Http asAsked() {
            Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            fields.forEach(
                    field ->
                            headers.computeIfAbsent(field.name(), _ -> new ArrayList<>())
                                    .add(field.value()));
            return new dev.portcullis.policy.Request.Http(method, path(), authority(), headers);
        }

        /**
         * As it goes to the server: the path alone as its target, without what was meant for the proxy and without an
         * offer to leave HTTP/1.1 for HTTP/2, where rules could not follow.
         */
        byte[] toServer() {
            boolean offersHttp2 =
                    first("Upgrade")
                            .map(v -> v.toLowerCase(Locale.ROOT).contains("h2c"))
                            .orElse(false);
            List<Field> kept =
                    fields.stream()
                            .filter(f -> !f.is("Proxy-Connection") && !f.is("Proxy-Authorization"))
                            .filter(
                                    f ->
                                            !offersHttp2
                                                    || !(f.is("Upgrade") || f.is("HTTP2-Settings")))
                            .filter(f -> !offersHttp2 || !f.is("Connection"))
                            .toList();
            return print(method + " " + path() + " " + version, kept);
        }

        boolean wantsUpgrade() {
            return first("Upgrade")
                    .map(value -> !value.toLowerCase(Locale.ROOT).contains("h2c"))
                    .orElse(false);
        }

        HttpBody.Framing framing() throws IOException {
            HttpBody.Framing framing = HttpBody.framing(this);
            return framing instanceof HttpBody.Framing.UntilClose
                    ? new HttpBody.Framing.Sized(0)
                    : framing;
        }
    }

    /** A response. */
    record Response(String version, int status, String line, List<Field> fields)
            implements HttpHead {

        public Response {
            fields = List.copyOf(fields);
        }

        byte[] bytes() {
            return print(line, fields);
        }

        HttpBody.Framing framing(String method) throws IOException {
            boolean empty =
                    method.equals("HEAD") || status == 204 || status == 304 || status / 100 == 1;
            return empty ? new HttpBody.Framing.Sized(0) : HttpBody.framing(this);
        }
    }

    default Optional<String> first(String name) {
        return fields().stream().filter(field -> field.is(name)).findFirst().map(Field::value);
    }

    /** Reads a request; empty where the stream ends before one begins. */
    static Optional<Request> readRequest(InputStream in) throws IOException {
        Optional<String> first = line(in, true);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        String[] words = first.get().split(" ", -1);
        if (words.length != 3
                || words[0].isEmpty()
                || words[1].isEmpty()
                || !words[2].startsWith("HTTP/1.")) {
            throw new MalformedHttp("not an HTTP/1.1 request line");
        }
        return Optional.of(new Request(words[0], words[1], words[2], fields(in)));
    }

    /** Reads a response; empty where the stream ends before one begins. */
    static Optional<Response> readResponse(InputStream in) throws IOException {
        Optional<String> first = line(in, true);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        String[] words = first.get().split(" ", 3);
        if (words.length < 2
                || !words[0].startsWith("HTTP/1.")
                || !words[1].matches("[1-5]\\d\\d")) {
            throw new MalformedHttp("not an HTTP/1.1 status line");
        }
        return Optional.of(
                new Response(words[0], Integer.parseInt(words[1]), first.get(), fields(in)));
    }

    /** Bytes that are no HTTP/1.1 message, or a doubtful one. */
    final class MalformedHttp extends IOException {
        private static final long serialVersionUID = 1;

        MalformedHttp(String message) {
            super(message);
        }
    }

    private static List<Field> fields(InputStream in) throws IOException {
        List<Field> fields = new ArrayList<>();
        int size = 0;
        while (true) {
            String line = line(in, false).orElse("");
            if (line.isEmpty()) {
                return fields;
            }
            size += line.length();
            int colon = line.indexOf(':');
            if (size > LIMIT || colon <= 0 || line.charAt(0) == ' ' || line.charAt(0) == '\t') {
                throw new MalformedHttp("not a header field, or too many of them");
            }
            String name = line.substring(0, colon);
            if (!name.equals(name.strip())) {
                throw new MalformedHttp("space around the name of a header field");
            }
            fields.add(new Field(name, line.substring(colon + 1).strip()));
        }
    }

    /** A line without its end; empty only if the stream ends before it and that is all right. */
    private static Optional<String> line(InputStream in, boolean mayEnd) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int next = in.read();
            if (next < 0) {
                if (mayEnd && line.size() == 0) {
                    return Optional.empty();
                }
                throw new MalformedHttp("the stream ends inside a head");
            }
            if (next == '\n') {
                String text = line.toString(StandardCharsets.ISO_8859_1);
                return Optional.of(
                        text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
            }
            line.write(next);
            if (line.size() > LIMIT) {
                throw new MalformedHttp("a line longer than 64 KiB");
            }
        }
    }

    private static byte[] print(String first, List<Field> fields) {
        StringBuilder text = new StringBuilder(first).append("\r\n");
        fields.forEach(f -> text.append(f.name()).append(": ").append(f.value()).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
