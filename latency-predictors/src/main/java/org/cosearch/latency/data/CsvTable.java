package org.cosearch.latency.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A comma-separated file with a header whose first column is {@code index}: rows by index, no quotes, no empty cell.
 *
 * @param file for messages
 * @param columns names without {@code index}
 * @param rows by index, in file order
 */
record CsvTable(Path file, List<String> columns, Map<Integer, Row> rows) {

    /**
     * @param line 1-based
     * @param cells one per column
     */
    record Row(int line, List<String> cells) {}

    static CsvTable read(Path file) {
        List<String> lines = lines(file);
        if (lines.isEmpty() || lines.get(0).isBlank()) {
            throw new DatasetException(file + ":1", "the file has no header.", "");
        }
        List<String> header = cells(lines.get(0));
        if (!header.get(0).equals("index")) {
            throw new DatasetException(
                    file + ":1", "the first column is (%s), not index.".formatted(header.get(0)), "");
        }
        checkHeader(file, header);
        Map<Integer, Row> rows = new LinkedHashMap<>();
        Map<String, String> interned = new HashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            String place = file + ":" + (i + 1);
            if (lines.get(i).isEmpty() && i == lines.size() - 1) {
                break;
            }
            List<String> cells = cells(lines.get(i));
            if (cells.size() != header.size()) {
                throw new DatasetException(
                        place, "%d cells where the header has %d.".formatted(cells.size(), header.size()), "");
            }
            int missing = cells.indexOf("");
            if (missing >= 0) {
                throw new DatasetException(
                        place,
                        "the cell of column (%s) is missing.".formatted(header.get(missing)),
                        "Maybe leave the whole row out until it is measured.");
            }
            cells.replaceAll(cell -> interned.computeIfAbsent(cell, same -> same));
            Row row = new Row(i + 1, List.copyOf(cells.subList(1, cells.size())));
            Row before = rows.put(index(place, cells.get(0)), row);
            if (before != null) {
                throw new DatasetException(
                        place,
                        "index (%s) is already on line %d.".formatted(cells.get(0), before.line()),
                        "Maybe a campaign was appended twice.");
            }
        }
        if (rows.isEmpty()) {
            throw new DatasetException(file.toString(), "the file has no rows.", "");
        }
        return new CsvTable(file, List.copyOf(header.subList(1, header.size())), rows);
    }

    /** The place of a row, for messages. */
    String place(Row row) {
        return file + ":" + row.line();
    }

    private static void checkHeader(Path file, List<String> header) {
        if (header.size() < 2) {
            throw new DatasetException(file + ":1", "there is no column beside index.", "");
        }
        HashSet<String> seen = new HashSet<>();
        for (String name : header) {
            if (name.isEmpty() || !seen.add(name)) {
                throw new DatasetException(file + ":1", "column (%s) is empty or named twice.".formatted(name), "");
            }
        }
    }

    private static int index(String place, String cell) {
        try {
            int index = Integer.parseInt(cell);
            if (index >= 0) {
                return index;
            }
        } catch (NumberFormatException notANumber) {
            // refused below, as a negative one is
        }
        throw new DatasetException(place, "index (%s) is not a whole number from 0.".formatted(cell), "");
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>(Arrays.asList(line.split(",", -1)));
        cells.replaceAll(String::strip);
        return cells;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException missing) {
            throw new DatasetException(
                    file.toString(), "there is no such file.", "Maybe the folder is not that of a latency data set.");
        } catch (IOException unreadable) {
            throw new DatasetException(file.toString(), "the file cannot be read as UTF-8 text.", "");
        }
    }
}
