package org.cosearch.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.cosearch.accelerator.schedule.ScheduledCostModel;
import org.cosearch.accelerator.schedule.Scheduler;
import org.cosearch.accelerator.template.Chips;
import org.cosearch.accelerator.template.Technology;
import org.cosearch.accelerator.template.TemplateRanges;
import org.cosearch.accelerator.template.Templates;
import org.cosearch.codesign.CapacityEvaluator;
import org.cosearch.codesign.Design;
import org.cosearch.codesign.DesignCodec;
import org.cosearch.codesign.HardwareEvaluator;
import org.cosearch.config.AcceleratorConfig;
import org.cosearch.config.AccuracyConfig;
import org.cosearch.config.BaselineConfig;
import org.cosearch.config.DatasetConfig;
import org.cosearch.config.ResourceRanges;
import org.cosearch.config.RunConfig;
import org.cosearch.config.RunFile;
import org.cosearch.config.SearchConfig;
import org.cosearch.config.SubAcceleratorCount;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Spec;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.AcceleratorTemplate;
import org.cosearch.hardware.Chip;
import org.cosearch.hardware.ChipCostModel;
import org.cosearch.hardware.NetworkCostModel;
import org.cosearch.search.Crossover;
import org.cosearch.search.Proposals;
import org.cosearch.search.RandomSearch;
import org.cosearch.search.SearchStrategy;
import org.cosearch.search.TypedProposals;
import org.cosearch.space.Codec;
import org.cosearch.space.Space;
import org.cosearch.training.data.DatasetReference;
import org.cosearch.training.recipe.Augmentation;
import org.cosearch.training.recipe.Optimizer;
import org.cosearch.training.recipe.Recipe;
import org.cosearch.workload.Network;

/**
 * What a run file means before anything is evaluated: what is searched, for what, and in which order.
 *
 * @param tasks in the order of a design's networks
 * @param networks codec of the block of networks
 * @param chips codec of the block of the chip
 * @param codec of joint designs
 * @param latency what predicts latencies, if anything does
 */
