package dev.portcullis.policy.read;

import java.util.List;

/** What came of reading YAML. */
public sealed interface YamlResult {

    /** The documents in order, as maps, lists, strings, numbers and booleans; empty documents are left out. */
    record Documents(List<Object> trees) implements YamlResult {
        public Documents {
            trees = List.copyOf(trees);
        }
    }

    /** It cannot be read. Lines count from 1; 0 where no line is to blame. */
    record Unreadable(int line, String message, String mend) implements YamlResult {}
}
