package dev.portcullis.lab.api;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Lays objects out as the {@code Table} kubectl prints. */
final class Tables {

    private Tables() {}

    static ObjectNode of(
            Kind kind, List<ObjectNode> objects, ObjectNode metadata, boolean withColumns) {
        var columns = TableColumns.of(kind);
        var table = Trees.object();
        table.put("kind", "Table");
        table.put("apiVersion", "meta.k8s.io/v1");
        table.set("metadata", metadata);
        var definitions = table.putArray("columnDefinitions");
        if (withColumns) {
            for (var column : columns) {
                definitions
                        .addObject()
                        .put("name", column.name())
                        .put("type", column.type())
                        .put("format", column.name().equals("Name") ? "name" : "")
                        .put("description", "")
                        .put("priority", column.wide() ? 1 : 0);
            }
        }
        var rows = table.putArray("rows");
        for (var object : objects) {
            var row = rows.addObject();
            var cells = row.putArray("cells");
            for (var column : columns) {
                cells.add(column.cell().apply(object));
            }
            row.set("object", Views.METADATA.one(kind, object));
        }
        return table;
    }
}
