package org.cosearch.latency.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.DecisionColumn;
import org.cosearch.predict.DecisionSpace;

/**
 * A data set as a folder: {@code architectures.csv} (one column per decision), {@code latency.csv} (one column per
 * device, milliseconds) and {@code splits.yaml}, joined by the column {@code index}.
 *
 * @param path of the folder
 */
public record DatasetFolder(Path path) {

    /** The split that comes with the folder. */
    public Path splits() {
        return path.resolve("splits.yaml");
    }

    /**
     * Reads the two tables strictly: every architecture measured once on every device, every latency above 0.
     *
     * @param splits name the space and its conditional columns
     * @throws DatasetException naming file, line and value
     */
    public LatencyDataset read(Splits splits) {
        return read(splits, Optional.empty());
    }

    /**
     * Reads the two tables as {@link #read(Splits)} does, with columns that are known beforehand.
     *
     * @param declared columns of the space, by whatever name, if they are not to be told from the table
     */
    public LatencyDataset read(Splits splits, Optional<DecisionSpace> declared) {
        Path file = path.resolve("architectures.csv");
        CsvTable latency = CsvTable.read(path.resolve("latency.csv"));
        DecisionSpace space = declared.map(columns -> new DecisionSpace(splits.space(), columns.columns()))
                .orElseGet(() -> observed(CsvTable.read(file), splits));
        Map<Integer, Architecture> architectures = new TreeMap<>(LabTables.architectures(file, space));
        for (Map.Entry<Integer, CsvTable.Row> row : latency.rows().entrySet()) {
            if (!architectures.containsKey(row.getKey())) {
                throw new DatasetException(
                        latency.place(row.getValue()),
                        "architecture (%d) is not in %s.".formatted(row.getKey(), file),
                        "");
            }
        }
        List<Integer> indices = List.copyOf(architectures.keySet());
        double[][] values = new double[latency.columns().size()][indices.size()];
        for (int i = 0; i < indices.size(); i++) {
            CsvTable.Row row = latency.rows().get(indices.get(i));
            if (row == null) {
                throw new DatasetException(
                        latency.file().toString(), "architecture (%d) has no row.".formatted(indices.get(i)), "");
            }
            for (int device = 0; device < values.length; device++) {
                String name = latency.columns().get(device);
                values[device][i] =
                        milliseconds(latency.place(row), name, row.cells().get(device));
            }
        }
        Map<String, double[]> byDevice = new LinkedHashMap<>();
        for (int device = 0; device < values.length; device++) {
            byDevice.put(latency.columns().get(device), values[device]);
        }
        return new LatencyDataset(space, indices, List.copyOf(architectures.values()), byDevice);
    }

    /**
     * Writes the two tables of a data set, as a measurement campaign does.
     *
     * @throws IOException if the folder cannot be written
     */
    public void write(LatencyDataset dataset) throws IOException {
        Files.createDirectories(path);
        List<String> names =
                dataset.space().columns().stream().map(DecisionColumn::name).toList();
        List<String> devices = dataset.latencyMs().keySet().stream().sorted().toList();
        List<double[]> values = devices.stream().map(dataset::latencyMs).toList();
        List<String> architectures = new ArrayList<>(List.of("index," + String.join(",", names)));
        List<String> latencies = new ArrayList<>(List.of("index," + String.join(",", devices)));
        for (int row = 0; row < dataset.indices().size(); row++) {
            StringBuilder decisions =
                    new StringBuilder().append(dataset.indices().get(row));
            for (int column = 0; column < names.size(); column++) {
                decisions.append(',').append(dataset.architectures().get(row).label(column));
            }
            StringBuilder measured =
                    new StringBuilder().append(dataset.indices().get(row));
            for (double[] device : values) {
                measured.append(',').append(device[row]);
            }
            architectures.add(decisions.toString());
            latencies.add(measured.toString());
        }
        Files.write(path.resolve("architectures.csv"), architectures, StandardCharsets.UTF_8);
        Files.write(path.resolve("latency.csv"), latencies, StandardCharsets.UTF_8);
    }

    private static DecisionSpace observed(CsvTable table, Splits splits) {
        List<List<String>> rows =
                table.rows().values().stream().map(CsvTable.Row::cells).toList();
        DecisionSpace observed = DecisionSpace.observed(splits.space(), table.columns(), rows);
        return splits.conditioned(observed);
    }

    /** A latency as written in a cell. */
    static double milliseconds(String place, String device, String cell) {
        double value;
        try {
            value = Double.parseDouble(cell);
        } catch (NumberFormatException notANumber) {
            value = Double.NaN;
        }
        if (!(value > 0) || !Double.isFinite(value)) {
            throw new DatasetException(
                    place,
                    "the latency in column (%s) is (%s), not a number of milliseconds above 0.".formatted(device, cell),
                    "Maybe leave the row out until it is measured.");
        }
        return value;
    }
}
