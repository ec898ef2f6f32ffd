package dev.portcullis.traffic;

import java.util.Map;

/** What the pod was told by its environment: text, checked into numbers at the door. */
public record Environment(Map<String, String> variables) {

    public Environment {
        variables = Map.copyOf(variables);
    }

    /** The variable's text, or {@code otherwise} if it is absent or blank. */
    public String text(String name, String otherwise) {
        String value = variables.getOrDefault(name, "").strip();
        return value.isEmpty() ? otherwise : value;
    }

    /**
     * The variable as a whole number, or {@code otherwise} if it is absent.
     *
     * @throws BadSetting if it is no number, or out of the range from {@code least} to {@code most}
     */
    public int number(String name, int otherwise, int least, int most) {
        String typed = text(name, Integer.toString(otherwise));
        try {
            int value = Integer.parseInt(typed);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below, together with the range
        }
        throw new BadSetting(
                name
                        + " is '"
                        + typed
                        + "'; it must be a whole number from "
                        + least
                        + " to "
                        + most);
    }

    /** A variable that cannot be used, said in words for the person who set it. */
    public static final class BadSetting extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public BadSetting(String message) {
            super(message);
        }
    }
}
