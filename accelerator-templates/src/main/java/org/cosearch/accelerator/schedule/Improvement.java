package org.cosearch.accelerator.schedule;

import org.cosearch.accelerator.schedule.Scheduler.MissesLatency;
import org.cosearch.accelerator.schedule.Scheduler.Result;
import org.cosearch.accelerator.schedule.Scheduler.Scheduled;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;

/** One run of a {@link TwoStageScheduler} on one problem. Mutable; for one thread. */
final class Improvement {

    /** A second, wider round follows if the first misses the latency or leaves a larger gap. */
    private static final double SMALL_GAP = 0.1;

    private static final int ROUNDS = 2;

    private final FlatProblem problem;
    private final TwoStageScheduler effort;
    private final Relaxation relaxation;
    private final Annealing annealing;
    private final int moves;
    /** The best schedule so far. */
    private final Sequence best;

    private final Prices makespanPrices;
    /** No schedule has a smaller makespan. */
    private long makespanBound;

    Improvement(FlatProblem problem, TwoStageScheduler effort) {
        this.problem = problem;
        this.effort = effort;
        relaxation = new Relaxation(problem);
        annealing = new Annealing(problem, new RandomStreams(0).stream(Purpose.SCHEDULING));
        moves = (int) Math.min(effort.moves() * (long) problem.layers * problem.layers, Integer.MAX_VALUE / 2);
        best = new Sequence(problem);
        makespanPrices = relaxation.makespan(effort.ascents());
        makespanBound = cycles(makespanPrices.bound());
    }

    Result leastMakespan(Goal goal) {
        begin(makespanPrices);
        for (int round = 1;
                round <= ROUNDS && (round == 1 || far((double) best.makespan(), (double) makespanBound));
                round++) {
            annealing.anneal(best, Measure.ofMakespan(problem, makespanPrices, best.makespan()), makespanBound, moves);
            searchBelow(best.makespan(), round * effort.width());
        }
        // ties are worth less than the makespan itself
        Prices prices = relaxation.energy(best.makespan(), effort.ascents());
        lowerEnergy(prices, moves / 4, Math.max(1, effort.width() / 4));
        return new Scheduled(best.schedule(), goal, makespanBound);
    }

    Result leastEnergy(Goal goal, long asked) {
        long latency = Math.min(asked, problem.horizon);
        Prices prices = relaxation.energy(latency, effort.ascents());
        begin(prices);
        double bound = 0;
        for (int round = 1; round <= ROUNDS && (round == 1 || far(best.energy(), bound)); round++) {
            annealing.anneal(best, Measure.ofMakespan(problem, makespanPrices, best.makespan()), latency, moves);
            // what meets no latency is worth nothing, so that finding one is worth more width
            if (best.makespan() <= latency || searchBelow(latency + 1, round * round * effort.width())) {
                bound = Math.max(bound, lowerEnergy(prices, moves, round * effort.width()));
            } else if (makespanBound > latency) {
                break;
            }
        }
        return best.makespan() <= latency
                ? new Scheduled(best.schedule(), goal, bound)
                : new MissesLatency(best.schedule(), asked, makespanBound);
    }

    private static boolean far(double figure, double bound) {
        return figure > (1 + SMALL_GAP) * bound;
    }

    private void begin(Prices prices) {
        for (int layer = 0; layer < problem.layers; layer++) {
            best.place(layer, prices.choice[layer]);
        }
        best.list();
    }

    /**
     * Looks for a makespan below one that is not above the best, raises the bound, and answers whether it found one. The
     * less there is to look for, the further a given width leads.
     */
    private boolean searchBelow(long makespan, int width) {
        if (makespan <= makespanBound) {
            return false;
        }
        BranchAndBound search = BranchAndBound.leastMakespan(problem, relaxation, makespanPrices, makespan, width);
        boolean found = search.search(best);
        long least = found ? best.makespan() : makespan;
        makespanBound = Math.max(makespanBound, Math.min(least, cycles(search.leastDropped())));
        return found;
    }

    /** Looks for less energy within the latency of the prices, which the best meets, and answers a bound of it. */
    private double lowerEnergy(Prices prices, int moves, int width) {
        annealing.anneal(best, Measure.ofEnergy(problem, prices), -1, moves);
        double bound = Math.max(prices.bound(), relaxation.energy().bound());
        double energy = best.energy();
        if (energy > bound * (1 + Limits.DIGITS)) {
            BranchAndBound search =
                    BranchAndBound.leastEnergy(problem, relaxation, prices, makespanPrices, energy, width);
            if (search.search(best)) {
                energy = best.energy();
            }
            bound = Math.max(bound, Math.min(energy, search.leastDropped()));
        }
        return Math.min(bound, energy);
    }

    /** The least whole number of cycles that a bound allows, but for rounding. */
    private static long cycles(double bound) {
        return (long) Math.ceil(bound * (1 - 1e-12) - 1e-9);
    }
}
