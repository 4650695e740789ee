package org.cosearch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.cosearch.workload.Network;
import org.cosearch.workload.json.NetworkJson;
import org.cosearch.workload.zoo.KnownNetwork;
import org.cosearch.yaml.Nearest;
import picocli.CommandLine.Option;

/** The options that name a whole network to cost. */
final class NetworkOptions {

    private static final String EXTENSION = ".json";

    @Option(
            names = "--network",
            paramLabel = "NETWORK",
            description = "Cost all layers of a published network such as resnet18, or of a network in JSON.")
    Optional<String> network = Optional.empty();

    @Option(
            names = "--batch-size",
            paramLabel = "COUNT",
            defaultValue = "1",
            description = "Inferences of the network at a time. Default: ${DEFAULT-VALUE}")
    int batchSize = 1;

    @Option(
            names = "--only",
            paramLabel = "KIND",
            split = ",",
            description = "Count layers of these kinds alone, such as conv.")
    List<String> only = List.of();

    @Option(
            names = "--steps",
            paramLabel = "COUNT",
            description = "Search the mapping of every loop nest with so many bounds, as 'accelerator map' does. "
                    + "Without it a fast mapper finds them.")
    Optional<Long> steps = Optional.empty();

    /**
     * Reads the network.
     *
     * @throws IllegalArgumentException if there is none
     */
    Network read() throws IOException {
        String name = network.orElseThrow();
        if (name.endsWith(EXTENSION)) {
            try {
                return NetworkJson.read(Files.readString(Path.of(name)), name);
            } catch (NoSuchFileException missing) {
                throw new IllegalArgumentException("%s: there is no such file.".formatted(name), missing);
            }
        }
        List<String> labels =
                Arrays.stream(KnownNetwork.values()).map(KnownNetwork::label).toList();
        if (!labels.contains(name)) {
            throw new IllegalArgumentException(
                    "There is no network named (%s).\n%s".formatted(name, Nearest.advice(name, labels)));
        }
        return KnownNetwork.named(name).network();
    }
}
