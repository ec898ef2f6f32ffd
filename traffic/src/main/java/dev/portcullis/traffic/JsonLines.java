package dev.portcullis.traffic;

import java.io.PrintStream;
import tools.jackson.databind.json.JsonMapper;

/** Prints records as JSON, one a line, whole lines only, whoever prints at the same time. */
public final class JsonLines {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final PrintStream out;

    public JsonLines(PrintStream out) {
        this.out = out;
    }

    public void print(Object line) {
        String text = MAPPER.writeValueAsString(line);
        synchronized (out) {
            out.println(text);
            out.flush();
        }
    }
}
