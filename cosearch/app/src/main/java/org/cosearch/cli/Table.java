package org.cosearch.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table for the terminal: columns as wide as their content, numbers to the right. */
final class Table {

    private final List<String> header;
    private final List<Integer> numeric;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param numeric the columns of numbers, from 0 */
    Table(List<String> header, List<Integer> numeric) {
        this.header = List.copyOf(header);
        this.numeric = List.copyOf(numeric);
    }

    /** Adds a row with a cell for each column. */
    void add(Object... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException(
                    "A row of (%d) cells does not fit (%d) columns.".formatted(cells.length, header.size()));
        }
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell instanceof Long number ? String.format(Locale.ROOT, "%,d", number) : cell.toString());
        }
        rows.add(row);
    }

    void print(PrintWriter out) {
        int[] widths = new int[header.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = header.get(column).length();
            for (List<String> row : rows) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        print(header, widths, out);
        rows.forEach(row -> print(row, widths, out));
    }

    private void print(List<String> row, int[] widths, PrintWriter out) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            String blanks = " ".repeat(widths[column] - cell.length());
            line.append(numeric.contains(column) ? blanks + cell : cell + blanks)
                    .append("  ");
        }
        out.println(line.toString().stripTrailing());
    }
}
