package org.cosearch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;

/** A made-up data set: 81 networks of four layers on three devices that weigh the operations differently. */
final class FourLayers {

    private static final List<String> OPERATIONS = List.of("conv", "pool", "skip");

    private FourLayers() {}

    /** Writes the three files of the data set. */
    static void write(Path folder) throws IOException {
        var random = new RandomStreams(2).stream(Purpose.DATA);
        List<String> architectures = new ArrayList<>(List.of("index,layer_0,layer_1,layer_2,layer_3"));
        List<String> latency = new ArrayList<>(List.of("index,cpu,gpu,board"));
        for (int index = 0; index < 81; index++) {
            StringBuilder row = new StringBuilder().append(index);
            double work = 2;
            double launches = 1;
            for (int layer = 0, rest = index; layer < 4; layer++, rest /= 3) {
                row.append(',').append(OPERATIONS.get(rest % 3));
                work += new double[] {4, 1, 0}[rest % 3] * (layer + 1);
                launches += new double[] {1, 1, 0}[rest % 3];
            }
            architectures.add(row.toString());
            double noise = 1 + 0.005 * random.nextGaussian();
            latency.add("%d,%s,%s,%s"
                    .formatted(index, work * noise, launches + work / 20 * noise, work / 4 + launches * noise));
        }
        Files.write(folder.resolve("architectures.csv"), architectures);
        Files.write(folder.resolve("latency.csv"), latency);
        Files.writeString(folder.resolve("splits.yaml"), """
                space: four-layers
                latency_unit: ms
                source_devices: [cpu, gpu]
                target_devices: [board]
                protocols:
                  full: {source_samples_per_device: 60, target_measurements: 10, test_pool: all}
                """);
    }
}
