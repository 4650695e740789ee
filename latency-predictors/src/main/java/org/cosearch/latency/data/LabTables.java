package org.cosearch.latency.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.DecisionColumn;
import org.cosearch.predict.DecisionSpace;
import org.cosearch.predict.LatencyMeasurement;

/** The tables that a lab exchanges with a predictor: architectures by index, and what was measured of them. */
public final class LabTables {

    private static final String LATENCY = "latency_ms";

    private LabTables() {}

    /**
     * Architectures of {@code space} by index, in file order.
     *
     * @param file columns {@code index} and those of the space, in any order
     * @throws DatasetException naming file, line and value
     */
    public static Map<Integer, Architecture> architectures(Path file, DecisionSpace space) {
        CsvTable table = CsvTable.read(file);
        List<String> names = space.columns().stream().map(DecisionColumn::name).toList();
        for (String name : names) {
            if (!table.columns().contains(name)) {
                throw new DatasetException(
                        file + ":1",
                        "column (%s) of space (%s) is missing.".formatted(name, space.name()),
                        "Maybe the table or the bundle is of another space.");
            }
        }
        Map<Integer, Architecture> architectures = new LinkedHashMap<>();
        table.rows().forEach((index, row) -> {
            List<String> options = names.stream()
                    .map(name -> row.cells().get(table.columns().indexOf(name)))
                    .toList();
            try {
                architectures.put(index, space.architecture(options));
            } catch (IllegalArgumentException refused) {
                throw new DatasetException(table.place(row), String.valueOf(refused.getMessage()), "");
            }
        });
        return architectures;
    }

    /**
     * Measurements of {@code architectures}, in file order.
     *
     * @param file columns {@code index} and {@code latency_ms}
     * @throws DatasetException naming file, line and value
     */
    public static List<LatencyMeasurement> measurements(Path file, Map<Integer, Architecture> architectures) {
        CsvTable table = CsvTable.read(file);
        int column = table.columns().indexOf(LATENCY);
        if (column < 0) {
            throw new DatasetException(
                    file + ":1",
                    "there is no column (%s), only %s.".formatted(LATENCY, table.columns()),
                    "Maybe convert the latencies to milliseconds and call the column latency_ms.");
        }
        List<LatencyMeasurement> measurements = new ArrayList<>();
        table.rows().forEach((index, row) -> {
            Architecture architecture = architecture(table, row, index, architectures);
            double latency = DatasetFolder.milliseconds(
                    table.place(row), LATENCY, row.cells().get(column));
            measurements.add(new LatencyMeasurement(architecture, latency));
        });
        return measurements;
    }

    /** Whether a table has latencies beside its indices. */
    public static boolean hasLatencies(Path file) {
        return CsvTable.read(file).columns().contains(LATENCY);
    }

    /**
     * Those of {@code architectures} whose index is in a table, in file order.
     *
     * @param file with a column {@code index}; others are not read
     * @throws DatasetException naming file, line and index
     */
    public static List<Architecture> chosen(Path file, Map<Integer, Architecture> architectures) {
        CsvTable table = CsvTable.read(file);
        List<Architecture> chosen = new ArrayList<>();
        table.rows().forEach((index, row) -> chosen.add(architecture(table, row, index, architectures)));
        return chosen;
    }

    private static Architecture architecture(
            CsvTable table, CsvTable.Row row, int index, Map<Integer, Architecture> architectures) {
        Architecture architecture = architectures.get(index);
        if (architecture == null) {
            throw new DatasetException(
                    table.place(row), "there is no architecture with index (%d).".formatted(index), "");
        }
        return architecture;
    }
}
