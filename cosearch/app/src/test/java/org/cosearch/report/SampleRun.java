package org.cosearch.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Origin;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Scores;
import org.cosearch.evaluate.Spec;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.cosearch.report.Convergence.Method;
import org.cosearch.report.Convergence.Point;
import org.cosearch.report.Convergence.Replicate;
import org.cosearch.report.DesignSheet.AcceleratorSheet;
import org.cosearch.report.DesignSheet.EpochPoint;
import org.cosearch.report.DesignSheet.LayerRow;
import org.cosearch.report.DesignSheet.LevelRow;
import org.cosearch.report.DesignSheet.NetworkSheet;
import org.cosearch.report.DesignSheet.ScheduledLayer;
import org.cosearch.report.DesignSheet.TrainingSheet;

/**
 * Invented runs that look like real ones: a co-design of a small convolutional network and an accelerator, with
 * formulas simple enough to be seen through. Same seed, same run.
 */
final class SampleRun {

    static final Problem PROBLEM = new Problem(
            List.of(
                    Objective.maximize(Metric.ACCURACY_PERCENT),
                    Objective.minimize(Metric.LATENCY_MS),
                    Objective.minimize(Metric.ENERGY_MJ),
                    Objective.minimize(Metric.AREA_MM2)),
            List.of(Spec.atMost(Metric.LATENCY_MS, 1.0), Spec.atMost(Metric.AREA_MM2, 4.0)));

    private static final double[] IDEAL = {95, 0.01, 0.01, 0.5};
    private static final double[] NADIR = {60, 1.0, 1.0, 4.0};
    private static final int HYPERVOLUME_SAMPLES = 4_000;

    private SampleRun() {}

    /** A network of {@code depth} layers of {@code width} channels on {@code pes} PEs and a buffer. */
    private record Chip(String template, int pes, int bufferKib, int depth, int width, int kernel) {

        static Chip random(RandomGenerator random) {
            return new Chip(
                    List.of("nvdla", "shidiannao", "eyeriss").get(random.nextInt(3)),
                    32 * (1 + random.nextInt(32)),
                    64 << random.nextInt(4),
                    2 + random.nextInt(7),
                    8 << random.nextInt(4),
                    3 + 2 * random.nextInt(2));
        }

        Chip step(RandomGenerator random) {
            Chip other = random(random);
            return switch (random.nextInt(5)) {
                case 0 -> new Chip(other.template, pes, bufferKib, depth, width, kernel);
                case 1 -> new Chip(template, other.pes, bufferKib, depth, width, kernel);
                case 2 -> new Chip(template, pes, other.bufferKib, depth, width, kernel);
                case 3 -> new Chip(template, pes, bufferKib, other.depth, width, kernel);
                default -> new Chip(template, pes, bufferKib, depth, other.width, other.kernel);
            };
        }

        long macs() {
            return (long) depth * width * width * kernel * kernel * 14 * 14;
        }

        double utilization() {
            double match =
                    template.equals("nvdla") ? Math.min(1, width / 32.0) : template.equals("eyeriss") ? 0.8 : 0.7;
            return match / (1 + pes / 900.0) / mismatch();
        }

        /** The price of a buffer and of PEs that do not suit the network. */
        double mismatch() {
            double tile = width * width * kernel * kernel / 1024.0;
            return 1
                    + 0.35 * Math.abs(Math.log(bufferKib / 128.0 / tile))
                    + 0.2 * Math.abs(Math.log(pes / (8.0 * width)));
        }

        double latencyMs() {
            return macs() / (pes * utilization() * 20e3);
        }

        double energyMillijoules() {
            return macs()
                    * (4.6 + 1200.0 / bufferKib / kernel)
                    * 1e-9
                    * mismatch()
                    * (template.equals("eyeriss") ? 0.9 : 1.1);
        }

        double areaSquareMillimeters() {
            return 0.2 + pes * 0.0021 + bufferKib * 0.0052;
        }

        double accuracyPercent(RandomGenerator random) {
            return 92.5 - 30 / Math.log(2 + macs() / 40_000.0) - 1.5 / depth + 0.25 * random.nextGaussian();
        }

        String label() {
            return "%s %d PEs, %d KiB, %d × %d channels".formatted(template, pes, bufferKib, depth, width);
        }

