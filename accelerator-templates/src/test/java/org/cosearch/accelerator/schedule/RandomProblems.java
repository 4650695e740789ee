package org.cosearch.accelerator.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.accelerator.schedule.Placement.CannotRun;
import org.cosearch.accelerator.schedule.Placement.Runs;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;

/** Random scheduling problems. */
final class RandomProblems {

    private RandomProblems() {}

    /** A generator of its own for a seed. */
    static RandomGenerator seeded(long seed) {
        return new RandomStreams(seed).stream(Purpose.SAMPLING);
    }

    /**
     * In the manner of NASAIC: dataflows that each favour other layers, 4,096 PEs shared out, chains of layers whose
     * channels grow as their maps shrink. One placement in twenty is missing.
     */
    static ScheduleProblem dataflows(int networks, int layers, int subs, RandomGenerator random) {
        double[] taste =
                new double[subs]; // which layers a dataflow is made for: 0 early and wide maps, 1 late and deep
        double[] processingElements = new double[subs];
        double total = 0;
        for (int sub = 0; sub < subs; sub++) {
            taste[sub] = random.nextDouble();
            processingElements[sub] = 0.2 + random.nextDouble();
            total += processingElements[sub];
        }
        for (int sub = 0; sub < subs; sub++) {
            processingElements[sub] *= 4096 / total;
        }
        List<NetworkJob> jobs = new ArrayList<>();
        int left = layers;
        for (int network = 0; network < networks; network++) {
            int rest = networks - network - 1;
            int length = rest == 0 ? left : Math.max(1, left / (rest + 1) + random.nextInt(-1, 2));
            left -= length;
            List<LayerTask> chain = new ArrayList<>();
            double scale = Math.exp(random.nextDouble(-0.7, 0.7));
            for (int layer = 0; layer < length; layer++) {
                double depth = length == 1 ? 0.5 : layer / (length - 1.0);
                double macs = 2e7 * scale * Math.exp(random.nextGaussian() * 0.8);
                chain.add(new LayerTask(
                        "layer" + layer, List.of(), placements(depth, macs, taste, processingElements, random)));
            }
            jobs.add(NetworkJob.chain("network" + network, chain));
        }
        return new ScheduleProblem(names(subs), jobs);
    }

    private static List<Placement> placements(
            double depth, double macs, double[] taste, double[] processingElements, RandomGenerator random) {
        List<Placement> placements = new ArrayList<>();
        int sure = random.nextInt(taste.length);
        for (int sub = 0; sub < taste.length; sub++) {
            double mismatch = Math.abs(depth - taste[sub]);
            double utilization = Math.min(1, Math.exp(-2 * mismatch + random.nextGaussian() * 0.3) * 0.9);
            double picojoulesPerMac = 2 * Math.exp(1.2 * mismatch + random.nextGaussian() * 0.25);
            if (sub != sure && random.nextInt(20) == 0) {
                placements.add(new CannotRun("Its tile does not fit."));
            } else {
                placements.add(new Runs(
                        Math.round(macs / (processingElements[sub] * utilization)),
                        Math.rint(macs * picojoulesPerMac)));
            }
        }
        return placements;
    }

    /** Cycles and energies uniform from 1 to 100, independent of one another. */
    static ScheduleProblem uniform(int networks, int layers, int subs, RandomGenerator random) {
        List<NetworkJob> jobs = new ArrayList<>();
        for (int network = 0; network < networks; network++) {
            int length = layers / networks + (network < layers % networks ? 1 : 0);
            List<LayerTask> chain = new ArrayList<>();
            for (int layer = 0; layer < length; layer++) {
                List<Placement> placements = new ArrayList<>();
                for (int sub = 0; sub < subs; sub++) {
                    placements.add(new Runs(random.nextInt(1, 101), random.nextInt(1, 101)));
                }
                chain.add(new LayerTask("layer" + layer, List.of(), placements));
            }
            jobs.add(NetworkJob.chain("network" + network, chain));
        }
        return new ScheduleProblem(names(subs), jobs);
    }

    /** Layers that wait for one or two of those before, and outputs that cost something to move. */
    static ScheduleProblem graphs(int networks, int layers, int subs, RandomGenerator random) {
        ScheduleProblem chains = uniform(networks, layers, subs, random);
        List<NetworkJob> jobs = new ArrayList<>();
        for (NetworkJob job : chains.networks()) {
            List<LayerTask> tasks = new ArrayList<>();
            for (int layer = 0; layer < job.layers().size(); layer++) {
                List<Integer> predecessors = new ArrayList<>();
                for (int before = Math.max(0, layer - 3); before < layer; before++) {
                    if (random.nextInt(2) == 0) {
                        predecessors.add(before);
                    }
                }
                tasks.add(new LayerTask(
                        "layer" + layer,
                        predecessors,
                        job.layers().get(layer).placements(),
                        new Transfer(random.nextInt(0, 30), random.nextInt(0, 30))));
            }
            jobs.add(new NetworkJob(job.network(), tasks));
        }
        return new ScheduleProblem(chains.subAccelerators(), jobs);
    }

    private static List<String> names(int subs) {
        List<String> names = new ArrayList<>();
        for (int sub = 0; sub < subs; sub++) {
            names.add("sub" + sub);
        }
        return names;
    }
}
