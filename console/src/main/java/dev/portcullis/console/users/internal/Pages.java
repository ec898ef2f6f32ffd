package dev.portcullis.console.users.internal;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where pages of a keyset-paginated list begin: the service knows cursors, a grid knows offsets. Holds the cursors of
 * one search, a bounded number of them.
 */
final class Pages {
    private static final int MOST = 512;

    /** Behind {@code offset} users the list goes on at {@code cursor}; null at the beginning. */
    record Start(int offset, @Nullable String cursor) {}

    private final TreeMap<Integer, String> cursors = new TreeMap<>();
    private String search = "";

    /** The known start nearest before that offset. */
    synchronized Start before(String emailPrefix, int offset) {
        if (!emailPrefix.equals(search)) {
            search = emailPrefix;
            cursors.clear();
        }
        var known = cursors.floorEntry(offset);
        return known == null ? new Start(0, null) : new Start(known.getKey(), known.getValue());
    }

    synchronized void learn(String emailPrefix, int offset, String cursor) {
        if (emailPrefix.equals(search)) {
            cursors.put(offset, cursor);
            if (cursors.size() > MOST) {
                cursors.pollFirstEntry();
            }
        }
    }

    /** After a change the old places mean other users. */
    synchronized void forget() {
        cursors.clear();
    }
}