        List<Fact> facts() {
            List<Fact> facts = new ArrayList<>(List.of(
                    new Fact("chip.template", template),
                    new Fact("chip.pes", Integer.toString(pes)),
                    new Fact("chip.global_buffer_kib", Integer.toString(bufferKib)),
                    new Fact("net.depth", Integer.toString(depth)),
                    new Fact("net.width", Integer.toString(width)),
                    new Fact("net.kernel", Integer.toString(kernel))));
            if (template.equals("nvdla")) {
                facts.add(new Fact("chip.nvdla.atomic_k", Integer.toString(Math.min(pes / 4, 64))));
            }
            return facts;
        }
    }

    /** A run of {@code evaluations} random or evolved designs with baselines of {@code seeds} seeds. */
    static RunReport of(long seed, int evaluations, int seeds) {
        Trace own = Trace.evolved(seed, evaluations);
        Set<Long> front = own.front();
        List<DesignSheet> sheets = own.trials.stream()
                .filter(trial -> front.contains(trial.id()))
                .map(trial -> sheet(trial, own.chips.get((int) trial.id())))
                .toList();
        List<Replicate> random = new ArrayList<>();
        List<Replicate> successive = new ArrayList<>();
        for (int i = 0; i < seeds; i++) {
            random.add(Trace.random(100 + i, evaluations).replicate(100 + i, 1.0));
            successive.add(Trace.evolved(200 + i, Math.max(1, evaluations / 3)).replicate(200 + i, 2.9));
        }
        Convergence convergence = new Convergence(
                List.of(0, 1, 2, 3).stream()
                        .map(i ->
                                new Convergence.Axis(PROBLEM.objectives().get(i).metric(), IDEAL[i], NADIR[i], 1.0))
                        .toList(),
                "Ideal and nadir were chosen before the run: fixed bounds of each objective, the same for all methods.",
                new Method(Method.Kind.THIS_RUN, "this run (NSGA-II)", List.of(own.replicate(seed, 1.1))),
                seeds == 0
                        ? List.of()
                        : List.of(
                                new Method(Method.Kind.RANDOM_SEARCH, "random search", random),
                                new Method(
                                        Method.Kind.SUCCESSIVE_SEARCH, "architecture first, then chip", successive)));
        String config =
                "name: fashion-two-chips\nseed: %d\nsearch: {strategy: nsga2, population: 40}\n".formatted(seed);
        return new RunReport(
                "fashion-two-chips",
                "Searches small convolutional networks for Fashion-MNIST together with one of three dataflow templates "
                        + "in 45 nm, under 1 ms and 4 mm².",
                RunReport.Status.FINISHED,
                PROBLEM,
                own.trials,
                front,
                sheets,
                convergence,
                new Effort(evaluations / 5, evaluations / 7, evaluations / 7 * 2L, 0, 0, evaluations * 1.9),
                Map.of(
                        Check.HARDWARE,
                        new Evidence.Done("analytical cost model 1, technology cmos-45nm, 200 MHz, batch 1"),
                        Check.SPACE,
                        new Evidence.Done("3 × 32 × 4 × 7 × 4 × 2 = 21,504 designs"),
                        Check.SUPERNET_RANDOM_SEARCH,
                        new Evidence.NotApplicable("no weights are shared"),
                        Check.EVALUATION_LOG,
                        new Evidence.Done("journal.jsonl")),
                new Provenance(
                        config,
                        sha256(config),
                        seed,
                        "4f2c9d1e8b7a6f5e4d3c2b1a09f8e7d6c5b4a392",
                        "0.1.0",
                        "17.0.15 (Debian OpenJDK)",
                        "not used",
                        "Linux 6.1 amd64",
                        "a CPU of the sample",
                        2,
                        List.of(new Provenance.DataSet("train-images-idx3-ubyte.gz", sha256("sample"))),
                        Instant.parse("2026-01-02T03:04:05Z"),
                        Instant.parse("2026-01-02T03:13:46Z"),
                        581.3,
                        "bin/cosearch run configs/runs/fashion-two-chips.yaml --out runs/fashion-two-chips"));
    }

    /** A run with one objective and no specs of which nothing is known yet. */
    static RunReport begun() {
        RunReport any = of(1, 1, 0);
        return new RunReport(
                any.name(),
                "",
                RunReport.Status.RUNNING,
                new Problem(List.of(Objective.minimize(Metric.LATENCY_MS)), List.of()),
                List.of(),
                Set.of(),
                List.of(),
                Convergence.NONE,
                new Effort(0, 0, 0, 0, 0, 0),
                Map.of(),
                any.provenance());
    }

