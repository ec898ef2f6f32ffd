package dev.portcullis.policy.verdict;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Remembers answers that never change, and forgets all of them when there are too many: cheap,
 * safe for any number of threads, and of bounded size whatever is asked.
 */
final class BoundedCache<K, V> {

    private final ConcurrentHashMap<K, V> answers = new ConcurrentHashMap<>();
    private final int most;

    BoundedCache(int most) {
        this.most = most;
    }

    V get(K key, Function<K, V> compute) {
        @Nullable V known = answers.get(key);
        if (known != null) {
            return known;
        }
        V answer = compute.apply(key);
        if (answers.size() >= most) {
            answers.clear();
        }
        answers.put(key, answer);
        return answer;
    }
}
