package dev.portcullis.lab.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** Lists a collection, in pages if asked. */
final class ListVerb {

    private final Store store;

    ListVerb(Store store) {
        this.store = store;
    }

    void answer(Call call, Target target) throws IOException {
        var query = call.query();
        var selector = Selector.of(target.kind(), query);
        var listed =
                target.namespace().isEmpty()
                        ? store.snapshot(target.kind())
                        : store.snapshot(target.kind(), target.namespace());
        requireKnownVersion(query, listed.revision());
        var from = Page.parse(query.get("continue"));
        long revision = from == null ? listed.revision() : from.revision();
        if (from != null && !store.knowsAllAfter(target.kind(), revision)) {
            throw ApiException.gone(
                    "The provided continue parameter is too old to display a consistent list"
                            + " result. You must start a new list without the continue parameter.");
        }
        long limit = query.number("limit").orElse(0);
        var items = new ArrayList<ObjectNode>();
        Shelf.Key last = null;
        long remaining = 0;
        for (var object : listed.objects()) {
            var key = Shelf.Key.of(object);
            if (from != null && key.compareTo(from.after()) <= 0 || !selector.test(object)) {
                continue;
            }
            if (limit > 0 && items.size() == limit) {
                remaining++;
                continue;
            }
            items.add(object);
            last = key;
        }
        var metadata = Trees.object();
        metadata.put("resourceVersion", Long.toString(revision));
        if (remaining > 0 && last != null) {
            metadata.put("continue", new Page(revision, last).print());
            if (selector.all()) {
                metadata.put("remainingItemCount", remaining);
            }
        }
        call.send(200, Views.of(call).list(target.kind(), items, metadata));
    }

    private static void requireKnownVersion(Query query, long now) {
        long wanted = query.number("resourceVersion").orElse(0);
        if (wanted > now) {
            throw ApiException.of(
                    504,
                    "Timeout",
                    "Too large resource version: %d, current: %d".formatted(wanted, now));
        }
        if (query.get("resourceVersionMatch").equals("Exact") && wanted < now) {
            throw ApiException.gone("The resourceVersion for the provided list is too old.");
        }
    }

    /** Where a list goes on, and which moment it began at. */
    private record Page(long revision, Shelf.Key after) {

        static @Nullable Page parse(String token) {
            if (token.isEmpty()) {
                return null;
            }
            try {
                var tree = Trees.JSON.readTree(Base64.getUrlDecoder().decode(token));
                if (tree.path("rv").canConvertToLong()) {
                    return new Page(
                            tree.path("rv").longValue(),
                            new Shelf.Key(
                                    tree.path("ns").asString(""), tree.path("n").asString("")));
                }
            } catch (IllegalArgumentException | JacksonException _) {
                // Told below.
            }
            throw ApiException.badRequest("continue key is not valid");
        }

        String print() {
            var tree = Trees.object();
            tree.put("rv", revision).put("ns", after.namespace()).put("n", after.name());
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(tree.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
