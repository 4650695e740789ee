package org.cosearch.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Spec;
import org.cosearch.evaluate.Spec.Relation;
import org.cosearch.yaml.Nearest;
import org.cosearch.yaml.YamlNode;

/** What must hold between the parts of a run file. */
final class RunChecks {

    private final YamlNode tree;
    private final RunConfig config;

    private RunChecks(YamlNode tree, RunConfig config) {
        this.tree = tree;
        this.config = config;
    }

    /** Refuses the first part that does not go with the others. */
    static void check(YamlNode tree, RunConfig config) {
        RunChecks checks = new RunChecks(tree, config);
        checks.networks();
        checks.accelerator();
        checks.latencies();
        checks.objectives();
        checks.specs();
        checks.search();
        checks.baseline();
    }

    private void networks() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < config.networks().size(); i++) {
            YamlNode node = tree.at("networks[%d]".formatted(i));
            NetworkConfig network = config.networks().get(i);
            if (!names.add(network.name())) {
                throw node.at("name").error("a second network has the name (%s).".formatted(network.name()));
            }
            if (network.accuracy() instanceof AccuracyConfig.Training training) {
                network.dataset()
                        .trainingImages()
                        .filter(images -> training.batch() > images)
                        .ifPresent(images -> {
                            throw node.at("dataset.training_images")
                                    .error("the %d training images do not fill a batch (%d)."
                                            .formatted(images, training.batch()));
                        });
            }
        }
    }

    private void accelerator() {
        if (config.accelerator().subAccelerators().several()) {
            room("pes", config.accelerator().pes());
            room("noc_words_per_cycle", config.accelerator().nocWordsPerCycle());
        }
    }

    /** Refuses more sub-accelerators than there is room for within the limits of the chip, or no limits. */
    private void room(String key, Optional<CountRange> given) {
        YamlNode place = tree.at("accelerator.sub_accelerators");
        if (given.isEmpty()) {
            throw place.error(
                    "several sub-accelerators share the %s of the chip, of which there is no range.".formatted(key),
                    "Maybe add accelerator.%s with min and max; max is the most of the whole chip.".formatted(key));
        }
        CountRange range = given.get();
        int most = config.accelerator().subAccelerators().max();
        if ((long) most * range.min() > range.max()) {
            throw place.at("max")
                    .error(
                            "%d sub-accelerators of at least %d %s are above the %d of the chip."
                                    .formatted(most, range.min(), key, range.max()),
                            range.max() / most > 0
                                    ? "Maybe lower accelerator.%s.min to %d.".formatted(key, range.max() / most)
                                    : "Maybe raise accelerator.%s.max.".formatted(key));
        }
    }

    /** Refuses networks that differ in where their latency comes from, or in how sure it has to be. */
    private void latencies() {
        Optional<LatencyConfig> first = config.networks().get(0).latency();
        for (int i = 1; i < config.networks().size(); i++) {
            YamlNode node = tree.at("networks[%d]".formatted(i));
            Optional<LatencyConfig> latency = config.networks().get(i).latency();
            if (latency.isPresent() != first.isPresent()) {
                throw node.error(
                        "the latency of some networks is predicted and that of others is not.",
                        "Maybe give each network a latency, or none.");
            }
            if (latency.isPresent() && latency.get().deviations() != first.get().deviations()) {
                throw node.at("latency")
                        .error("the confidence differs from that of network (%s)."
                                .formatted(config.networks().get(0).name()));
            }
        }
    }

    private void objectives() {
        Set<Metric> metrics = new HashSet<>();
        for (int i = 0; i < config.objectives().size(); i++) {
            Objective objective = config.objectives().get(i);
            YamlNode node = tree.at("objectives[%d]".formatted(i));
            task(node, objective.metric());
            if (!metrics.add(objective.metric())) {
                throw node.error("a second objective of the metric (%s)."
                        .formatted(objective.metric().name()));
            }
        }
    }

    private void specs() {
        Map<Metric, Double> floors = new HashMap<>();
        Map<Metric, Double> ceilings = new HashMap<>();
        for (int i = 0; i < config.specs().size(); i++) {
            Spec spec = config.specs().get(i);
            YamlNode node = tree.at("specs[%d]".formatted(i));
            task(node, spec.metric());
            Map<Metric, Double> same = spec.relation() == Relation.AT_MOST ? ceilings : floors;
            Double earlier = same.put(spec.metric(), spec.bound());
            if (earlier != null) {
                throw node.error("a second limit of the same side for (%s)."
                        .formatted(spec.metric().name()));
            }
            double floor = floors.getOrDefault(spec.metric(), Double.NEGATIVE_INFINITY);
            double ceiling = ceilings.getOrDefault(spec.metric(), Double.POSITIVE_INFINITY);
            if (floor > ceiling) {
                throw node.error("no design can have %s of at least %s and at most %s."
                        .formatted(spec.metric().name(), floor, ceiling));
            }
        }
    }

    /** Refuses a metric of one task where there is no such task, or but one. */
    private void task(YamlNode node, Metric metric) {
        List<String> names = config.networks().stream().map(NetworkConfig::name).toList();
        KnownMetrics.task(metric).ifPresent(task -> {
            if (names.size() == 1) {
                throw node.error(
                        "the metric (%s) is for runs of several networks.".formatted(metric.name()),
                        "Maybe %s."
                                .formatted(KnownMetrics.ofAll(metric.name())
                                        .orElseThrow()
                                        .name()));
            }
            if (!names.contains(task)) {
                throw node.error(
                        "the metric (%s) is of an unknown network (%s).".formatted(metric.name(), task),
                        Nearest.advice(task, names));
            }
        });
    }

    private void search() {
        long evaluations = config.budget().evaluations();
        if (config.search() instanceof SearchConfig.Nsga2 nsga2 && nsga2.population() > evaluations) {
            YamlNode population = tree.at("search").map().find("population").orElse(tree.at("search"));
            throw population.error(
                    "the population (%d) is above the %d evaluations of the budget."
                            .formatted(nsga2.population(), evaluations),
                    "Maybe raise budget.evaluations to several times the population.");
        }
    }

    private void baseline() {
        if (config.baseline().isEmpty()) {
            return;
        }
        long trained = config.objectives().stream()
                .filter(objective -> objective.metric().name().startsWith(Metric.ACCURACY_PERCENT.name()))
                .count();
        if (trained == config.objectives().size()) {
            throw tree.at("baseline")
                    .error(
                            "a baseline compares objectives that need no training, and there is none.",
                            "Maybe remove the baseline, or add minimize latency_ms.");
        }
        if (config.baseline().get().successive() && trained == 0) {
            throw tree.at("baseline.strategies")
                    .error(
                            "a successive search chooses networks by their accuracy, which is no objective.",
                            "Maybe add maximize accuracy_percent to the objectives.");
        }
    }
}
