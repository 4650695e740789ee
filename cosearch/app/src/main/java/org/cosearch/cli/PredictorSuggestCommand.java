package org.cosearch.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.cosearch.latency.bundle.PredictorBundle;
import org.cosearch.latency.data.LabTables;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.MetaLearner;
import org.cosearch.random.Purpose;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says which architectures to measure next on a new device. */
@Command(
        name = "suggest",
        mixinStandardHelpOptions = true,
        description = "Print the indices of the architectures to measure next, most telling first.")
final class PredictorSuggestCommand extends LabCommand {

    @Option(
            names = "--measured",
            paramLabel = "CSV",
            description = "What is measured already: column index, and with a column latency_ms the choice goes by what"
                    + " the measurements say.")
    private Optional<Path> measured = Optional.empty();

    @Option(
            names = {"-n", "--count"},
            paramLabel = "COUNT",
            defaultValue = "20",
            description = "How many. Default: ${DEFAULT-VALUE}")
    private int count;

    @Mixin
    private final SeedOption seed = new SeedOption();

    @Override
    public Integer call() throws IOException {
        PredictorBundle bundle = lab.bundle();
        Map<Integer, Architecture> all = lab.architectures(bundle);
        Map<Architecture, Integer> indices = new HashMap<>();
        all.forEach((index, architecture) -> indices.putIfAbsent(architecture, index));
        RandomGenerator random = seed.streams().stream(Purpose.MEASUREMENT);
        PrintWriter out = spec.commandLine().getOut();
        next(bundle.learner(), all, random).forEach(architecture -> out.println(indices.get(architecture)));
        return ExitCode.OK;
    }

    private List<Architecture> next(MetaLearner learner, Map<Integer, Architecture> all, RandomGenerator random) {
        List<Architecture> from = List.copyOf(all.values());
        if (measured.isPresent() && LabTables.hasLatencies(measured.get())) {
            return learner.suggestNext(from, LabTables.measurements(measured.get(), all), count, random);
        }
        List<Architecture> known = new ArrayList<>();
        if (measured.isPresent()) {
            known.addAll(LabTables.chosen(measured.get(), all));
        }
        return learner.suggest(from, known, count, random);
    }
}
