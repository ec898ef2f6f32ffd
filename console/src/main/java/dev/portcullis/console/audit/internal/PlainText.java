package dev.portcullis.console.audit.internal;

/** Takes from text what could deceive a reader: control characters, escapes, marks that turn writing round. */
final class PlainText {
    private PlainText() {}

    /** The text on one line. */
    static String of(String text) {
        var plain = new StringBuilder(text.length());
        text.codePoints().map(c -> deceives(c) ? ' ' : c).forEach(plain::appendCodePoint);
        return plain.toString();
    }

    /** The text on one line, cut to a length. */
    static String of(String text, int length) {
        var plain = of(text);
        return plain.length() <= length ? plain : plain.substring(0, length - 1) + "…";
    }

    private static boolean deceives(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    true;
            default -> false;
        };
    }
}
