package dev.portcullis.policycli.command;

import dev.portcullis.policycli.input.HubbleFlows;
import dev.portcullis.policycli.input.UnreadableInput;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads recorded flows from a file, or from standard input where it is named {@code -}. */
final class FlowInput {

    private FlowInput() {}

    static HubbleFlows.Read read(Path file, PrintWriter err) {
        try (InputStream in =
                file.toString().equals("-")
                        ? System.in
                        : new BufferedInputStream(Files.newInputStream(file))) {
            HubbleFlows.Read read = HubbleFlows.read(in);
            if (read.unreadable() > 0) {
                err.println(
                        "policy: " + read.unreadable() + " lines were no flows that can be read.");
            }
            return read;
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            throw new UnreadableInput(file + " cannot be read: " + unreadable.getMessage());
        }
    }
}
