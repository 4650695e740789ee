package org.cosearch.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.cosearch.config.SpaceFile;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.cosearch.space.Condition;
import org.cosearch.space.Decision;
import org.cosearch.space.Genome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows architecture spaces and draws from them. */
@Command(name = "space", mixinStandardHelpOptions = true, description = "Show architecture spaces and draw from them.")
final class SpaceCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing: describe or sample.");
    }

    @Command(mixinStandardHelpOptions = true, description = "Print the size and the decisions of a space.")
    int describe(
            @Parameters(paramLabel = "SPACE", description = "Name in configs/spaces, or path of a .yaml file.")
                    String space,
            @Option(names = "--json", description = "Print JSON.") boolean json) {
        SpaceFile file = SpaceReference.read(space);
        List<Decision> decisions = file.space().decisions();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.of(described(file, decisions)));
            return ExitCode.OK;
        }
        out.println("family     " + file.family().name());
        out.println("designs    " + file.space().size());
        out.println("decisions  " + decisions.size());
        file.description().ifPresent(description -> out.printf("%n%s%n", description.strip()));
        out.println();
        Table table = new Table(List.of("decision", "domain", "only if"), List.of());
        decisions.forEach(decision -> table.add(decision.path(), decision.domain(), conditions(decision)));
        table.print(out);
        return ExitCode.OK;
    }

    private static String conditions(Decision decision) {
        return String.join(
                " and ", decision.conditions().stream().map(Condition::toString).toList());
    }

    private static Map<String, Object> described(SpaceFile file, List<Decision> decisions) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Decision decision : decisions) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("decision", decision.path());
            row.put("domain", decision.domain().toString());
            row.put(
                    "only_if",
                    decision.conditions().stream().map(Condition::toString).toList());
            rows.add(row);
        }
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("family", file.family().name());
        file.description().ifPresent(description -> described.put("description", description.strip()));
        described.put("finite", file.space().size().finite());
        described.put("designs", file.space().size().combinations());
        described.put("decisions", rows);
        return described;
    }

    @Command(mixinStandardHelpOptions = true, description = "Print random designs, one JSON object per line.")
    int sample(
            @Parameters(paramLabel = "SPACE", description = "Name in configs/spaces, or path of a .yaml file.")
                    String space,
            @Option(
                            names = {"-n", "--count"},
                            paramLabel = "COUNT",
                            defaultValue = "5",
                            description = "How many. Default: ${DEFAULT-VALUE}")
                    int count,
            @Option(
                            names = "--seed",
                            paramLabel = "SEED",
                            defaultValue = "1",
                            description = "The same seed gives the same designs. Default: ${DEFAULT-VALUE}")
                    long seed,
            @Option(
                            names = "--by-decision",
                            description = "Make each value of each decision equally likely, instead of each design.")
                    boolean byDecision) {
        if (count < 1) {
            throw new ParameterException(spec.commandLine(), "The count (%d) is below 1.".formatted(count));
        }
        SpaceFile file = SpaceReference.read(space);
        RandomGenerator random = new RandomStreams(seed).stream(Purpose.SAMPLING);
        PrintWriter out = spec.commandLine().getOut();
        for (int i = 0; i < count; i++) {
            Genome genome = byDecision
                    ? file.space().sampleDecisions(random)
                    : file.space().sampleDesign(random);
            out.println(genome.toJson());
        }
        return ExitCode.OK;
    }
}
