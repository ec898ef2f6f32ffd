package dev.portcullis.hubble;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.portcullis.hubble.proto.observer.GetFlowsResponse;
import dev.portcullis.hubble.proto.observer.GetFlowsResponse.ResponseTypesCase;
import java.util.regex.Pattern;

/**
 * Hubble's line format, as {@code hubble observe -o jsonpb} prints it and its exporter writes it:
 * one JSON object a line, proto field names, enums by name, {@code uint64} as strings.
 */
public final class FlowJson {

    /** No line of ours is near this long; a longer one is not read. */
    private static final int MAX_LINE = 256 * 1024;

    // An extension of a type nobody registered must not stop the line, so it is left out below.
    private static final JsonFormat.Printer PRINTER =
            JsonFormat.printer().omittingInsignificantWhitespace().preservingProtoFieldNames();

    private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();

    /** What came of reading a line. */
    public sealed interface Reading {
        record Read(GetFlowsResponse response) implements Reading {}

        /** It is not such a line; {@code why} says where. */
        record Unreadable(String why) implements Reading {}
    }

    private static final Pattern HUGE_NUMBER =
            Pattern.compile("[\\[:,\"\\s][-+]?[0-9.]+[eE]\\+?[0-9]{4,}(?=[,\\]}\"\\s]|$)");

    private FlowJson() {}

    /** One line, without its line break. */
    public static String print(Flow flow) {
        return print(FlowMessages.write(flow));
    }

    /** One line, without its line break. */
    public static String print(dev.portcullis.hubble.proto.flow.Flow flow) {
        var response = GetFlowsResponse.newBuilder().setFlow(flow).setNodeName(flow.getNodeName());
        if (flow.hasTime()) {
            response.setTime(flow.getTime());
        }
        return print(response.build());
    }

    /** One line, without its line break: a flow, a node's status or lost events. */
    public static String print(GetFlowsResponse response) {
        try {
            return PRINTER.print(withoutExtensions(response));
        } catch (InvalidProtocolBufferException impossible) {
            throw new IllegalStateException("A flow could not be printed", impossible);
        }
    }

    /**
     * Reads a line again, also one that holds a flow alone, without what stands around it. Fields of newer
     * versions are skipped.
     */
    public static Reading read(String line) {
        if (line.length() > MAX_LINE) {
            return new Reading.Unreadable(
                    "the line has %d characters; at most %d are read"
                            .formatted(line.length(), MAX_LINE));
        }
        // The parser would write such a number out in full, digit by digit.
        if (HUGE_NUMBER.matcher(line).find()) {
            return new Reading.Unreadable("a number in it is larger than any field holds");
        }
        var response = GetFlowsResponse.newBuilder();
        try {
            PARSER.merge(line, response);
            if (response.getResponseTypesCase() == ResponseTypesCase.RESPONSETYPES_NOT_SET) {
                var flow = dev.portcullis.hubble.proto.flow.Flow.newBuilder();
                PARSER.merge(line, flow);
                if (!flow.hasTime() || !flow.hasIP() && !flow.hasSource() && !flow.hasL7()) {
                    return new Reading.Unreadable(
                            "it holds neither a flow nor a node's status nor lost events");
                }
                response.setFlow(flow).setNodeName(flow.getNodeName()).setTime(flow.getTime());
            }
        } catch (InvalidProtocolBufferException unreadable) {
            return new Reading.Unreadable(String.valueOf(unreadable.getMessage()));
        }
        return new Reading.Read(response.build());
    }

    private static GetFlowsResponse withoutExtensions(GetFlowsResponse response) {
        if (!response.getFlow().hasExtensions()) {
            return response;
        }
        var copy = response.toBuilder();
        copy.getFlowBuilder().clearExtensions();
        return copy.build();
    }
}
