package dev.portcullis.traffic.attack;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why an attempt failed, told from the whole chain of causes.
 *
 * <p>A number of the server's own (1045, 1130 …) proves that the way to it was open. SQLState 08S01 with a timeout at
 * the root is what a packet dropped by a policy leaves behind; 08S01 with a refusal means that it arrived.
 *
 * @param outcome how far the attempt got
 * @param sqlState the database's code, if there is one
 * @param vendorCode the server's number, 0 if the failure is the client's own
 * @param rootCause the innermost cause: its class and message
 */
record Failure(Outcome outcome, @Nullable String sqlState, int vendorCode, String rootCause) {

    private static final int LONGEST = 300;

    static Failure of(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Outcome outcome = Outcome.FAILED;
        String sqlState = null;
        int vendorCode = 0;
        Throwable root = thrown;
        for (Throwable cause = thrown; cause != null && seen.add(cause); cause = cause.getCause()) {
            root = cause;
            if (cause instanceof SQLException sql) {
                sqlState = sqlState == null ? sql.getSQLState() : sqlState;
                vendorCode = vendorCode == 0 ? sql.getErrorCode() : vendorCode;
            }
            Outcome told = told(cause);
            outcome = told == Outcome.FAILED ? outcome : told;
        }
        if (vendorCode > 0) {
            outcome = Outcome.AUTH_FAILED;
        }
        return new Failure(outcome, sqlState, vendorCode, words(root));
    }

    private static Outcome told(Throwable cause) {
        String message = message(cause).toLowerCase(Locale.ROOT);
        return switch (cause) {
            case SocketTimeoutException _ -> Outcome.TIMEOUT;
            case UnknownHostException _ -> Outcome.UNRESOLVED;
            case NoRouteToHostException _, PortUnreachableException _ -> Outcome.REFUSED;
            case ConnectException _ ->
                    message.contains("timed out") ? Outcome.TIMEOUT : Outcome.REFUSED;
            case EOFException _ -> Outcome.RESET;
            case SocketException _ -> message.contains("refused") ? Outcome.REFUSED : Outcome.RESET;
            default -> Outcome.FAILED;
        };
    }

    private static String words(Throwable root) {
        String words = root.getClass().getSimpleName() + ": " + message(root);
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…";
    }

    private static String message(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? "no message" : message;
    }
}
