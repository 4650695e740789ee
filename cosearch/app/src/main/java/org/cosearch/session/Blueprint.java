package org.cosearch.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.cosearch.accelerator.template.Technology;
import org.cosearch.accelerator.template.Templates;
import org.cosearch.codesign.Design;
import org.cosearch.codesign.DesignCodec;
import org.cosearch.codesign.HardwareEvaluator;
import org.cosearch.config.AccuracyConfig;
import org.cosearch.config.DatasetConfig;
import org.cosearch.config.ResourceRanges;
import org.cosearch.config.RunConfig;
import org.cosearch.config.RunFile;
import org.cosearch.config.SearchConfig;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Problem;
import org.cosearch.hardware.AcceleratorTemplate;
import org.cosearch.search.Crossover;
import org.cosearch.search.Linas;
import org.cosearch.search.LocalSearch;
import org.cosearch.search.MoeaD;
import org.cosearch.search.Nsga2;
import org.cosearch.search.Nsga3;
import org.cosearch.search.Proposals;
import org.cosearch.search.RandomSearch;
import org.cosearch.search.RegularizedEvolution;
import org.cosearch.search.SearchStrategy;
import org.cosearch.search.SmsEmoa;
import org.cosearch.search.TypedProposals;
import org.cosearch.space.Codec;
import org.cosearch.training.data.DatasetReference;
import org.cosearch.training.recipe.Augmentation;
import org.cosearch.training.recipe.Optimizer;
import org.cosearch.training.recipe.Recipe;
import org.cosearch.workload.Network;

/**
 * What a run file means before anything is evaluated: what is searched, for what, and in which order.
 *
 * @param tasks in the order of a design's networks
 * @param codec of joint designs
 * @param latency what predicts latencies, if anything does
 */
record Blueprint(RunConfig config, List<Task> tasks, Codec<Design> codec, PredictedLatency latency) {

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
        Codec<Design> codec =
                DesignCodec.join(networks, Templates.anyOf(templates(run, Technology.read(run.technology()))));
        return new Blueprint(run.config(), tasks, codec, PredictedLatency.of(run));
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

    /** Objectives and specs that need no training; empty if all objectives do. */
    Optional<Problem> hardwareProblem() {
        return HardwareComparison.restricted(problem(), HardwareEvaluator.METRICS);
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
        SearchConfig search = config.search();
        if (search instanceof SearchConfig.Nsga2 nsga2) {
            return new Nsga2(asked, nsga2.population(), proposals(), random);
        }
        if (search instanceof SearchConfig.Nsga3 nsga3) {
            return new Nsga3(asked, nsga3.population(), proposals(), random);
        }
        if (search instanceof SearchConfig.SmsEmoa smsEmoa) {
            return new SmsEmoa(asked, smsEmoa.population(), proposals(), random);
        }
        if (search instanceof SearchConfig.MoeaD moeaD) {
            return new MoeaD(asked, moeaD.population(), proposals(), random);
        }
        if (search instanceof SearchConfig.RegularizedEvolution evolution) {
            int sample = Math.max(1, evolution.population() / 4);
            return new RegularizedEvolution(asked, evolution.population(), sample, proposals(), random);
        }
        if (search instanceof SearchConfig.LocalSearch local) {
            return new LocalSearch(asked, local.starts(), proposals(), random);
        }
        if (search instanceof SearchConfig.Linas linas) {
            Linas.Settings usual = Linas.Settings.DEFAULT;
            Linas.Settings settings = new Linas.Settings(
                    linas.initial(), linas.batch(), usual.population(), usual.generations(), usual.memory());
            return new Linas(asked, codec.space(), settings, proposals(), random);
        }
        return randomStrategy(random);
    }

    /** Random designs of the same space, under the same allowance of networks. */
    SearchStrategy randomStrategy(RandomGenerator random) {
        return new RandomSearch(proposals(), random);
    }

    private Proposals proposals() {
        Proposals all =
                TypedProposals.of(codec.space()).by(Crossover.homologous().or(BLOCK_CROSSOVER, Crossover.blocks()));
        return trains()
                ? all.sparing(
                        DesignCodec.NETWORKS,
                        config.budget().networks(),
                        config.budget().evaluations())
                : all;
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
