package org.cosearch.session;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.cosearch.accelerator.cost.InputCounts;
import org.cosearch.accelerator.mapping.LayerByLayerCostModel;
import org.cosearch.accelerator.mapping.MemoMapper;
import org.cosearch.accelerator.mapping.TilingMapper;
import org.cosearch.accelerator.systolic.SystolicCost;
import org.cosearch.codesign.DesignCodec;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Scores;
import org.cosearch.evaluate.Trial;
import org.cosearch.hardware.NetworkCostModel;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.cosearch.report.Convergence;
import org.cosearch.report.Provenance;
import org.cosearch.report.ReportFiles;
import org.cosearch.report.RunReport;
import org.cosearch.run.Budget;
import org.cosearch.run.Journal;
import org.cosearch.run.Run;
import org.cosearch.run.RunListener;
import org.cosearch.space.Codec;
import org.cosearch.space.Genome;

/**
 * One run in its folder, from its inputs to its report.
 *
 * <p>{@link #begin} makes the folder of a new run and {@link #reopen} finds that of an old one; {@link #execute} then
 * does whatever is left to do: a finished run is replayed from its journal and its report written again.
 */
public final class Session {

    private static final int MAPPINGS_KEPT = 50_000;

    private final RunFolder folder;
    private final RunInputs inputs;
    private final Blueprint blueprint;
    private final InstantSource clock;

    /** Sees how a run gets on. */
    public interface Watcher {

        /** The search begins. */
        RunListener searching(Problem problem, long evaluations);

        /** A network of that task was trained; called by one thread at a time. */
        void trained(String task, double accuracyPercent);

        /** So many evaluations of the baselines are done. */
        void comparing(long evaluations, long all);
    }

    /** What came of a run. */
    public record Ended(Path folder, Run.End end, RunReport report, ReportFiles files) {}

    private Session(RunFolder folder, RunInputs inputs, Blueprint blueprint, InstantSource clock) {
        this.folder = folder;
        this.inputs = inputs;
        this.blueprint = blueprint;
        this.clock = clock;
    }

    /**
     * Makes the folder of a new run.
     *
     * @param folderOf the folder of a run of that name
     * @throws org.cosearch.yaml.YamlException if the run file or what it names is refused; then there is no folder
     * @throws IOException if the folder is there already, or cannot be made
     */
    public static Session begin(Path runFile, Function<String, Path> folderOf, InstantSource clock) throws IOException {
        RunInputs inputs = RunInputs.read(runFile);
        Blueprint blueprint = Blueprint.of(inputs.run());
        RunFolder fresh = RunFolder.fresh(folderOf.apply(inputs.run().config().name()));
        inputs.save(fresh);
        return new Session(fresh, inputs, blueprint, clock);
    }

    /**
     * Finds the folder of a run that was begun.
     *
     * @throws IOException if it is none
     */
    public static Session reopen(Path folder, InstantSource clock) throws IOException {
        RunFolder existing = RunFolder.existing(folder);
        RunInputs inputs = RunInputs.saved(existing);
        return new Session(existing, inputs, Blueprint.of(inputs.run()), clock);
    }

    /** The cost model of runs: each layer mapped once on each accelerator, counted as Timeloop does. */
    static NetworkCostModel costModel() {
        return new LayerByLayerCostModel(
                new MemoMapper(SystolicCost.of(new TilingMapper(InputCounts.TIMELOOP)), MAPPINGS_KEPT));
    }

    /** The name of the run. */
    public String name() {
        return blueprint.config().name();
    }

    /** Where all its files are. */
    public Path folder() {
        return folder.path();
    }

    /**
     * Searches until the budget is spent or the calling thread is interrupted, then writes the report.
     *
     * @param workers designs evaluated at a time; those of the run file if empty
     */
    public Ended execute(OptionalInt workers, Watcher watcher) throws IOException {
        NetworkCostModel costs = costModel();
        int parallel = workers.orElseGet(
                () -> blueprint.config().execution().workers().orElseGet(Runtime.getRuntime()::availableProcessors));
        Files.createDirectories(folder.logs());
        try (Evaluation evaluation = Evaluation.of(blueprint, blueprint.chipCosts(costs), parallel, folder, watcher)) {
            Run.Result result = search(evaluation, watcher);
            Convergence convergence = compare(evaluation, result, watcher);
            RunReport report = report(result.trials(), status(result.end()), convergence, costs);
            return new Ended(folder.path(), result.end(), report, ReportFiles.write(report, folder.path()));
        }
    }

    /** Writes the report of what the journal holds, without searching on and without baselines. */
    public Ended report() throws IOException {
        NetworkCostModel costs = costModel();
        List<Trial> trials = Journal.read(
                folder.journal(), inputs.sha256(), blueprint.codec().space());
        boolean done = trials.size() >= blueprint.config().budget().evaluations();
        RunReport report = report(
                trials,
                done ? RunReport.Status.FINISHED : RunReport.Status.RUNNING,
                comparison(trials, List.of()),
                costs);
        return new Ended(
                folder.path(),
                done ? Run.End.EVALUATIONS : Run.End.STOPPED,
                report,
                ReportFiles.write(report, folder.path()));
    }

