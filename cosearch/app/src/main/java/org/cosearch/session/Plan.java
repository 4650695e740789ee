package org.cosearch.session;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cosearch.codesign.HardwareEvaluator;
import org.cosearch.config.AccuracyConfig;
import org.cosearch.evaluate.Evaluator;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Spec;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.cosearch.space.Field;
import org.cosearch.space.Genome;
import org.cosearch.space.OneOf;
import org.cosearch.space.Option;
import org.cosearch.space.Product;
import org.cosearch.space.Repeat;
import org.cosearch.space.Space;
import org.cosearch.training.data.Dataset;
import org.cosearch.workload.Network;

/**
 * What a run file would do, without doing it: the sizes of its spaces, how each figure is obtained, and how long it may
 * take.
 *
 * <p>The time for costs is measured on a few random designs here and now; the time for training is from a rate that was
 * measured once, so it is rough.
 *
 * @param lines the plan, for people
 * @param estimate of the wall time
 */
public record Plan(String name, List<String> lines, Duration estimate) {

    private static final int SAMPLE = 400;

    private static final int NETWORKS_SAMPLED = 40;

    // Rates of one core of a server of 2026 (AMD EPYC), from 15 networks of 0.26 to 0.92 million multiply-accumulates.

    /** Building and starting a graph, and the share of a worker's start. */
    private static final double SECONDS_PER_TRAINING = 1.0;

    /** Training on one image once … */
    private static final double SECONDS_PER_IMAGE = 2e-5;

    /** … and so much more for each million multiply-accumulates of the network. */
    private static final double SECONDS_PER_IMAGE_AND_MEGAMAC = 2e-4;

    public Plan {
        lines = List.copyOf(lines);
    }

    /**
     * Reads and checks all that the run reads, data sets included.
     *
     * @throws org.cosearch.yaml.YamlException if something is refused
     */
    public static Plan of(Path runFile) throws IOException, InterruptedException {
        RunInputs inputs = RunInputs.read(runFile);
        return new Planner(Blueprint.of(inputs.run()), inputs).plan();
    }

    private static final class Planner {
        private final Blueprint blueprint;
        private final RunInputs inputs;
        private final List<String> lines = new ArrayList<>();

        Planner(Blueprint blueprint, RunInputs inputs) {
            this.blueprint = blueprint;
            this.inputs = inputs;
        }

        Plan plan() throws InterruptedException {
            spaces();
            goals();
            double seconds = costs() + trainings();
            Duration estimate = Duration.ofMillis(Math.round(seconds * 1000));
            lines.add("Time: about %d min %02d s with %d workers"
                    .formatted(estimate.toMinutes(), estimate.toSecondsPart(), workers()));
            return new Plan(blueprint.config().name(), lines, estimate);
        }

        private void spaces() {
            Space joint = blueprint.codec().space();
            lines.add("Designs: %s".formatted(count(joint)));
            for (Field block : ((Product) joint).fields()) {
                if (block.space() instanceof OneOf choice) {
                    accelerators(choice);
                } else if (block.space() instanceof Repeat chip) {
                    lines.add("  chips of %d to %d sub-accelerators, what they ask for cut to the totals: %s"
                            .formatted(chip.min(), chip.max(), count(chip)));
                    accelerators((OneOf) chip.body());
                } else if (block.space() instanceof Product networks) {
                    for (int i = 0; i < networks.fields().size(); i++) {
                        lines.add("  network %s (%s): %s"
                                .formatted(
                                        networks.fields().get(i).name(),
                                        inputs.run().networks().get(i).config().space(),
                                        count(networks.fields().get(i).space())));
                    }
                }
            }
        }

        private void accelerators(OneOf choice) {
            for (Option option : choice.options()) {
                lines.add("  accelerator %s: %s".formatted(option.label(), count(option.space())));
            }
        }

