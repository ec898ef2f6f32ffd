package dev.portcullis.policycli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of the real jar, as a pipeline would start it. */
record CommandLineRun(int exit, List<String> out, String err) {

    private static final Path JAR = Path.of("target", "policy-cli.jar");

    static CommandLineRun of(String input, String... arguments) {
        return of(input.getBytes(StandardCharsets.UTF_8), arguments);
    }

    static CommandLineRun of(byte[] input, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar"));
        command.add(JAR.toString());
        command.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile("policy", ".out");
            Path err = Files.createTempFile("policy", ".err");
            Process process =
                    new ProcessBuilder(command)
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile())
                            .start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input);
            } catch (IOException _) {
                // It ended without reading all: what it said tells why.
            }
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("still running: " + command);
            }
            return new CommandLineRun(
                    process.exitValue(), Files.readAllLines(out), Files.readString(err));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    String text() {
        return String.join("\n", out);
    }
}
