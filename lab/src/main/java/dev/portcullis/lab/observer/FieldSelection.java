package dev.portcullis.lab.observer;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import com.google.protobuf.util.FieldMaskUtil;
import dev.portcullis.hubble.proto.flow.Flow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of a flow that a request wants, looked up once. */
final class FieldSelection {

    /** Empty means the whole field. */
    private final Map<FieldDescriptor, FieldSelection> fields = new LinkedHashMap<>();

    private FieldSelection() {}

    /** The first path that a flow does not have. */
    static Optional<String> unknownPath(List<String> paths) {
        return paths.stream()
                .filter(path -> !FieldMaskUtil.isValid(Flow.getDescriptor(), path))
                .findFirst();
    }

    static FieldSelection of(List<String> paths) {
        FieldMask mask = FieldMaskUtil.normalize(FieldMask.newBuilder().addAllPaths(paths).build());
        var selection = new FieldSelection();
        mask.getPathsList().forEach(path -> selection.add(Flow.getDescriptor(), path.split("\\.")));
        return selection;
    }

    Flow apply(Flow flow) {
        Flow.Builder selected = Flow.newBuilder();
        copy(flow, selected);
        return selected.build();
    }

    private void add(Descriptor type, String[] path) {
        FieldSelection at = this;
        Descriptor in = type;
        for (int i = 0; i < path.length; i++) {
            FieldDescriptor field = in.findFieldByName(path[i]);
            at = at.fields.computeIfAbsent(field, _ -> new FieldSelection());
            if (i + 1 < path.length) {
                in = field.getMessageType();
            }
        }
    }

    private void copy(Message from, Message.Builder to) {
        fields.forEach(
                (field, inner) -> {
                    if (field.isRepeated()) {
                        to.setField(field, from.getField(field));
                    } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                        if (from.hasField(field)) {
                            copyMessage(field, inner, (Message) from.getField(field), to);
                        }
                    } else {
                        to.setField(field, from.getField(field));
                    }
                });
    }

    private static void copyMessage(
            FieldDescriptor field, FieldSelection inner, Message value, Message.Builder to) {
        if (inner.fields.isEmpty()) {
            to.setField(field, value);
        } else {
            Message.Builder part = to.newBuilderForField(field);
            inner.copy(value, part);
            to.setField(field, part.build());
        }
    }
}
