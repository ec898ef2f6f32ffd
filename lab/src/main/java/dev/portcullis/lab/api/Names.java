package dev.portcullis.lab.api;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** What names may look like, and how new ones are made. */
final class Names {

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";
    private static final int SUFFIX_LENGTH = 5;
    private static final int LONGEST_PREFIX = 58;
    private static final List<Kind> LABEL_NAMED = List.of(Kind.NAMESPACE, Kind.SERVICE);

    private Names() {}

    /** The sentence that refuses this name; empty if the name is right. */
    static Optional<String> problem(Kind kind, String name) {
        if (kind.group().equals("rbac.authorization.k8s.io")) {
            return name.equals(".") || name.equals("..") || name.contains("/") || name.contains("%")
                    ? Optional.of(
                            "Invalid value: \"%s\": may not be '.', '..' or contain '/' or '%%'"
                                    .formatted(name))
                    : Optional.empty();
        }
        boolean label = LABEL_NAMED.contains(kind);
        int longest = label ? 63 : 253;
        if (name.length() > longest) {
            return Optional.of(
                    "Invalid value: \"%s…\": must be no more than %d characters"
                            .formatted(name.substring(0, 32), longest));
        }
        if (!(label ? LABEL : SUBDOMAIN).matcher(name).matches()) {
            return Optional.of(
                    "Invalid value: \"%s\": a name must consist of lower case letters, digits%s or '-', and begin and end with a letter or digit"
                            .formatted(name, label ? "" : ", '.'"));
        }
        return Optional.empty();
    }

    /** A name that begins with the prefix and ends in five random letters or digits. */
    static String generate(String prefix, RandomGenerator random) {
        var name =
                new StringBuilder(
                        prefix.length() > LONGEST_PREFIX
                                ? prefix.substring(0, LONGEST_PREFIX)
                                : prefix);
        for (int i = 0; i < SUFFIX_LENGTH; i++) {
            name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return name.toString();
    }
}
