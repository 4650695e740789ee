package org.cosearch.latency.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The results of an evaluation, as JSON and as a table.
 *
 * @param results one per method, seed and device
 */
public record EvaluationReport(List<EvaluationRecord> results) {

    public EvaluationReport {
        results = List.copyOf(results);
    }

    /** Writes {@code {"results": […]}}. */
    public void write(Path file) throws IOException {
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), this);
    }

    /** A line per method and device, means over seeds, and a line per method with the mean over devices. */
    public String table() {
        Map<String, Map<String, List<EvaluationRecord>>> byMethod = new LinkedHashMap<>();
        for (EvaluationRecord record : results) {
            byMethod.computeIfAbsent(record.method(), name -> new LinkedHashMap<>())
                    .computeIfAbsent(record.device(), name -> new ArrayList<>())
                    .add(record);
        }
        StringBuilder table = new StringBuilder(("%-16s %-16s %8s %8s %7s %7s %7s %7s %9s %9s %9s%n")
                .formatted(
                        "method",
                        "device",
                        "spearman",
                        "kendall",
                        "MAPE %",
                        "cov 50",
                        "cov 90",
                        "budget",
                        "train s",
                        "calib. s",
                        "predict s"));
        byMethod.forEach((method, devices) -> {
            devices.forEach((device, records) -> table.append(line(method, device, records)));
            table.append(line(
                    method,
                    "mean",
                    devices.values().stream().flatMap(List::stream).toList()));
        });
        return table.toString();
    }

    private static String line(String method, String device, List<EvaluationRecord> records) {
        return String.format(
                Locale.ROOT,
                "%-16s %-16s %8.4f %8.4f %7.2f %7.3f %7.3f %7.0f %9.3f %9.4f %9.4f%n",
                method,
                device,
                mean(records, EvaluationRecord::spearman),
                mean(records, EvaluationRecord::kendall),
                mean(records, EvaluationRecord::mapePercent),
                mean(records, EvaluationRecord::coverage50),
                mean(records, EvaluationRecord::coverage90),
                mean(records, EvaluationRecord::measurements),
                mean(records, EvaluationRecord::metaTrainSeconds),
                mean(records, EvaluationRecord::calibrateSeconds),
                mean(records, EvaluationRecord::predictSeconds));
    }

    private static double mean(List<EvaluationRecord> records, ToDoubleFunction<EvaluationRecord> of) {
        return records.stream().mapToDouble(of).average().orElseThrow();
    }
}
