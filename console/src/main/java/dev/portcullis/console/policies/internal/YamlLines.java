package dev.portcullis.console.policies.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Where the parts of a text of YAML stand. Only for texts that {@link
 * dev.portcullis.policy.read.YamlReader} has read: it checks size and depth first.
 */
final class YamlLines {
    private static final Pattern STEP = Pattern.compile("\\[(\\d+)]|([^.\\[]+)");

    private final List<Node> documents;

    private YamlLines(List<Node> documents) {
        this.documents = List.copyOf(documents);
    }

    static YamlLines of(String yaml) {
        var documents = new ArrayList<Node>();
        for (var node :
                new Compose(LoadSettings.builder().setLabel("policy").build())
                        .composeAllFromString(yaml)) {
            if (!(node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL))) {
                documents.add(node);
            }
        }
        return new YamlLines(documents);
    }

    /** The line, from 1, of what a path names in a document, or of the nearest part around it. */
    int line(int document, String path) {
        if (document >= documents.size()) {
            return 1;
        }
        var node = documents.get(document);
        int line = line(node);
        var steps = STEP.matcher(path);
        var key = "";
        while (steps.find()) {
            if (steps.group(1) != null) {
                var index = Integer.parseInt(steps.group(1));
                if (!(node instanceof SequenceNode list) || index >= list.getValue().size()) {
                    return line;
                }
                node = list.getValue().get(index);
                line = line(node);
                key = "";
            } else if (node instanceof MappingNode map) {
                // Keys of labels contain dots: what does not match yet may be a part of one.
                key = key.isEmpty() ? steps.group(2) : key + "." + steps.group(2);
                for (var entry : map.getValue()) {
                    if (entry.getKeyNode() instanceof ScalarNode name
                            && name.getValue().equals(key)) {
                        node = entry.getValueNode();
                        line = line(entry.getKeyNode());
                        key = "";
                        break;
                    }
                }
            } else {
                return line;
            }
        }
        return line;
    }

    private static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }
}
