package org.cosearch.evaluate;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.cosearch.space.Field;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;

/**
 * Designs whose figures are all known, from a folder of CSV files that are joined by their {@code index}: the decisions in
 * {@code architectures.csv}, the figures in columns of other files.
 *
 * <p>A search on a table costs nothing, so that strategies can be compared over many seeds and with the exact front.
 */
public final class DesignTable {

    private static final String DECISIONS = "architectures.csv";

    /**
     * Where the figures of a metric are.
     *
     * @param file in the folder, such as {@code latency.csv}
     * @param column in the file, such as the name of a device
     */
    public record Column(Metric metric, String file, String column) {}

    private final Space space;
    private final List<String> fields;
    private final List<List<String>> decisions;
    private final Map<List<String>, Scores> scores;

    private DesignTable(List<String> fields, List<List<String>> decisions, Map<List<String>, Scores> scores) {
        this.fields = fields;
        this.decisions = decisions;
        this.scores = scores;
        Field[] choices = new Field[fields.size()];
        for (int i = 0; i < choices.length; i++) {
            int column = i;
            TreeSet<String> labels =
                    new TreeSet<>(Comparator.comparingInt(String::length).thenComparing(label -> label));
            decisions.forEach(row -> labels.add(row.get(column)));
            choices[i] = Space.field(fields.get(i), Space.oneOf(labels.toArray(String[]::new)));
        }
        space = Space.product(choices);
    }

    /**
     * Reads a folder.
     *
     * @throws IOException if a file is missing, is not such a table, has another number of rows than the others, or if
     *     two rows have the same decisions; names file, line and value
     */
    public static DesignTable read(Path folder, List<Column> columns) throws IOException {
        CsvTable designs = CsvTable.read(folder.resolve(DECISIONS));
        Map<String, CsvTable> files = new HashMap<>();
        List<double[]> values = new ArrayList<>();
        for (Column column : columns) {
            CsvTable table = files.get(column.file());
            if (table == null) {
                table = CsvTable.read(folder.resolve(column.file()));
                files.put(column.file(), table);
            }
            if (table.size() != designs.size()) {
                throw new IOException("%s has (%d) rows, but there are (%d) designs."
                        .formatted(table.file(), table.size(), designs.size()));
            }
            values.add(table.numbers(column.column()));
        }
        List<List<String>> decisions = new ArrayList<>();
        Map<List<String>, Scores> scores = new LinkedHashMap<>();
        for (int row = 0; row < designs.size(); row++) {
            List<Figure> figures = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                figures.add(Figure.of(columns.get(i).metric(), values.get(i)[row], Origin.TABULATED));
            }
            List<String> cells = List.copyOf(designs.cells(row));
            decisions.add(cells);
            if (scores.put(cells, new Scores(figures)) != null) {
                throw new IOException(
                        "%s, line %d: an earlier row has the same decisions.".formatted(designs.file(), row + 2));
            }
        }
        return new DesignTable(designs.columns(), decisions, scores);
    }

    /** A choice per column of decisions, of the labels that occur in it: shorter ones first, then in order of text. */
    public Space space() {
        return space;
    }

    /** The number of designs. */
    public int size() {
        return decisions.size();
    }

    /** Whether there is a row for every genome of the {@link #space}, so that the table is the whole truth. */
    public boolean complete() {
        return space.size().finite() && space.size().count().equals(BigInteger.valueOf(size()));
    }

    /** Looks genomes of {@link #space} up. */
    public Evaluator<Genome> evaluator() {
        return evaluator(genome -> fields.stream().map(genome::choice).toList());
    }

    /**
     * Looks designs up; one that has no row fails.
     *
     * @param cells the cells of a design's row in {@code architectures.csv}, without the index
     */
    public <T> Evaluator<T> evaluator(Function<? super T, List<String>> cells) {
        return Evaluator.each(design -> {
            List<String> row = cells.apply(design);
            Scores found = scores.get(row);
            return found == null
                    ? new Outcome.Failed("The table has no row %s.".formatted(row))
                    : new Outcome.Scored(found);
        });
    }

    /** Every design with its figures, in the order of the table, its row as its id. */
    public List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        for (List<String> row : decisions) {
            Genome genome = genome(row);
            trials.add(new Trial(trials.size(), genome, new Outcome.Scored(scores.getOrDefault(row, Scores.NONE))));
        }
        return trials;
    }

    private Genome genome(List<String> row) {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < fields.size(); i++) {
            json.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(fields.get(i))
                    .append("\":\"")
                    .append(row.get(i));
            json.append('"');
        }
        return Genome.fromJson(space, json.append('}').toString());
    }
}