record Blueprint(
        RunConfig config,
        List<Task> tasks,
        Codec<List<Network>> networks,
        Codec<Chip> chips,
        Codec<Design> codec,
        PredictedLatency latency) {

    /** How often a child takes whole blocks from its parents, such as the network of one and the chip of the other. */
    private static final double BLOCK_CROSSOVER = 0.5;

    /** Random designs are asked for in batches of this size. */
    private static final int RANDOM_BATCH = 40;

    /**
     * A network of the run and how its accuracy is obtained.
     *
     * @param weight share in the mean accuracy
     */
    record Task(String name, double weight, DatasetReference data, AccuracyConfig accuracy) {}

    Blueprint {
        tasks = List.copyOf(tasks);
    }

    /**
     * @throws org.cosearch.yaml.YamlException if the technology file is refused
     * @throws IllegalArgumentException if a space does not suit its family
     */
    static Blueprint of(RunFile run) {
        List<Task> tasks = new ArrayList<>();
        Map<String, Codec<Network>> networks = new LinkedHashMap<>();
        for (RunFile.Network network : run.networks()) {
            DatasetReference data = reference(network);
            tasks.add(new Task(
                    network.config().name(),
                    network.config().weight(),
                    data,
                    network.config().accuracy()));
            networks.put(
                    network.config().name(),
                    network.space()
                            .family()
                            .codec(
                                    network.space().space(),
                                    data.dataset().imageShape(),
                                    data.dataset().classes()));
        }
        Codec<List<Network>> all = DesignCodec.tasks(networks);
        Codec<Chip> chips = chips(run);
        return new Blueprint(run.config(), tasks, all, chips, DesignCodec.join(all, chips), PredictedLatency.of(run));
    }

    private static Codec<Chip> chips(RunFile run) {
        Codec<Accelerator> each = Templates.anyOf(templates(run, Technology.read(run.technology())));
        AcceleratorConfig config = run.config().accelerator();
        SubAcceleratorCount count = config.subAccelerators();
        if (!count.several()) {
            return Chips.single(each);
        }
        List<Chips.Total> totals = new ArrayList<>();
        config.pes().ifPresent(range -> totals.add(new Chips.Total(TemplateRanges.PES, range.max())));
        config.nocWordsPerCycle()
                .ifPresent(range -> totals.add(new Chips.Total(TemplateRanges.NOC_WORDS_PER_CYCLE, range.max())));
        return Chips.of(each, totals, count.min(), count.max());
    }

    private static DatasetReference reference(RunFile.Network network) {
        DatasetConfig data = network.config().dataset();
        return new DatasetReference(
                data.name(), network.datasetFolder(), limit(data.trainingImages()), limit(data.validationImages()));
    }

    private static OptionalInt limit(Optional<Integer> images) {
        return images.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    private static List<AcceleratorTemplate> templates(RunFile run, Technology technology) {
        return ResourceRanges.applied(run).stream()
                .map(source -> source.in(technology))
                .toList();
    }

    /** Objectives and specs. */
    Problem problem() {
        return config.problem();
    }

    /** The names of the tasks, in their order. */
    List<String> taskNames() {
        return tasks.stream().map(Task::name).toList();
    }

    /** What designs cost, from the costs of their networks on single accelerators. */
    ChipCostModel chipCosts(NetworkCostModel costs) {
        OptionalDouble latencyMs = config.specs().stream()
                .filter(spec -> !latency.any())
                .filter(spec -> spec.metric().equals(Metric.LATENCY_MS) && spec.relation() == Spec.Relation.AT_MOST)
                .mapToDouble(Spec::bound)
                .findFirst();
        return new ScheduledCostModel(costs, Scheduler.fast(), latencyMs);
    }

    /**
     * What searches are compared on: the objectives and specs that need no training, and the capacity of networks in the
     * place of their accuracy if the run is compared with successive searches. Empty if all objectives need training.
     */
    Optional<Problem> comparedProblem() {
        Optional<Problem> hardware = HardwareComparison.restricted(problem(), HardwareEvaluator.metrics(taskNames()));
        return comparesCapacity() ? hardware.map(HardwareComparison::withCapacity) : hardware;
    }

    /** Whether the capacity of networks stands in for their accuracy where searches are compared. */
    boolean comparesCapacity() {
        return config.baseline().filter(BaselineConfig::successive).isPresent();
    }

    /** The capacity of a design's networks. */
    CapacityEvaluator capacity() {
        return new CapacityEvaluator(tasks.stream().map(Task::weight).toList());
    }

    /** Whether networks have to be trained: an objective or a spec is about accuracy. */
    boolean trains() {
        return java.util.stream.Stream.concat(
                        config.objectives().stream().map(objective -> objective.metric()),
                        config.specs().stream().map(spec -> spec.metric()))
                .anyMatch(metric -> metric.name().startsWith(Metric.ACCURACY_PERCENT.name()));
    }

    /** A fresh strategy of the run's kind for {@code asked}: the run's own problem, or a part of it. */
    SearchStrategy strategy(Problem asked, RandomGenerator random) {
        return strategy(asked, codec.space(), proposals(), random);
    }

    /** The same on another space. */
    SearchStrategy strategy(Problem asked, Space space, Proposals proposals, RandomGenerator random) {
        return new Strategies(asked, space, proposals, random).of(config.search());
    }

    /** Random designs of the same space, under the same allowance of networks. */
    SearchStrategy randomStrategy(RandomGenerator random) {
        return new RandomSearch(proposals(), random);
    }

    /** Of joint genomes, with the run's allowance of networks spread over its evaluations. */
    private Proposals proposals() {
        Proposals all = proposals(codec.space());
        return trains()
                ? all.sparing(
                        DesignCodec.NETWORKS,
                        config.budget().networks(),
                        config.budget().evaluations())
                : all;
    }

    /** Of genomes of a product of two blocks. */
    static Proposals proposals(Space space) {
        return TypedProposals.of(space).by(Crossover.homologous().or(BLOCK_CROSSOVER, Crossover.blocks()));
    }

    /** How many genomes are asked for at a time. */
    int batch() {
        return config.search() instanceof SearchConfig.Nsga2 nsga2 ? nsga2.population() : RANDOM_BATCH;
    }

    /** The training recipe of a task. */
    static Recipe recipe(AccuracyConfig.Training training) {
        Optimizer optimizer = switch (training.optimizer()) {
            case SGD -> new Optimizer.Nesterov(training.momentum());
            case ADAMW -> new Optimizer.AdamW(0.9, 0.999);
        };
        return new Recipe(
                training.epochs(),
                training.batch(),
                optimizer,
                training.learningRate(),
                training.weightDecay(),
                training.labelSmoothing(),
                training.warmupFraction(),
                Augmentation.NONE);
    }
}
