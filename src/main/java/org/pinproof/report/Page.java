package org.pinproof.report;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import java.util.Collection;
import java.util.function.Function;

/** A page of text that is being written: lines, labelled facts and tables, without trailing spaces. */
final class Page {
    private static final int LABEL_WIDTH = 16;
    private static final int WIDEST_COLUMN = 120;

    private final StringBuilder text = new StringBuilder();

    /** A column of a table of {@code T}s. */
    static <T> ColumnData<T> column(String header, Function<T, String> cell) {
        return column(header, HorizontalAlign.LEFT, cell);
    }

    /** A column of numbers. */
    static <T> ColumnData<T> numbers(String header, Function<T, String> cell) {
        return column(header, HorizontalAlign.RIGHT, cell);
    }

    private static <T> ColumnData<T> column(String header, HorizontalAlign align, Function<T, String> cell) {
        return new Column()
                .header(header)
                .headerAlign(HorizontalAlign.LEFT)
                .dataAlign(align)
                .maxWidth(WIDEST_COLUMN)
                .with(cell);
    }

    /** Adds a line. {@return this} */
    Page line(String line) {
        text.append(CharMatcher.whitespace().trimTrailingFrom(line)).append('\n');
        return this;
    }

    /** Adds an empty line, unless nothing or one stands before. {@return this} */
    Page gap() {
        if (text.length() > 0 && !text.toString().endsWith("\n\n")) {
            text.append('\n');
        }
        return this;
    }

    /** Adds a fact. {@return this} */
    Page fact(String label, String value) {
        return line("  " + Strings.padEnd(label, LABEL_WIDTH, ' ') + value);
    }

    /** Adds a table, indented by two spaces, unless it has no rows. {@return this} */
    <T> Page table(Collection<T> rows, ImmutableList<ColumnData<T>> columns) {
        if (!rows.isEmpty()) {
            String table = AsciiTable.builder()
                    .lineSeparator("\n")
                    .border(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS_NO_OUTSIDE_BORDER)
                    .data(rows, columns)
                    .asString();
            Splitter.on('\n').split(table).forEach(line -> line(" " + line));
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