    private Run.Result search(Evaluation evaluation, Watcher watcher) throws IOException {
        WallTimes times = WallTimes.open(folder.times(), clock);
        Budget budget = new Budget(
                blueprint.config().budget().evaluations(),
                blueprint
                        .config()
                        .budget()
                        .wallMinutes()
                        .map(minutes -> Duration.ofMillis(Math.round(minutes * 60_000))));
        RunListener seen = watcher.searching(blueprint.problem(), budget.evaluations());
        Run<?> run = new Run<>(
                Codec.of(blueprint.codec().space(), genome -> genome),
                evaluation.designs(),
                budget,
                blueprint.batch(),
                (batch, replayed) -> {
                    times.told(batch, replayed);
                    seen.told(batch, replayed);
                },
                clock,
                times.before());
        try (Journal journal = Journal.open(
                folder.journal(), inputs.sha256(), blueprint.codec().space())) {
            return run.execute(
                    blueprint.strategy(
                            blueprint.problem(),
                            new RandomStreams(blueprint.config().seed()).stream(Purpose.SEARCH)),
                    journal);
        }
    }

    private Convergence compare(Evaluation evaluation, Run.Result result, Watcher watcher) throws IOException {
        Optional<Problem> problem = blueprint.comparedProblem();
        if (problem.isEmpty()) {
            return Convergence.NONE;
        }
        List<HardwareComparison.Group> baselines = List.of();
        if (result.end() != Run.End.STOPPED) {
            try {
                baselines = new Baselines(blueprint, problem.get(), evaluation.compared(), clock)
                        .run(result.trials().size(), watcher::comparing);
            } catch (InterruptedException stop) {
                // the search is done: its report says that the baselines are not
                baselines = List.of();
            }
        }
        return comparison(result.trials(), baselines);
    }

    private Convergence comparison(List<Trial> trials, List<HardwareComparison.Group> baselines) throws IOException {
        Optional<Problem> problem = blueprint.comparedProblem();
        if (problem.isEmpty()) {
            return Convergence.NONE;
        }
        return HardwareComparison.of(problem.get(), own(trials, WallTimes.read(folder.times())), baselines);
    }

    private HardwareComparison.Group own(List<Trial> trials, List<WallTimes.Mark> marks) {
        List<Trial> compared = blueprint.comparesCapacity()
                ? trials.stream().map(this::withCapacity).toList()
                : trials;
        return new HardwareComparison.Group(
                Convergence.Method.Kind.THIS_RUN,
                "this run",
                List.of(new HardwareComparison.Search(blueprint.config().seed(), compared, compared.size(), marks)));
    }

    private Trial withCapacity(Trial trial) {
        if (!(trial.outcome() instanceof Outcome.Scored scored)) {
            return trial;
        }
        Genome networks = trial.genome().at(DesignCodec.NETWORKS);
        Figure capacity = blueprint.capacity().figure(blueprint.networks().decode(networks));
        return new Trial(
                trial.id(), trial.genome(), new Outcome.Scored(scored.scores().and(Scores.of(capacity))));
    }

    private RunReport report(
            List<Trial> trials, RunReport.Status status, Convergence convergence, NetworkCostModel costs)
            throws IOException {
        Map<String, TrainingLog.Entry> trainings = new TrainingLog(folder.trainings()).entries();
        List<WallTimes.Mark> marks = WallTimes.read(folder.times());
        double wallSeconds = marks.isEmpty() ? 0 : marks.get(marks.size() - 1).wallSeconds();
        Surroundings here = Surroundings.here();
        Instant started = Files.getLastModifiedTime(RunInputs.runFile(folder)).toInstant();
        Provenance provenance = new Provenance(
                inputs.text(),
                inputs.sha256(),
                blueprint.config().seed(),
                here.gitCommit(),
                here.version(),
                here.javaVersion(),
                blueprint.trains() ? here.tensorFlowVersion() : "not used",
                here.operatingSystem(),
                here.cpu(),
                here.cores(),
                Reporter.dataSets(trainings),
                started,
                clock.instant(),
                wallSeconds,
                "bin/cosearch run " + RunInputs.runFile(folder));
        // a training keeps one thread busy
        double cpuSeconds = trainings.values().stream()
                        .mapToDouble(TrainingLog.Entry::seconds)
                        .sum()
                + processCpuSeconds();
        DesignSheets sheets = new DesignSheets(blueprint, costs, blueprint.chipCosts(costs), trainings);
        return new Reporter(blueprint, sheets, provenance, cpuSeconds).report(trials, status, convergence);
    }

    private static double processCpuSeconds() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime() * 1e-9
                : 0;
    }

    private static RunReport.Status status(Run.End end) {
        return switch (end) {
            case EVALUATIONS, EXHAUSTED -> RunReport.Status.FINISHED;
            case WALL_TIME -> RunReport.Status.STOPPED_BY_BUDGET;
            case STOPPED -> RunReport.Status.INTERRUPTED;
        };
    }
}
