package dev.portcullis.lab.api;

import static dev.portcullis.lab.api.TableColumns.age;
import static dev.portcullis.lab.api.TableColumns.at;
import static dev.portcullis.lab.api.TableColumns.columns;
import static dev.portcullis.lab.api.TableColumns.each;
import static dev.portcullis.lab.api.TableColumns.map;
import static dev.portcullis.lab.api.TableColumns.number;
import static dev.portcullis.lab.api.TableColumns.orNone;
import static dev.portcullis.lab.api.TableColumns.text;
import static dev.portcullis.lab.api.TableColumns.wide;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The columns of the kinds that make pods. */
final class WorkloadColumns {

    private static final TableColumns.Column CONTAINERS =
            wide("Containers", o -> each(o, "spec.template.spec.containers", "name"));
    private static final TableColumns.Column IMAGES =
            wide("Images", o -> each(o, "spec.template.spec.containers", "image"));
    private static final TableColumns.Column SELECTOR =
            wide("Selector", o -> map(o, "spec.selector.matchLabels"));

    static final List<TableColumns.Column> DEPLOYMENT =
            columns(
                    text("Ready", o -> ratio(o, "status.readyReplicas", "spec.replicas")),
                    count("Up-to-date", "status.updatedReplicas"),
                    count("Available", "status.availableReplicas"),
                    age(),
                    CONTAINERS,
                    IMAGES,
                    SELECTOR);

    static final List<TableColumns.Column> REPLICA_SET =
            columns(
                    count("Desired", "spec.replicas"),
                    count("Current", "status.replicas"),
                    count("Ready", "status.readyReplicas"),
                    age(),
                    CONTAINERS,
                    IMAGES,
                    SELECTOR);

    static final List<TableColumns.Column> STATEFUL_SET =
            columns(
                    text("Ready", o -> ratio(o, "status.readyReplicas", "spec.replicas")),
                    age(),
                    CONTAINERS,
                    IMAGES);

    static final List<TableColumns.Column> DAEMON_SET =
            columns(
                    count("Desired", "status.desiredNumberScheduled"),
                    count("Current", "status.currentNumberScheduled"),
                    count("Ready", "status.numberReady"),
                    count("Up-to-date", "status.updatedNumberScheduled"),
                    count("Available", "status.numberAvailable"),
                    age(),
                    CONTAINERS,
                    IMAGES,
                    SELECTOR);

    static final List<TableColumns.Column> JOB =
            columns(
                    text("Status", WorkloadColumns::jobStatus),
                    text("Completions", o -> ratio(o, "status.succeeded", "spec.completions")),
                    text("Duration", WorkloadColumns::duration),
                    age(),
                    CONTAINERS,
                    IMAGES,
                    SELECTOR);

    private WorkloadColumns() {}

    private static TableColumns.Column count(String name, String path) {
        return number(name, object -> (int) amount(object, path));
    }

    private static String ratio(ObjectNode object, String part, String whole) {
        return amount(object, part) + "/" + amount(object, whole);
    }

    private static long amount(ObjectNode object, String path) {
        return TableColumns.node(object, path).asLong(0);
    }

    private static String jobStatus(ObjectNode job) {
        for (var condition : job.path("status").path("conditions")) {
            if (at(condition, "status").equals("True")) {
                var type = at(condition, "type");
                if (List.of("Complete", "Failed", "Suspended").contains(type)) {
                    return type;
                }
            }
        }
        return Meta.isBeingDeleted(job) ? "Terminating" : "Running";
    }

    private static String duration(ObjectNode job) {
        var start = at(job, "status.startTime");
        var end = at(job, "status.completionTime");
        if (start.isEmpty() || end.isEmpty()) {
            return start.isEmpty() ? orNone("") : TableColumns.since(start);
        }
        try {
            return Ages.print(Duration.between(Instant.parse(start), Instant.parse(end)));
        } catch (DateTimeParseException _) {
            return orNone("");
        }
    }
}
