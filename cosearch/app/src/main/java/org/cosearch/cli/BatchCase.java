package org.cosearch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One row of a table of mappings to evaluate. */
record BatchCase(ArchitectureFiles architecture, Path problem, Path mapping) {

    private static final List<String> REQUIRED = List.of("architecture", "problem", "mapping");
    private static final List<String> KNOWN = List.of("architecture", "problem", "mapping", "ert", "art");

    /**
     * Reads a table with a header; relative paths are those of the table's folder.
     *
     * @throws IllegalArgumentException if it is refused
     */
    static List<BatchCase> read(Path table) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(table);
        } catch (NoSuchFileException missing) {
            throw new IllegalArgumentException("%s: there is no such file.".formatted(table), missing);
        }
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("%s: the table is empty.".formatted(table));
        }
        List<String> header = cells(lines.get(0), table, 1);
        for (String column : header) {
            if (!KNOWN.contains(column)) {
                throw new IllegalArgumentException(
                        "%s: unknown column (%s) at line 1.\nMaybe one of %s.".formatted(table, column, KNOWN));
            }
        }
        for (String column : REQUIRED) {
            if (!header.contains(column)) {
                throw new IllegalArgumentException("%s: column %s is missing at line 1.".formatted(table, column));
            }
        }
        List<BatchCase> cases = new ArrayList<>();
        for (int line = 1; line < lines.size(); line++) {
            if (!lines.get(line).isBlank()) {
                List<String> cells = cells(lines.get(line), table, line + 1);
                if (cells.size() != header.size()) {
                    throw new IllegalArgumentException("%s: %d cells for %d columns at line %d."
                            .formatted(table, cells.size(), header.size(), line + 1));
                }
                cases.add(row(table, header, cells, line + 1));
            }
        }
        return cases;
    }

    private static BatchCase row(Path table, List<String> header, List<String> cells, int line) {
        List<Optional<Path>> paths = new ArrayList<>();
        for (String column : KNOWN) {
            int at = header.indexOf(column);
            paths.add(
                    at < 0 || cells.get(at).isBlank()
                            ? Optional.empty()
                            : Optional.of(path(table, cells.get(at), line)));
            if (REQUIRED.contains(column) && paths.get(paths.size() - 1).isEmpty()) {
                throw new IllegalArgumentException("%s: the %s is missing at line %d.".formatted(table, column, line));
            }
        }
        return new BatchCase(
                ArchitectureFiles.of(paths.get(0).orElseThrow(), paths.get(3), paths.get(4)),
                paths.get(1).orElseThrow(),
                paths.get(2).orElseThrow());
    }

    private static Path path(Path table, String cell, int line) {
        try {
            return table.resolveSibling(cell.strip());
        } catch (InvalidPathException invalid) {
            throw new IllegalArgumentException("%s: (%s) is no path at line %d.".formatted(table, cell, line), invalid);
        }
    }

    /** The cells of a line; a cell in quotes may hold commas, and quotes by doubling them. */
    private static List<String> cells(String line, Path table, int number) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        if (quoted) {
            throw new IllegalArgumentException("%s: a quote is not closed at line %d.".formatted(table, number));
        }
        cells.add(cell.toString());
        return cells;
    }
}
