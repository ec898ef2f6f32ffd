package dev.portcullis.console.flows.internal;

import dev.portcullis.console.flows.Recordings;
import dev.portcullis.hubble.FlowJson;
import dev.portcullis.hubble.FlowRecords;
import dev.portcullis.hubble.LossPlace;
import dev.portcullis.hubble.NodeState;
import dev.portcullis.hubble.StreamEvent;
import dev.portcullis.hubble.proto.observer.GetFlowsResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a file of Hubble's JSON lines into events. Bounded in bytes, in flows and in the length of a line. */
final class FlowFile {
    private static final int MAX_LINE = 256 * 1024;
    private static final int MAX_BAD_TOLD = 5;
    private static final int MAX_NOTICES = 1_000;

    private final List<StreamEvent> events = new ArrayList<>();
    private final List<Recordings.BadLine> firstBad = new ArrayList<>();
    private int flows;
    private int notices;
    private long badLines;
    private long line;
    private long bytes;
    private boolean cut;

    /** Reads until the file ends or what is kept of it is full. */
    static FlowFile read(InputStream from) throws IOException {
        var file = new FlowFile();
        var line = new byte[8_192];
        var chunk = new byte[64 * 1024];
        int length = 0;
        boolean tooLong = false;
        int got;
        while (!file.cut && (got = from.read(chunk)) >= 0) {
            for (int i = 0; i < got && !file.cut; i++) {
                if (++file.bytes > Recordings.MAX_BYTES) {
                    file.cut = true;
                } else if (chunk[i] == '\n') {
                    file.take(line, length, tooLong);
                    length = 0;
                    tooLong = false;
                } else if (length >= MAX_LINE) {
                    tooLong = true;
                } else {
                    if (length == line.length) {
                        line = java.util.Arrays.copyOf(line, Math.min(MAX_LINE, length * 2));
                    }
                    line[length++] = chunk[i];
                }
            }
        }
        if (!file.cut) {
            file.take(line, length, tooLong);
        }
        return file;
    }

    List<StreamEvent> events() {
        return events;
    }

    List<Recordings.BadLine> firstBad() {
        return firstBad;
    }

    int flows() {
        return flows;
    }

    long badLines() {
        return badLines;
    }

    boolean cut() {
        return cut;
    }

    private void take(byte[] bytes, int length, boolean tooLong) {
        line++;
        var text = new String(bytes, 0, length, StandardCharsets.UTF_8).strip();
        if (text.isEmpty()) {
            return;
        }
        if (tooLong) {
            bad("it is longer than %d bytes".formatted(MAX_LINE));
            return;
        }
        switch (FlowJson.read(text)) {
            case FlowJson.Reading.Unreadable(var why) -> bad(why);
            case FlowJson.Reading.Read(var response) -> take(response);
        }
    }

    private void take(GetFlowsResponse response) {
        switch (response.getResponseTypesCase()) {
            case FLOW -> {
                if (flows >= Recordings.MAX_FLOWS) {
                    cut = true;
                    return;
                }
                flows++;
                events.add(new StreamEvent.FlowSeen(FlowRecords.read(response.getFlow())));
            }
            case LOST_EVENTS -> {
                var lost = response.getLostEvents();
                long count = lost.getNumEventsLost();
                notice(
                        new StreamEvent.EventsLost(
                                LossPlace.of(lost.getSourceValue()),
                                count < 0 ? Long.MAX_VALUE : count,
                                response.getNodeName(),
                                lost.hasFirst()
                                        ? Optional.of(FlowRecords.instant(lost.getFirst()))
                                        : Optional.of(FlowRecords.instant(response.getTime())),
                                lost.hasLast()
                                        ? Optional.of(FlowRecords.instant(lost.getLast()))
                                        : Optional.empty()));
            }
            case NODE_STATUS -> {
                var status = response.getNodeStatus();
                notice(
                        new StreamEvent.NodesChanged(
                                NodeState.of(status.getStateChangeValue()),
                                status.getNodeNamesList(),
                                status.getMessage()));
            }
            case RESPONSETYPES_NOT_SET -> bad("it holds neither a flow nor a notice");
        }
    }

    private void notice(StreamEvent event) {
        if (notices++ < MAX_NOTICES) {
            events.add(event);
        }
    }

    private void bad(String why) {
        badLines++;
        if (firstBad.size() < MAX_BAD_TOLD) {
            firstBad.add(
                    new Recordings.BadLine(
                            line, why.length() > 300 ? why.substring(0, 300) + "…" : why));
        }
    }
}