    /** Designs in the order of evaluation, and the share of the reference box that they dominate. */
    private record Trace(List<Chip> chips, List<ReportedTrial> trials, List<Double> hypervolumes) {

        static Trace random(long seed, int evaluations) {
            return run(seed, evaluations, false);
        }

        static Trace evolved(long seed, int evaluations) {
            return run(seed, evaluations, true);
        }

        private static Trace run(long seed, int evaluations, boolean evolve) {
            RandomGenerator random = new RandomStreams(seed).stream(Purpose.SEARCH);
            RandomGenerator fixed = new RandomStreams(7).stream(Purpose.SAMPLING);
            double[][] samples = new double[HYPERVOLUME_SAMPLES][];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = fixed.doubles(4).toArray();
            }
            int dominated = 0;
            Trace trace = new Trace(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            List<Chip> parents = new ArrayList<>();
            for (int id = 0; id < evaluations; id++) {
                Chip chip = evolve && parents.size() > 10 && random.nextInt(5) > 0
                        ? parents.get(random.nextInt(parents.size())).step(random)
                        : Chip.random(random);
                Outcome outcome = outcome(chip, random);
                trace.chips.add(chip);
                trace.trials.add(new ReportedTrial(id, chip.label(), chip.facts(), outcome));
                if (PROBLEM.feasible(outcome) && outcome instanceof Outcome.Scored scored) {
                    double[] point = normalised(scored.scores());
                    int before = dominated;
                    for (int i = 0; i < samples.length; i++) {
                        if (samples[i].length > 0 && dominates(point, samples[i])) {
                            samples[i] = new double[0];
                            dominated++;
                        }
                    }
                    if (dominated > before) {
                        parents.add(chip);
                    }
                }
                trace.hypervolumes.add(dominated / (double) HYPERVOLUME_SAMPLES);
            }
            return trace;
        }

        private static Outcome outcome(Chip chip, RandomGenerator random) {
            if (random.nextInt(300) == 0) {
                return new Outcome.Failed("The training process ended with code 137.");
            }
            Scores cheap = Scores.of(
                    Figure.of(Metric.LATENCY_MS, chip.latencyMs(), Origin.SIMULATED),
                    Figure.of(Metric.ENERGY_MJ, chip.energyMillijoules(), Origin.SIMULATED),
                    Figure.of(Metric.AREA_MM2, chip.areaSquareMillimeters(), Origin.SIMULATED),
                    Figure.of(Metric.MACS_M, chip.macs() / 1e6, Origin.COUNTED));
            double accuracy = chip.accuracyPercent(random);
            if (chip.latencyMs() > 10) {
                return new Outcome.Rejected(cheap, PROBLEM.specs().get(0).toString());
            }
            return new Outcome.Scored(
                    cheap.and(Scores.of(new Figure(Metric.ACCURACY_PERCENT, accuracy, Origin.TRAINED, 0.28))));
        }

        private static double[] normalised(Scores scores) {
            double[] point = new double[IDEAL.length];
            for (int i = 0; i < point.length; i++) {
                double value = scores.value(PROBLEM.objectives().get(i).metric());
                point[i] = (value - IDEAL[i]) / (NADIR[i] - IDEAL[i]);
            }
            return point;
        }

        Set<Long> front() {
            Set<Long> front = new HashSet<>();
            List<ReportedTrial> feasible = trials.stream()
                    .filter(trial -> PROBLEM.feasible(trial.outcome()))
                    .toList();
            List<double[]> costs = feasible.stream()
                    .map(trial -> PROBLEM.costs(trial.scores()))
                    .toList();
            for (int i = 0; i < costs.size(); i++) {
                double[] mine = costs.get(i);
                if (costs.stream().noneMatch(other -> other != mine && dominates(other, mine))) {
                    front.add(feasible.get(i).id());
                }
            }
            return front;
        }

        private static boolean dominates(double[] a, double[] b) {
            for (int i = 0; i < a.length; i++) {
                if (a[i] > b[i]) {
                    return false;
                }
            }
            return true;
        }

        Replicate replicate(long seed, double secondsPerEvaluation) {
            List<Point> curve = new ArrayList<>();
            for (int i = 0; i < hypervolumes.size(); i++) {
                boolean last = i + 1 == hypervolumes.size();
                if (last || i == 0 || hypervolumes.get(i) > hypervolumes.get(i - 1)) {
                    long evaluations = secondsPerEvaluation > 2 ? 3L * (i + 1) : i + 1;
                    curve.add(new Point(evaluations, 0.29 * secondsPerEvaluation * (i + 1), hypervolumes.get(i)));
                }
            }
            return new Replicate(seed, curve);
        }
    }