        private void goals() {
            lines.add("Objectives: "
                    + blueprint.problem().objectives().stream()
                            .map(Object::toString)
                            .collect(Collectors.joining(", ")));
            List<Spec> specs = blueprint.problem().specs();
            lines.add("Specs: "
                    + (specs.isEmpty()
                            ? "none"
                            : specs.stream().map(Object::toString).collect(Collectors.joining(", "))));
            lines.add("Simulated for every design: "
                    + HardwareEvaluator.metrics(blueprint.taskNames()).stream()
                            .filter(metric ->
                                    !(blueprint.latency().any() && metric.name().startsWith(Metric.LATENCY_MS.name())))
                            .map(Metric::name)
                            .collect(Collectors.joining(", ")));
            blueprint
                    .latency()
                    .tasks()
                    .forEach(task -> lines.add(
                            "Predicted for every design: latency of %s on %s".formatted(task.name(), task.device())));
        }

        /** Seconds on the wall for the costs of all designs, those of the baselines included. */
        private double costs() throws InterruptedException {
            RandomGenerator random = new RandomStreams(blueprint.config().seed()).stream(Purpose.SAMPLING);
            List<Genome> designs = new ArrayList<>();
            for (int i = 0; i < SAMPLE; i++) {
                designs.add(blueprint.codec().space().sampleDecisions(random));
            }
            Evaluator<Genome> hardware = Evaluation.hardware(blueprint, blueprint.chipCosts(Session.costModel()));
            List<Outcome> warm = hardware.evaluate(designs.subList(0, SAMPLE / 2));
            long start = System.nanoTime();
            List<Outcome> timed = hardware.evaluate(designs.subList(SAMPLE / 2, SAMPLE));
            double each = (System.nanoTime() - start) / 1e9 / timed.size();
            long fitting = Stream.concat(warm.stream(), timed.stream())
                    .filter(outcome -> outcome instanceof Outcome.Scored scored
                            && blueprint.problem().violation(scored.scores()) == 0)
                    .count();
            lines.add("Of %d random designs, %d meet the specs that need no training".formatted(SAMPLE, fitting));
            long evaluations = blueprint.config().budget().evaluations();
            long compared = blueprint
                    .config()
                    .baseline()
                    .map(baseline -> (1L + baseline.strategies().size()) * baseline.seeds() * evaluations)
                    .orElse(0L);
            lines.add("Costed: %,d designs, and %,d for the baselines; %.1f ms each on one core"
                    .formatted(evaluations, compared, each * 1000));
            return each * (evaluations + compared) / workers();
        }

        /** Seconds on the wall for all trainings. */
        private double trainings() {
            if (!blueprint.trains()) {
                lines.add("Trained: nothing, for no objective and no spec is about accuracy");
                return 0;
            }
            double seconds = 0;
            RandomGenerator random = new RandomStreams(blueprint.config().seed()).stream(Purpose.SAMPLING, 1);
            for (int i = 0; i < blueprint.tasks().size(); i++) {
                Blueprint.Task task = blueprint.tasks().get(i);
                AccuracyConfig.Training recipe = (AccuracyConfig.Training) task.accuracy();
                Dataset data = task.data().load();
                double megamacs = 0;
                for (int k = 0; k < NETWORKS_SAMPLED; k++) {
                    Network network = blueprint
                            .codec()
                            .decode(blueprint.codec().space().sampleDecisions(random))
                            .networks()
                            .get(i);
                    megamacs += network.macs() * 1e-6 / NETWORKS_SAMPLED;
                }
                int networks = blueprint.config().budget().networks();
                lines.add(
                        "Trained: at most %d networks for %s, %d epochs of %,d images of %s, scored on %,d others by the %s"
                                .formatted(
                                        networks,
                                        task.name(),
                                        recipe.epochs(),
                                        data.training().size(),
                                        data.name(),
                                        data.validation().size(),
                                        task.data().dataset().accuracy()));
                double images = (double) recipe.epochs() * data.training().size();
                seconds += networks
                        * (SECONDS_PER_TRAINING
                                + images * (SECONDS_PER_IMAGE + SECONDS_PER_IMAGE_AND_MEGAMAC * megamacs));
            }
            return seconds / Math.min(workers(), Runtime.getRuntime().availableProcessors());
        }

        private int workers() {
            return blueprint.config().execution().workers().orElseGet(Runtime.getRuntime()::availableProcessors);
        }

        private static String count(Space space) {
            return space.size().finite()
                    ? String.format(Locale.ROOT, "%,d", space.size().count())
                    : "infinitely many";
        }
    }
}
