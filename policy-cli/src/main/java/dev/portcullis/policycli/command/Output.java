package dev.portcullis.policycli.command;

import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How a command prints what it found. */
final class Output {

    private static final JsonMapper LINES = JsonMapper.shared();
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    enum Form {
        TEXT,
        JSON
    }

    @Option(
            names = {"-o", "--output"},
            defaultValue = "text",
            paramLabel = "FORM",
            description = "text or json (default: ${DEFAULT-VALUE}).")
    private Form form = Form.TEXT;

    boolean json() {
        return form == Form.JSON;
    }

    static String pretty(Object tree) {
        return PRETTY.writeValueAsString(tree);
    }

    static byte[] line(Object tree) {
        return LINES.writeValueAsBytes(tree);
    }
}
