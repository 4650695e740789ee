package org.cosearch.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.accelerator.schedule.LayerTask;
import org.cosearch.accelerator.schedule.NetworkJob;
import org.cosearch.accelerator.schedule.Placement;
import org.cosearch.accelerator.schedule.Placement.CannotRun;
import org.cosearch.accelerator.schedule.Placement.Runs;
import org.cosearch.accelerator.schedule.ScheduleProblem;
import org.cosearch.accelerator.schedule.Transfer;

/** A kind of random scheduling problem. The schedulers were tuned on problems with other seeds. */
enum SchedulingFamily {

    /** Cycles and energies of a layer independent, uniform over two decades. */
    CHAINS("chains, independent costs"),

    /** Log-uniform over four decades: a few layers decide. */
    UNEQUAL("chains, very unequal costs") {
        @Override
        Placement placement(double size, int sub, RandomGenerator random) {
            return new Runs((long) Math.pow(10, random.nextDouble(1, 5)), Math.pow(10, random.nextDouble(1, 5)));
        }
    },

    /** Whoever is quick needs more: energy and cycles have a constant product, but for noise. */
    TRADE_OFF("chains, speed costs energy") {
        @Override
        Placement placement(double size, int sub, RandomGenerator random) {
            double speed = Math.exp(random.nextDouble(-1.5, 1.5));
            return runs(size / speed, size * speed * Math.exp(random.nextGaussian() * 0.1));
        }
    },

    /** One sub-accelerator is quicker with every layer, another thriftier. */
    RANKED("chains, one quick, one thrifty") {
        @Override
        Placement placement(double size, int sub, RandomGenerator random) {
            double noise = Math.exp(random.nextGaussian() * 0.2);
            return runs(size * (1 + sub) * noise, size / (1 + sub * sub) / noise);
        }
    },

    /** All sub-accelerators are equal: much symmetry. */
    IDENTICAL("chains, equal sub-accelerators") {
        @Override
        List<Placement> placements(int subs, RandomGenerator random) {
            return List.copyOf(Collections.nCopies(subs, super.placement(size(random), 0, random)));
        }
    },

    /** A tenth of the layers takes no cycles, another tenth no energy. */
    ZEROS("chains, some costs are zero") {
        @Override
        Placement placement(double size, int sub, RandomGenerator random) {
            double draw = random.nextDouble();
            return runs(draw < 0.1 ? 0 : size, draw > 0.9 ? 0 : size * random.nextDouble(0.5, 2));
        }
    },

    /** Half of the placements are missing. */
    CONFINED("chains, half of the placements missing") {
        @Override
        List<Placement> placements(int subs, RandomGenerator random) {
            List<Placement> placements = new ArrayList<>(super.placements(subs, random));
            int sure = random.nextInt(subs);
            for (int sub = 0; sub < subs; sub++) {
                if (sub != sure && random.nextBoolean()) {
                    placements.set(sub, new CannotRun("Its tile does not fit."));
                }
            }
            return placements;
        }
    },

    /** Moving an output takes about as long, and as much energy, as computing it. */
    TRANSFERS("chains, costly transfers") {
        @Override
        Transfer transfer(RandomGenerator random) {
            return new Transfer(random.nextLong(0, 1_000), random.nextDouble(0, 1_000));
        }
    },

    /** Layers with up to three predecessors, transfers of a tenth of a layer. */
    BRANCHES("graphs, transfers") {
        @Override
        Transfer transfer(RandomGenerator random) {
            return new Transfer(random.nextLong(0, 100), random.nextDouble(0, 100));
        }

        @Override
        List<Integer> predecessors(int layer, RandomGenerator random) {
            List<Integer> predecessors = new ArrayList<>();
            for (int before = Math.max(0, layer - 4); before < layer; before++) {
                if (predecessors.size() < 3 && random.nextInt(3) == 0) {
                    predecessors.add(before);
                }
            }
            return predecessors.isEmpty() && layer > 0 ? List.of(layer - 1) : predecessors;
        }
    },

    /** Blocks of two branches that meet again, no transfers. */
    RESIDUAL("residual blocks") {
        @Override
        List<Integer> predecessors(int layer, RandomGenerator random) {
            if (layer == 0) {
                return List.of();
            }
            return switch (layer % 3) {
                case 1 -> List.of(layer - 1);
                case 2 -> List.of(layer - 2);
                default -> List.of(layer - 2, layer - 1);
            };
        }
    };

    private final String label;

    SchedulingFamily(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** A problem of {@code layers} layers in one to four networks of uneven lengths. */
    final ScheduleProblem sample(int layers, int subs, RandomGenerator random) {
        int networks = random.nextInt(1, 5);
        int[] lengths = new int[networks];
        Arrays.fill(lengths, 1);
        for (int layer = networks; layer < layers; layer++) {
            lengths[random.nextInt(networks)]++;
        }
        List<NetworkJob> jobs = new ArrayList<>();
        for (int network = 0; network < networks; network++) {
            List<LayerTask> tasks = new ArrayList<>();
            for (int layer = 0; layer < lengths[network]; layer++) {
                tasks.add(new LayerTask(
                        "layer" + layer, predecessors(layer, random), placements(subs, random), transfer(random)));
            }
            jobs.add(new NetworkJob("network" + network, tasks));
        }
        List<String> names = new ArrayList<>();
        for (int sub = 0; sub < subs; sub++) {
            names.add("sub" + sub);
        }
        return new ScheduleProblem(names, jobs);
    }

    List<Integer> predecessors(int layer, RandomGenerator random) {
        return layer == 0 ? List.of() : List.of(layer - 1);
    }

    Transfer transfer(RandomGenerator random) {
        return Transfer.FREE;
    }

    List<Placement> placements(int subs, RandomGenerator random) {
        double size = size(random);
        List<Placement> placements = new ArrayList<>();
        for (int sub = 0; sub < subs; sub++) {
            placements.add(placement(size, sub, random));
        }
        return placements;
    }

    Placement placement(double size, int sub, RandomGenerator random) {
        return new Runs(random.nextLong(10, 1_000), random.nextDouble(10, 1_000));
    }

    private static double size(RandomGenerator random) {
        return 300 * Math.exp(random.nextGaussian() * 0.7);
    }

    private static Runs runs(double cycles, double energy) {
        return new Runs(Math.round(cycles), energy);
    }
}
