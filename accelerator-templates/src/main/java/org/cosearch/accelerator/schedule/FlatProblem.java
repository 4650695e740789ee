package org.cosearch.accelerator.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.cosearch.accelerator.schedule.Scheduler.RunsNowhere;

/**
 * A problem as arrays, for inner loops. The layers of all networks are numbered through in the problem's order, so that
 * each comes after its predecessors.
 */
final class FlatProblem {

    final ScheduleProblem problem;
    final int layers;
    final int subs;
    final int networks;
    /** {@code [layer * subs + sub]}; 0 where the layer does not run. */
    final long[] cycles;
    /** {@code [layer * subs + sub]}, in picojoule; 0 where the layer does not run. */
    final double[] energy;
    /** {@code [layer][]}: the sub-accelerators that it runs on, ascending. */
    final int[][] choices;
    /** {@code [layer][]}, ascending. */
    final int[][] predecessors;
    /** {@code [layer][]}, ascending. */
    final int[][] successors;
    /** {@code [layer]}, of its output. */
    final long[] transferCycles;
    /** {@code [layer]}, of its output, in picojoule. */
    final double[] transferEnergy;
    /** Whether some transfer costs something. */
    final boolean transfersCost;
    /** {@code [sub]}: the next lower sub-accelerator on which all layers cost the same, or -1. */
    final int[] lowerTwin;
    /** Whether there are two such sub-accelerators. */
    final boolean hasTwins;
    /** {@code [layer]}: the index of its network. */
    final int[] network;
    /**
     * {@code [layer * subs + sub]}: the cycles from the layer's end there to the end of all that depends on it, at least;
     * for layers that run somewhere.
     */
    final long[] tail;
    /** The cycles by which every schedule can end: those of all layers and transfers, one after the other. */
    final long horizon;

    FlatProblem(ScheduleProblem problem) {
        this.problem = problem;
        layers = problem.layers();
        subs = problem.subAccelerators().size();
        networks = problem.networks().size();
        cycles = new long[layers * subs];
        energy = new double[layers * subs];
        choices = new int[layers][];
        predecessors = new int[layers][];
        transferCycles = new long[layers];
        transferEnergy = new double[layers];
        network = new int[layers];
        boolean costly = false;
        int first = 0;
        for (int index = 0; index < networks; index++) {
            List<LayerTask> tasks = problem.networks().get(index).layers();
            for (int local = 0; local < tasks.size(); local++) {
                network[first + local] = index;
                read(tasks.get(local), first, first + local);
                costly |= !tasks.get(local).transfer().equals(Transfer.FREE);
            }
            first += tasks.size();
        }
        transfersCost = costly;
        lowerTwin = IntStream.range(0, subs).map(this::lowerTwin).toArray();
        hasTwins = IntStream.of(lowerTwin).anyMatch(twin -> twin >= 0);
        successors = successors();
        tail = tails();
        horizon = horizon();
    }

    private void read(LayerTask task, int first, int layer) {
        List<Integer> choice = new ArrayList<>();
        for (int sub = 0; sub < subs; sub++) {
            if (task.placements().get(sub) instanceof Placement.Runs runs) {
                cycles[layer * subs + sub] = runs.cycles();
                energy[layer * subs + sub] = runs.energyPicojoules();
                choice.add(sub);
            }
        }
        choices[layer] = choice.stream().mapToInt(Integer::intValue).toArray();
        predecessors[layer] = task.predecessors().stream()
                .mapToInt(local -> first + local)
                .sorted()
                .toArray();
        transferCycles[layer] = task.transfer().cycles();
        transferEnergy[layer] = task.transfer().energyPicojoules();
    }

    private int lowerTwin(int sub) {
        int twin = sub - 1;
        while (twin >= 0 && !twins(twin, sub)) {
            twin--;
        }
        return twin;
    }

    private boolean twins(int one, int other) {
        for (NetworkJob job : problem.networks()) {
            for (LayerTask task : job.layers()) {
                Placement here = task.placements().get(one);
                Placement there = task.placements().get(other);
                if (here instanceof Placement.Runs ? !here.equals(there) : there instanceof Placement.Runs) {
                    return false;
                }
            }
        }
        return true;
    }

    private int[][] successors() {
        int[] counts = new int[layers];
        for (int[] before : predecessors) {
            for (int layer : before) {
                counts[layer]++;
            }
        }
        int[][] after = new int[layers][];
        for (int layer = 0; layer < layers; layer++) {
            after[layer] = new int[counts[layer]];
        }
        for (int layer = layers - 1; layer >= 0; layer--) {
            for (int before : predecessors[layer]) {
                after[before][--counts[before]] = layer;
            }
        }
        return after;
    }

    private long[] tails() {
        long[] tails = new long[layers * subs];
        for (int layer = layers - 1; layer >= 0; layer--) {
            for (int sub : choices[layer]) {
                for (int after : successors[layer]) {
                    long least = Long.MAX_VALUE;
                    for (int to : choices[after]) {
                        long moved = to == sub ? 0 : transferCycles[layer];
                        least = Math.min(least, moved + cycles[after * subs + to] + tails[after * subs + to]);
                    }
                    tails[layer * subs + sub] = Math.max(tails[layer * subs + sub], least);
                }
            }
        }
        return tails;
    }

    private long horizon() {
        long sum = 0;
        for (int layer = 0; layer < layers; layer++) {
            long most = 0;
            for (int sub : choices[layer]) {
                most = Math.max(most, cycles[layer * subs + sub]);
            }
            sum += most + transferCycles[layer];
        }
        return sum;
    }

    /** What the choice of sub-accelerators can change of the energy, at most, in picojoule. */
    double energySpread() {
        double spread = 0;
        for (int layer = 0; layer < layers; layer++) {
            double least = Double.POSITIVE_INFINITY;
            double most = 0;
            for (int sub : choices[layer]) {
                least = Math.min(least, energy[layer * subs + sub]);
                most = Math.max(most, energy[layer * subs + sub]);
            }
            spread += most - least + transferEnergy[layer] * successors[layer].length;
        }
        return spread;
    }

    /** The sum of what each layer takes where it is fastest. */
    long fewestCycles() {
        long sum = 0;
        for (int layer = 0; layer < layers; layer++) {
            long fewest = Long.MAX_VALUE;
            for (int sub : choices[layer]) {
                fewest = Math.min(fewest, cycles[layer * subs + sub]);
            }
            sum += fewest;
        }
        return sum;
    }

    /** The first layer that runs on no sub-accelerator. */
    Optional<RunsNowhere> runsNowhere() {
        for (NetworkJob job : problem.networks()) {
            for (LayerTask task : job.layers()) {
                List<String> reasons = task.placements().stream()
                        .filter(Placement.CannotRun.class::isInstance)
                        .map(placement -> ((Placement.CannotRun) placement).reason())
                        .toList();
                if (reasons.size() == subs) {
                    return Optional.of(new RunsNowhere(job.network(), task.layer(), reasons));
                }
            }
        }
        return Optional.empty();
    }
}
