package dev.portcullis.hubble;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a server did not answer or a stream ended, in a sentence that names the server. */
final class Endings {
    private Endings() {}

    static String sentence(String address, Status status) {
        String server = "Hubble at " + address;
        if (cause(status.getCause(), InvalidProtocolBufferException.class).isPresent()) {
            return server + " sent what is no Hubble message";
        }
        String said = status.getDescription() == null ? "" : ": " + status.getDescription();
        return switch (status.getCode()) {
            case OK, CANCELLED -> server + " ended the stream";
            case UNAVAILABLE -> unavailable(server, status, said);
            case DEADLINE_EXCEEDED -> server + " did not answer in time";
            case UNAUTHENTICATED, PERMISSION_DENIED -> server + " does not let us in" + said;
            case INVALID_ARGUMENT -> server + " did not accept the request" + said;
            case UNIMPLEMENTED -> server + " does not speak Hubble's protocol" + said;
            case RESOURCE_EXHAUSTED -> server + " sent more than we take, or is overloaded" + said;
            default -> server + " failed with " + status.getCode() + said;
        };
    }

    private static String unavailable(String server, Status status, String said) {
        if (cause(status.getCause(), UnknownHostException.class).isPresent()) {
            return server + " cannot be found: its name has no address";
        }
        Optional<SSLException> tls = cause(status.getCause(), SSLException.class);
        if (tls.isPresent()) {
            return server + " and we could not agree on TLS: " + tls.get().getMessage();
        }
        Optional<ConnectException> refused = cause(status.getCause(), ConnectException.class);
        if (refused.isPresent()) {
            String message = String.valueOf(refused.get().getMessage());
            return message.contains("refused")
                    ? server + " refused the connection"
                    : server + " cannot be reached: " + message;
        }
        return server + " is not available" + said;
    }

    private static <T extends Throwable> Optional<T> cause(
            @Nullable Throwable thrown, Class<T> kind) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 20; depth++, cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return Optional.of(kind.cast(cause));
            }
        }
        return Optional.empty();
    }
}
