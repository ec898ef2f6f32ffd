package dev.portcullis.userservice.web;

import dev.portcullis.userservice.users.Expected;
import dev.portcullis.userservice.users.User;
import java.util.HashSet;
import java.util.Set;

/** Versions as entity tags (RFC 9110, 8.8.3). */
final class EntityTags {

    private EntityTags() {}

    static String of(User user) {
        return "\"" + user.version() + "\"";
    }

    /** Reads an If-Match header: {@code *}, or a list of tags. Weak and foreign tags match no version. */
    static Expected expected(String ifMatch) {
        if (ifMatch.strip().equals("*")) {
            return new Expected.Any();
        }
        Set<Long> versions = new HashSet<>();
        for (String tag : ifMatch.split(",", -1)) {
            String bare = tag.strip();
            if (bare.matches("\"[1-9][0-9]{0,17}\"")) {
                versions.add(Long.valueOf(bare.substring(1, bare.length() - 1)));
            }
        }
        return new Expected.OneOf(versions);
    }
}
