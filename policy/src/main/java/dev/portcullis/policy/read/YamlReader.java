package dev.portcullis.policy.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML from people and clusters, neither of which is trusted: at most 256 KiB, 50 levels deep
 * and without aliases, all checked before the parser sees it. Duplicate keys and unknown tags are
 * refused.
 */
public final class YamlReader {

    /** How many characters are read at most. */
    public static final int MOST_CHARACTERS = 256 * 1024;

    /** How deep lists and maps may be nested at most. */
    public static final int MOST_LEVELS = 50;

    private YamlReader() {}

    /** Reads every document in a text of at most {@link #MOST_CHARACTERS}. */
    public static YamlResult read(String yaml) {
        return read(yaml, MOST_CHARACTERS);
    }

    /** Reads every document in a text of at most that many characters; all other bounds hold. */
    public static YamlResult read(String yaml, int mostCharacters) {
        if (yaml.length() > mostCharacters) {
            return new YamlResult.Unreadable(
                    0,
                    "The text has "
                            + yaml.length()
                            + " characters, more than the "
                            + mostCharacters
                            + " allowed.",
                    "Split it into several files.");
        }
        Optional<YamlResult.Unreadable> refused = YamlScan.refuse(yaml);
        if (refused.isPresent()) {
            return refused.get();
        }
        LoadSettings settings =
                LoadSettings.builder()
                        .setAllowDuplicateKeys(false)
                        .setAllowRecursiveKeys(false)
                        .setMaxAliasesForCollections(0)
                        .setCodePointLimit(mostCharacters)
                        .setLabel("policy")
                        .build();
        try {
            List<Object> trees = new ArrayList<>();
            for (Object tree : new Load(settings).loadAllFromString(yaml)) {
                if (tree != null) {
                    trees.add(tree);
                }
            }
            return new YamlResult.Documents(trees);
        } catch (MarkedYamlEngineException broken) {
            return new YamlResult.Unreadable(
                    broken.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0),
                    "This is not valid YAML: " + broken.getProblem() + ".",
                    "Check the line and the one before it.");
        } catch (YamlEngineException broken) {
            return new YamlResult.Unreadable(
                    0,
                    "This is not valid YAML: " + broken.getMessage(),
                    "Check quotes, brackets and indentation.");
        } catch (StackOverflowError _) {
            // The scan estimates depth; the parser may still nest deeper on hostile text.
            return new YamlResult.Unreadable(0, "The text is nested too deeply.", "Flatten it.");
        }
    }
}
