package org.cosearch.latency.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.DecisionSpace;

/**
 * Architectures of one space and their measured latency on named devices.
 *
 * @param space of every architecture
 * @param indices by which files refer to the architectures, ascending
 * @param architectures in the order of {@code indices}
 * @param latencyMs by device, each in the order of {@code indices}, every value finite and above 0
 */
public record LatencyDataset(
        DecisionSpace space, List<Integer> indices, List<Architecture> architectures, Map<String, double[]> latencyMs) {

    public LatencyDataset {
        indices = List.copyOf(indices);
        architectures = List.copyOf(architectures);
        latencyMs = Map.copyOf(latencyMs);
        int rows = architectures.size();
        if (indices.size() != rows) {
            throw new IllegalArgumentException("%d indices for %d architectures.".formatted(indices.size(), rows));
        }
        latencyMs.forEach((device, values) -> {
            if (values.length != rows) {
                throw new IllegalArgumentException(
                        "Device (%s) has %d values for %d architectures.".formatted(device, values.length, rows));
            }
        });
    }

    /** The latencies of a device in milliseconds, in row order; a copy. */
    public double[] latencyMs(String device) {
        double[] values = latencyMs.get(device);
        if (values == null) {
            throw new IllegalArgumentException("There is no device (%s) in the data set.%nMaybe one of %s."
                    .formatted(device, latencyMs.keySet().stream().sorted().toList()));
        }
        return values.clone();
    }

    /** The row of each of {@code wanted} indices. */
    public int[] rowsOf(List<Integer> wanted) {
        Map<Integer, Integer> rows = new HashMap<>();
        for (int row = 0; row < indices.size(); row++) {
            rows.put(indices.get(row), row);
        }
        return wanted.stream()
                .mapToInt(index -> {
                    Integer row = rows.get(index);
                    if (row == null) {
                        throw new IllegalArgumentException(
                                "There is no architecture with index (%d) in the data set.".formatted(index));
                    }
                    return row;
                })
                .toArray();
    }

    /** The rows whose index is from {@code first} to {@code last}, both included. */
    public int[] rowsBetween(int first, int last) {
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < indices.size(); row++) {
            if (indices.get(row) >= first && indices.get(row) <= last) {
                rows.add(row);
            }
        }
        return rows.stream().mapToInt(Integer::intValue).toArray();
    }
}
