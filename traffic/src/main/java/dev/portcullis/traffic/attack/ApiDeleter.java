package dev.portcullis.traffic.attack;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks the user service to delete the user of the nil UUID, which RFC 9562 reserves and no service gives away, at a
 * version no user has: whoever lets the request pass answers 404, and nobody is deleted.
 *
 * <p>Each attempt has a connection of its own, so that the network's records can be told apart.
 */
final class ApiDeleter implements Attacker {

    static final String NOBODY = "/api/v1/users/00000000-0000-0000-0000-000000000000";

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");

    private final AttackSettings settings;

    ApiDeleter(AttackSettings settings) {
        this.settings = settings;
    }

    @Override
    public Tried attempt(int number) {
        Target target = settings.target();
        try (Socket socket = Knock.open(target, settings.timeout())) {
            socket.getOutputStream().write(request(target).getBytes(StandardCharsets.US_ASCII));
            return Tried.of(target, outcome(status(socket)));
        } catch (IOException e) {
            return Tried.failed(target, e);
        }
    }

    private static String request(Target target) {
        return """
               DELETE %s HTTP/1.1
               Host: %s
               If-Match: "0"
               Accept: application/json
               Connection: close

               """
                .formatted(NOBODY, target.host())
                .replace("\n", "\r\n");
    }

    private static int status(Socket socket) throws IOException {
        BufferedReader answer =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII),
                        256);
        String line = answer.readLine();
        if (line == null) {
            throw new EOFException("closed without an answer");
        }
        Matcher matcher = STATUS.matcher(line);
        if (!matcher.matches()) {
            throw new IOException("the answer is not HTTP/1.1");
        }
        return Integer.parseInt(matcher.group(1));
    }

    private static Outcome outcome(int status) {
        return switch (status) {
            case 403 -> Outcome.HTTP_403;
            case 404 -> Outcome.HTTP_404;
            default -> status / 100 == 2 ? Outcome.HTTP_2xx : Outcome.HTTP_OTHER;
        };
    }
}