    private static DesignSheet sheet(ReportedTrial trial, Chip chip) {
        List<LayerRow> layers = new ArrayList<>();
        for (int i = 0; i < chip.depth; i++) {
            long macs = chip.macs() / chip.depth;
            layers.add(new LayerRow(
                    "stage%d.conv".formatted(i),
                    "conv2d",
                    "%d×14×14".formatted(i == 0 ? 1 : chip.width),
                    "%d×14×14".formatted(chip.width),
                    (long) chip.width * chip.width * chip.kernel * chip.kernel,
                    macs,
                    Math.ceil(macs / (chip.pes * chip.utilization())),
                    chip.latencyMs() / chip.depth,
                    chip.energyMillijoules() / chip.depth,
                    chip.utilization(),
                    i % 3 == 0 ? "dram bandwidth" : "compute",
                    chip.template,
                    "simulated: best of 1 200 mappings"));
            layers.add(new LayerRow(
                    "stage%d.relu".formatted(i),
                    "activation",
                    "%d×14×14".formatted(chip.width),
                    "%d×14×14".formatted(chip.width),
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    "–",
                    chip.template,
                    "fused into the convolution"));
        }
        List<EpochPoint> curve = new ArrayList<>();
        double accuracy = trial.scores().value(Metric.ACCURACY_PERCENT);
        for (int epoch = 1; epoch <= 8; epoch++) {
            curve.add(new EpochPoint(epoch, 1.6 / epoch + 0.2, accuracy - 12.0 / epoch + 1.5));
        }
        return new DesignSheet(
                trial.id(),
                List.of(new NetworkSheet(
                        "classifier",
                        layers,
                        Scores.of(
                                Figure.of(Metric.MACS_M, chip.macs() / 1e6, Origin.COUNTED),
                                Figure.of(Metric.LATENCY_MS, chip.latencyMs(), Origin.SIMULATED)))),
                List.of(new AcceleratorSheet(
                        chip.template + "-1",
                        List.of(
                                new Fact("template", chip.template),
                                new Fact("PEs", Integer.toString(chip.pes)),
                                new Fact("clock_mhz", "200"),
                                new Fact("technology", "cmos-45nm"),
                                new Fact("modelled", "MACs, storage, NoC hops; not the clock tree")),
                        List.of(
                                new LevelRow(
                                        "dram",
                                        "all",
                                        1,
                                        OptionalLong.empty(),
                                        OptionalDouble.of(8),
                                        OptionalDouble.empty(),
                                        16,
                                        200,
                                        200),
                                new LevelRow(
                                        "global buffer",
                                        "weights, inputs, outputs",
                                        1,
                                        OptionalLong.of(chip.bufferKib * 1024L),
                                        OptionalDouble.of(32),
                                        OptionalDouble.of(chip.bufferKib * 0.0052),
                                        16,
                                        6.1,
                                        6.4),
                                new LevelRow(
                                        "register file",
                                        "weights",
                                        chip.pes,
                                        OptionalLong.of(512),
                                        OptionalDouble.empty(),
                                        OptionalDouble.of(chip.pes * 0.0009),
                                        16,
                                        0.96,
                                        0.96)),
                        chip.areaSquareMillimeters())),
                schedule(layers, chip.template + "-1"),
                List.of(new TrainingSheet("classifier", "fashion-mnist", 8, 8 * 55_000L, 93.4, curve)));
    }

    /** Layer after layer on one accelerator. */
    private static List<ScheduledLayer> schedule(List<LayerRow> layers, String accelerator) {
        List<ScheduledLayer> schedule = new ArrayList<>();
        double ms = 0;
        for (LayerRow layer : layers) {
            if (layer.cycles() > 0) {
                schedule.add(new ScheduledLayer("classifier", layer.layer(), accelerator, ms, ms + layer.latencyMs()));
                ms += layer.latencyMs();
            }
        }
        return schedule;
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Writes a report to look at: {@code <folder> <evaluations>}. */
    public static void main(String[] arguments) throws IOException {
        RunReport report = of(1, Integer.parseInt(arguments[1]), 5);
        ReportFiles files = ReportFiles.write(report, Path.of(arguments[0]));
        System.out.print(Summary.of(report, files.page()));
    }
}
