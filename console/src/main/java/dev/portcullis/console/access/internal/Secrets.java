package dev.portcullis.console.access.internal;

import dev.portcullis.console.access.AccessSettings;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The secrets the console was given, every one of them fit for use.
 *
 * @param signInCode empty if there is no first sign-in link
 * @param metricsToken opens the console's own metrics, and nothing else unless it is the API's
 * @param viewerPassword empty if there is no viewer account
 */
record Secrets(
        String apiToken,
        String signInCode,
        String metricsToken,
        String operatorPassword,
        String viewerPassword) {
    private static final int TOKEN_LENGTH = 20;
    private static final int PASSWORD_LENGTH = 12;
    private static final Set<String> KNOWN_WORDS =
            Set.of(
                    "changeme",
                    "password",
                    "secret",
                    "operator",
                    "portcullis",
                    "admin",
                    "letmein",
                    "qwerty",
                    "default",
                    "example",
                    "test",
                    "token",
                    "123456");

    /**
     * Takes the secrets from the settings.
     *
     * @throws WeakSecretException naming the variable of the first that is missing, short or known
     */
    static Secrets of(AccessSettings settings) {
        var apiToken = required("PORTCULLIS_API_TOKEN", settings.apiToken(), TOKEN_LENGTH);
        var metricsToken =
                optional("PORTCULLIS_METRICS_TOKEN", settings.metricsToken(), TOKEN_LENGTH);
        return new Secrets(
                apiToken,
                optional("PORTCULLIS_SIGN_IN_CODE", settings.signInCode(), TOKEN_LENGTH),
                metricsToken.isEmpty() ? apiToken : metricsToken,
                required(
                        "PORTCULLIS_OPERATOR_PASSWORD",
                        settings.operatorPassword(),
                        PASSWORD_LENGTH),
                optional("PORTCULLIS_VIEWER_PASSWORD", settings.viewerPassword(), PASSWORD_LENGTH));
    }

    @Override
    public String toString() {
        return "Secrets[…]";
    }

    private static String optional(String variable, @Nullable String value, int length) {
        return value == null || value.isEmpty() ? "" : required(variable, value, length);
    }

    private static String required(String variable, @Nullable String value, int length) {
        if (value == null || value.isBlank()) {
            throw new WeakSecretException(variable, "is not set", length);
        }
        if (value.length() < length) {
            throw new WeakSecretException(
                    variable, "has only %d characters".formatted(value.length()), length);
        }
        if (isKnown(value)) {
            throw new WeakSecretException(variable, "is one that anybody would try", length);
        }
        return value;
    }

    /** A known word, perhaps repeated or followed by digits, or one character over and over. */
    private static boolean isKnown(String value) {
        if (value.chars().distinct().count() < 5) {
            return true;
        }
        var rest = value.toLowerCase(Locale.ROOT);
        for (var word : KNOWN_WORDS) {
            rest = rest.replace(word, "");
        }
        return rest.chars().allMatch(c -> !Character.isLetter(c)) && rest.length() < 8;
    }
}
