package dev.portcullis.console.workloads;

import java.util.ArrayList;
import java.util.List;

/** Logs a test writes. */
public final class InMemoryPodLogs implements PodLogs {
    public final List<Query> read = new ArrayList<>();
    public Result result = new Result.Lines(List.of("first", "<b>second</b>"));

    @Override
    public Result read(Query query) {
        read.add(query);
        return result;
    }

    @Override
    public Following follow(Query query, Reader reader) {
        switch (read(query)) {
            case Result.Lines(var lines) -> reader.lines(lines);
            case Result.Refused refused -> reader.ended(refused);
        }
        return () -> {};
    }
}
