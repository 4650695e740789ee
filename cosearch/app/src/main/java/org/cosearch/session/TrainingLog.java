package org.cosearch.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cosearch.training.TrainingResult;
import org.cosearch.training.worker.Training;
import org.cosearch.workload.Network;
import org.cosearch.workload.json.NetworkJson;

/**
 * What the trainings of a run took, one line each in the order in which they ended; a CSV file with the columns
 * {@code task,network_sha256,accuracy_percent,final_loss,seconds,images_per_second,data_sha256}. It informs reports and
 * nothing else; a line that a crash tore is left out.
 */
record TrainingLog(Path file) {

    private static final String HEADER =
            "task,network_sha256,accuracy_percent,final_loss,seconds,images_per_second,data_sha256\n";

    /** One training. */
    record Entry(
            String task,
            String network,
            double accuracyPercent,
            double finalLoss,
            double seconds,
            double imagesPerSecond,
            String dataChecksum) {}

    /** Notes a training that finished; of the others the log of its worker tells. */
    void ended(Blueprint.Task task, Network network, Training training) {
        if (!(training instanceof Training.Finished finished)) {
            return;
        }
        TrainingResult result = finished.result();
        List<Double> curve = result.lossCurve();
        String line = String.format(
                Locale.ROOT,
                "%s,%s,%s,%s,%.3f,%.1f,%s\n",
                task.name(),
                NetworkJson.fingerprint(network),
                result.accuracyPercent(),
                curve.isEmpty() ? 0 : curve.get(curve.size() - 1),
                result.seconds(),
                result.trainedImagesPerSecond(),
                result.dataChecksum());
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, HEADER);
            }
            Files.writeString(file, line, StandardOpenOption.APPEND);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** The last training of each task and network, by {@code task:network}. */
    Map<String, Entry> entries() throws IOException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return entries;
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            String[] cells = line.split(",", -1);
            if (cells.length == 7 && cells[6].length() == 64) {
                entries.put(
                        cells[0] + ":" + cells[1],
                        new Entry(
                                cells[0],
                                cells[1],
                                Double.parseDouble(cells[2]),
                                Double.parseDouble(cells[3]),
                                Double.parseDouble(cells[4]),
                                Double.parseDouble(cells[5]),
                                cells[6]));
            }
        }
        return entries;
    }
}
