package org.pinproof.bench;

import com.fasterxml.jackson.annotation.JsonValue;
import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Figures as people and machines read them.
 *
 * @param title what was measured, and in which unit
 * @param columns their names, the first being what a row is about
 * @param rows cells in the order of the columns
 * @param notes what a reader has to know, after the table
 */
public record Table(String title, List<String> columns, List<List<Cell>> rows, List<String> notes) {

    // nothing but bars, and a line below the header: what markdown calls a table
    private static final Character[] MARKDOWN = {
        null, null, null, null, '|', '|', '|', '|', '-', '|', '|', '|', '|', '|', null, null, null, null, null, null,
        null, null, null, null, null, null, null, null, null
    };

    /** One figure or word; in JSON a number stays a number and what was not measured is null. */
    public record Cell(@JsonValue Object value) {

        @Override
        public String toString() {
            if (value == null) {
                return "-";
            }
            if (value instanceof Double number) {
                return String.format(Locale.ROOT, number >= 1000 ? "%,.0f" : number >= 10 ? "%.1f" : "%.2f", number);
            }
            return value instanceof Number number
                    ? String.format(Locale.ROOT, "%,d", number.longValue())
                    : value.toString();
        }
    }

    /** {@return a row of these values} */
    public static List<Cell> row(Object... values) {
        return Arrays.stream(values).map(Cell::new).toList();
    }

    /** {@return the table in markdown, with its title and notes} */
    public String markdown() {
        List<Column> shown = IntStream.range(0, columns.size())
                .mapToObj(i -> new Column()
                        .header(columns.get(i))
                        .headerAlign(HorizontalAlign.LEFT)
                        .dataAlign(i == 0 ? HorizontalAlign.LEFT : HorizontalAlign.RIGHT)
                        .maxWidth(100))
                .toList();
        String[][] cells = rows.stream()
                .map(row -> row.stream().map(Cell::toString).toArray(String[]::new))
                .toArray(String[][]::new);
        String table = AsciiTable.getTable(MARKDOWN, shown.toArray(Column[]::new), cells);
        String after = notes.isEmpty() ? "" : "\n" + String.join("\n", notes) + "\n";
        return "### " + title + "\n\n" + table.strip() + "\n" + after;
    }
}
