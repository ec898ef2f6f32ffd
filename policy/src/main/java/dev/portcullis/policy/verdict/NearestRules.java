package dev.portcullis.policy.verdict;

import dev.portcullis.policy.Connection;
import dev.portcullis.policy.Direction;
import java.util.AbstractList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules nearest to a denied connection, found when first looked at: most denials are only
 * counted, and finding these costs many times what the verdict does. It never changes.
 */
final class NearestRules extends AbstractList<NearMiss> {

    private final List<CompiledEntry> allows;
    private final Connection connection;
    private final Direction direction;
    private volatile @Nullable List<NearMiss> found;

    NearestRules(List<CompiledEntry> allows, Connection connection, Direction direction) {
        this.allows = allows;
        this.connection = connection;
        this.direction = direction;
    }

    private List<NearMiss> found() {
        List<NearMiss> known = found;
        if (known == null) {
            known = NearMisses.of(allows, connection, direction);
            found = known;
        }
        return known;
    }

    @Override
    public NearMiss get(int index) {
        return found().get(index);
    }

    @Override
    public int size() {
        return found().size();
    }
}
