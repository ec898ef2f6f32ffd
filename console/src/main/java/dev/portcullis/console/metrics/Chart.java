package dev.portcullis.console.metrics;

import java.util.List;

/**
 * A chart, ready to be drawn, and the table that says the same in words and numbers.
 *
 * @param title what it shows
 * @param subtitle the unit, and for what
 * @param keys what the colours mean, with the newest figures
 * @param seconds the seconds of the points, by the epoch
 * @param config the chart in Chart.js' own terms, as JSON; colours are names of tokens
 * @param marks what happened meanwhile, oldest first
 * @param missing spans in which flows may be missing
 * @param table its twin
 * @param empty why there is nothing to draw; empty if there is something
 */
public record Chart(
        String title,
        String subtitle,
        List<Key> keys,
        List<Long> seconds,
        String config,
        List<Mark> marks,
        List<Span> missing,
        Table table,
        String empty) {
    public Chart {
        keys = List.copyOf(keys);
        seconds = List.copyOf(seconds);
        marks = List.copyOf(marks);
        missing = List.copyOf(missing);
    }

    /**
     * A line of the legend.
     *
     * @param colour a token's name
     * @param hatched drawn in stripes
     */
    public record Key(String label, String value, String colour, boolean hatched) {}

    /** From one second to another, by the epoch. */
    public record Span(long from, long to) {}

    /** Rows of text; every row has a cell for every column. */
    public record Table(List<Column> columns, List<List<Cell>> rows) {
        /** No table at all. */
        public static final Table NONE = new Table(List.of(), List.of());

        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /** A column, of numbers or of words. */
    public record Column(String title, boolean number) {}

    /**
     * A cell.
     *
     * @param tone a verdict in lower case whose colour it takes; empty for none
     * @param link an address within the console; empty for none
     */
    public record Cell(String text, String tone, String link) {
        /** Words. */
        public static Cell of(String text) {
            return new Cell(text, "", "");
        }

        /** Words in the colour of a verdict. */
        public static Cell toned(String text, String tone) {
            return new Cell(text, tone, "");
        }

        /** Words that lead somewhere in the console. */
        public static Cell linked(String text, String link) {
            return new Cell(text, "", link);
        }
    }
}
