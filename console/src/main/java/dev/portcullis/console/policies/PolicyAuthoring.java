package dev.portcullis.console.policies;

import java.util.List;

/** Helps whoever writes policies as YAML, while they type. Changes nothing. */
public interface PolicyAuthoring {
    /** What is wrong with a text or deserves a look, by its lines. */
    List<TextProblem> problems(String yaml);

    /**
     * What could stand at a place of a text: fields the engine reads there, and values that are
     * known, such as labels of pods.
     *
     * @param line from 1
     * @param column characters before the place in its line
     */
    List<Completion> complete(String yaml, int line, int column);

    /**
     * Something about a text.
     *
     * @param line from 1
     * @param severity {@code error}, {@code warning} or {@code note}
     * @param path where in the object; empty for the whole
     */
    record TextProblem(int line, String severity, String path, String message, String mend) {}

    /**
     * Something that could be written.
     *
     * @param detail what it is, in a word or two
     * @param apply what is put in the place
     * @param replaces how many characters before the place belong to it
     */
    record Completion(String label, String detail, String apply, int replaces) {}
}
