package org.cosearch.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.cosearch.config.SpaceFile;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.cosearch.space.Genome;
import org.cosearch.workload.Network;
import org.cosearch.workload.NetworkSummary;
import org.cosearch.workload.Shape;
import org.cosearch.workload.zoo.KnownNetwork;
import org.cosearch.yaml.Nearest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows networks: published ones, and designs of a space. */
@Command(name = "network", mixinStandardHelpOptions = true, description = "Show the layers of networks.")
final class NetworkCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing: describe.");
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Print the layers of a network with their shapes, parameters and multiply-accumulates.")
    int describe(
            @Parameters(
                            paramLabel = "NETWORK",
                            description = "A published network such as resnet18, or a space, of which one design is"
                                    + " shown.")
                    String name,
            @Option(
                            names = "--design",
                            paramLabel = "JSON",
                            description = "The design of the space, as 'space sample' prints it.")
                    Optional<String> design,
            @Option(
                            names = "--seed",
                            paramLabel = "SEED",
                            defaultValue = "1",
                            description = "Draws the design if none is given. Default: ${DEFAULT-VALUE}")
                    long seed,
            @Option(
                            names = "--input",
                            paramLabel = "CxHxW",
                            description = "The images. Default: the usual ones of a published network, 1x28x28 of a"
                                    + " space")
                    Optional<String> input,
            @Option(
                            names = "--classes",
                            paramLabel = "COUNT",
                            description = "The outputs. Default: the usual ones of a published network, 10 of a space")
                    Optional<Integer> classes,
            @Option(names = "--json", description = "Print JSON.") boolean json) {
        Network network = SpaceReference.exists(name)
                ? designed(SpaceReference.read(name), design, seed, input, classes)
                : published(name, input, classes);
        PrintWriter out = spec.commandLine().getOut();
        NetworkSummary summary = network.summary();
        if (json) {
            out.println(Json.of(described(summary)));
        } else {
            print(summary, out);
        }
        return ExitCode.OK;
    }

    private static Network published(String name, Optional<String> input, Optional<Integer> classes) {
        List<String> labels =
                Arrays.stream(KnownNetwork.values()).map(KnownNetwork::label).toList();
        if (!labels.contains(name)) {
            throw new IllegalArgumentException(
                    "There is no network and no space named (%s).%n%s".formatted(name, Nearest.advice(name, labels)));
        }
        KnownNetwork known = KnownNetwork.named(name);
        if (input.isEmpty() && classes.isEmpty()) {
            return known.network();
        }
        if (input.isEmpty() || classes.isEmpty()) {
            throw new IllegalArgumentException(
                    "A published network takes both --input and --classes, or none of them.");
        }
        return known.network(shape(input.get()), classes.get());
    }

    private static Network designed(
            SpaceFile file, Optional<String> design, long seed, Optional<String> input, Optional<Integer> classes) {
        Genome genome = design.map(text -> Genome.fromJson(file.space(), text))
                .orElseGet(() -> file.space().sampleDesign(new RandomStreams(seed).stream(Purpose.SAMPLING)));
        return file.family().decode(genome, shape(input.orElse("1x28x28")), classes.orElse(10));
    }

    private static Shape shape(String text) {
        if (!text.matches("[0-9]{1,6}x[0-9]{1,6}x[0-9]{1,6}")) {
            throw new IllegalArgumentException(
                    "The input (%s) is not of the form CxHxW.%nMaybe 3x32x32.".formatted(text));
        }
        return new Shape(Arrays.stream(text.split("x")).map(Integer::valueOf).toList());
    }

    private static void print(NetworkSummary summary, PrintWriter out) {
        Table table = new Table(List.of("layer", "kind", "output", "parameters", "MACs"), List.of(2, 3, 4));
        for (NetworkSummary.Row row : summary.layers()) {
            table.add(row.name(), row.kind(), text(row.output()), row.parameters(), row.macs());
        }
        table.print(out);
        out.println();
        out.printf(
                Locale.ROOT,
                "%s: %,d layers, %,d parameters, %,d multiply-accumulates, %,d activation elements (%,d at a time)%n",
                summary.network(),
                summary.layers().size(),
                summary.parameters(),
                summary.macs(),
                summary.activationElements(),
                summary.peakActivationElements());
    }

    private static String text(Shape shape) {
        return String.join("x", shape.dimensions().stream().map(String::valueOf).toList());
    }

    private static Map<String, Object> described(NetworkSummary summary) {
        List<Map<String, Object>> layers = new ArrayList<>();
        for (NetworkSummary.Row row : summary.layers()) {
            Map<String, Object> layer = new LinkedHashMap<>();
            layer.put("name", row.name());
            layer.put("kind", row.kind());
            layer.put("reads", row.reads());
            layer.put("output", row.output().dimensions());
            layer.put("parameters", row.parameters());
            layer.put("macs", row.macs());
            layers.add(layer);
        }
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("network", summary.network());
        described.put("parameters", summary.parameters());
        described.put("macs", summary.macs());
        described.put("activation_elements", summary.activationElements());
        described.put("peak_activation_elements", summary.peakActivationElements());
        described.put("layers", layers);
        return described;
    }
}
