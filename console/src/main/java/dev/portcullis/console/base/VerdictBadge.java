package dev.portcullis.console.base;

/** A verdict as a badge, in the words the whole console uses for it. */
public class VerdictBadge extends Badge {
    /** The verdicts the screen knows. */
    public enum Word {
        ALLOWED(Tone.ALLOWED, "allowed", "Allowed"),
        DENIED(Tone.DENIED, "denied", "Denied"),
        L7_REDIRECTED(Tone.L7, "l7", "L7-redirected"),
        UNDECIDED(Tone.UNDECIDED, "undecided", "Undecided"),
        LOST(Tone.LOST, "lost", "Lost data"),
        NOT_OBSERVED(Tone.NEUTRAL, "not-observed", "Not observed");

        private final Tone tone;
        private final String glyph;
        private final String word;

        Word(Tone tone, String glyph, String word) {
            this.tone = tone;
            this.glyph = glyph;
            this.word = word;
        }

        /** The word as it stands on screen. */
        public String text() {
            return word;
        }
    }

    public VerdictBadge(Word word) {
        super(word.tone, word.glyph, word.word);
    }
}
