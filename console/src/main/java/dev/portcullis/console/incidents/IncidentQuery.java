package dev.portcullis.console.incidents;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;

/**
 * Which incidents to show. All parts must hold.
 *
 * @param state in this state; any if empty
 * @param kind what made them
 * @param text found in source, target, owner, ports, pods or comments, in whatever case; empty: all
 */
public record IncidentQuery(Optional<IncidentState> state, Kind kind, String text) {
    /** All of them. */
    public static final IncidentQuery ALL = new IncidentQuery(Optional.empty(), Kind.ALL, "");

    /** What made the attempts. */
    public enum Kind {
        ALL,
        INTRUDERS,
        EXERCISES;

        /** The word in addresses. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind of that word; empty if there is none. */
        public static Optional<Kind> parse(String word) {
            return java.util.Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst();
        }
    }

    public IncidentQuery {
        requireNonNull(state, "state is null");
        requireNonNull(kind, "kind is null");
        text = text.strip();
    }

    /** Whether it is one of them. */
    public boolean matches(Incident incident) {
        return state.map(wanted -> incident.state() == wanted).orElse(true)
                && switch (kind) {
                    case ALL -> true;
                    case INTRUDERS -> !incident.isExercise();
                    case EXERCISES -> incident.isExercise();
                }
                && (text.isEmpty() || haystack(incident).contains(text.toLowerCase(Locale.ROOT)));
    }

    private static String haystack(Incident incident) {
        var words = new StringBuilder();
        words.append(incident.id()).append(' ').append(incident.source()).append(' ');
        words.append(incident.target()).append(' ').append(incident.owner()).append(' ');
        words.append(incident.ports()).append(' ').append(incident.pods()).append(' ');
        words.append(incident.drill().map(Object::toString).orElse("")).append(' ');
        incident.notes().forEach(note -> words.append(note.text()).append(' '));
        return words.toString().toLowerCase(Locale.ROOT);
    }
}
