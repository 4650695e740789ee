package org.cosearch.search;

import static org.cosearch.space.Space.field;
import static org.cosearch.space.Space.option;

import java.util.ArrayList;
import java.util.List;
import org.cosearch.archive.ParetoArchive;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Origin;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Scores;
import org.cosearch.evaluate.Spec;
import org.cosearch.evaluate.Trial;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;

/**
 * A conditional joint problem of 8,736 designs: 156 networks of one or two stages on 56 chips of three kinds. Closed
 * formulas of the usual shape: accuracy saturates in the work, a kind of chip suits some kernels, memory and bandwidth
 * cost area.
 */
final class JointProblem {

    static final String NETWORKS = "networks";
    static final String ACCELERATOR = "accelerator";

    static final Space NETWORK_SPACE = Space.product(field(
            "stages",
            Space.repeat(
                    1,
                    2,
                    Space.product(
                            field("kernel", Space.oneOf("3", "5", "7")), field("width", Space.integers(12, 48, 12))))));

    static final Space SPACE = Space.product(
            field(NETWORKS, NETWORK_SPACE),
            field(
                    ACCELERATOR,
                    Space.product(
                            field("words_per_cycle", Space.powersOfTwo(8, 64)),
                            field(
                                    "template",
                                    Space.oneOf(
                                            option("nvdla", Space.product(field("pes", Space.powersOfTwo(64, 512)))),
                                            option(
                                                    "eyeriss",
                                                    Space.product(
                                                            field("rows", Space.integers(8, 16, 4)),
                                                            field("buffer_kib", Space.powersOfTwo(64, 256)))),
                                            option("shidiannao"))))));

    static final Problem PROBLEM = new Problem(
            List.of(Objective.maximize(Metric.ACCURACY_PERCENT), Objective.minimize(Metric.LATENCY_MS)),
            List.of(Spec.atMost(Metric.AREA_MM2, 4), Spec.atMost(Metric.ENERGY_MJ, 4)));

    /** Worse than every design on the front: 60 % accuracy, 4 ms. */
    static final double[] REFERENCE = {-60, 4};

    private JointProblem() {}

    static Outcome outcome(Genome genome) {
        double work = 0; // in millions of multiply-accumulates
        double depth = 0;
        double traffic = 0;
        long largest = 0;
        long channels = 3;
        for (Genome stage : genome.at(NETWORKS).repeated("stages")) {
            long kernel = Long.parseLong(stage.choice("kernel"));
            long width = stage.integer("width");
            work += (double) (kernel * kernel * channels * width) / 10_000 / (1 + depth);
            traffic += (double) (channels + width) / (1 + depth);
            channels = width;
            largest = Math.max(largest, kernel);
            depth++;
        }
        Chip chip = Chip.of(genome.at(ACCELERATOR), largest);
        double latency = 0.1 * depth + Math.max(40 * work / chip.effectivePes, traffic / chip.wordsPerCycle / 4);
        double energy = work * chip.energyPerWork + 0.05 * latency * chip.area;
        double accuracy = 60 + 14 * Math.log1p(work) + 3 * depth + largest / 2.0;
        return new Outcome.Scored(Scores.of(
                figure(Metric.ACCURACY_PERCENT, accuracy),
                figure(Metric.LATENCY_MS, latency),
                figure(Metric.ENERGY_MJ, energy),
                figure(Metric.AREA_MM2, chip.area)));
    }

    private record Chip(double effectivePes, double wordsPerCycle, double area, double energyPerWork) {

        static Chip of(Genome chip, long largestKernel) {
            double words = chip.integer("words_per_cycle");
            Genome template = chip.at("template");
            if (template.choice().equals("nvdla")) {
                double pes = template.chosen().integer("pes");
                return new Chip(pes * (largestKernel == 3 ? 0.9 : 0.6), words, 0.6 + pes / 100 + words / 80, 1.4);
            }
            if (template.choice().equals("eyeriss")) {
                double buffer = template.chosen().integer("buffer_kib");
                double pes = template.chosen().integer("rows") * 14.0;
                double area = 0.4 + pes / 90 + buffer / 80 + words / 80;
                return new Chip(pes * (largestKernel == 3 ? 0.7 : 0.85), words, area, 0.7 + 40 / buffer);
            }
            return new Chip(64 * (largestKernel == 7 ? 0.95 : 0.5), words, 0.9 + words / 80, 1.1);
        }
    }

    private static Figure figure(Metric metric, double value) {
        return Figure.of(metric, value, Origin.SIMULATED);
    }

    /** The figures of a design that only its area tells from others. */
    static Outcome withArea(double area) {
        return new Outcome.Scored(Scores.of(
                figure(Metric.ACCURACY_PERCENT, 90),
                figure(Metric.LATENCY_MS, 1),
                figure(Metric.ENERGY_MJ, 1),
                figure(Metric.AREA_MM2, area)));
    }

    /** All designs, by enumeration. */
    static List<Trial> all() {
        List<Trial> all = new ArrayList<>();
        SPACE.enumerate().forEach(genome -> all.add(new Trial(all.size(), genome, outcome(genome))));
        return all;
    }

    static List<Trial> front(List<Trial> trials) {
        ParetoArchive archive = new ParetoArchive(PROBLEM);
        trials.forEach(archive::add);
        return archive.front();
    }
}
