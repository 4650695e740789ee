package org.cosearch.evaluate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;

/**
 * A file of rows of cells under a header: comma, UTF-8, no quotes, no empty cells, an ascending {@code index} from 0
 * first.
 */
final class CsvTable {

    private static final String INDEX = "index";

    private final Path file;
    private final List<String> header;
    private final List<String[]> rows;

    private CsvTable(Path file, List<String> header, List<String[]> rows) {
        this.file = file;
        this.header = header;
        this.rows = rows;
    }

    /** @throws IOException if the file cannot be read or is not such a table; names file and line */
    static CsvTable read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        if (lines.isEmpty()) {
            throw new IOException("%s is empty.".formatted(file));
        }
        List<String> header = List.of(lines.get(0).split(",", -1));
        if (!header.get(0).equals(INDEX) || new HashSet<>(header).size() < header.size()) {
            throw new IOException("%s, line 1: the columns %s do not begin with index, or one is there twice."
                    .formatted(file, header));
        }
        List<String[]> rows =
                lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
        for (int row = 0; row < rows.size(); row++) {
            String[] cells = rows.get(row);
            if (cells.length != header.size()) {
                throw new IOException("%s, line %d: there are (%d) cells under (%d) columns."
                        .formatted(file, row + 2, cells.length, header.size()));
            }
            for (int i = 0; i < cells.length; i++) {
                if (cells[i].isEmpty() || cells[i].contains("\"")) {
                    throw new IOException("%s, line %d: the cell of %s (%s) is empty or quoted."
                            .formatted(file, row + 2, header.get(i), cells[i]));
                }
            }
            if (!cells[0].equals(Integer.toString(row))) {
                throw new IOException("%s, line %d: the index (%s) is not (%d).\nMaybe a row is missing."
                        .formatted(file, row + 2, cells[0], row));
            }
        }
        return new CsvTable(file, header, rows);
    }

    Path file() {
        return file;
    }

    int size() {
        return rows.size();
    }

    /** The columns after the index. */
    List<String> columns() {
        return header.subList(1, header.size());
    }

    /** The cells of a row after the index. */
    List<String> cells(int row) {
        return List.of(rows.get(row)).subList(1, header.size());
    }

    /** @throws IOException if there is no such column, or a cell of it is not a finite number */
    double[] numbers(String column) throws IOException {
        int at = header.indexOf(column);
        if (at < 1) {
            throw new IOException("%s has no column (%s).\nMaybe one of %s.".formatted(file, column, columns()));
        }
        double[] numbers = new double[rows.size()];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = number(rows.get(row)[at]);
            if (!Double.isFinite(numbers[row])) {
                throw new IOException("%s, line %d: %s (%s) is not a finite number."
                        .formatted(file, row + 2, column, rows.get(row)[at]));
            }
        }
        return numbers;
    }

    private static double number(String cell) {
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException none) {
            return Double.NaN;
        }
    }
}
