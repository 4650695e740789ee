package org.cosearch.accelerator.schedule;

import org.cosearch.accelerator.schedule.Scheduler.MissesLatency;
import org.cosearch.accelerator.schedule.Scheduler.Result;
import org.cosearch.accelerator.schedule.Scheduler.Scheduled;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;

/**
 * One run of a {@link TwoStageScheduler} on one problem: rounds of annealing and branch-and-bound, each of a greater width
 * than the one before, until a schedule is proven optimal or the work is used up. Mutable; for one thread.
 */
final class Improvement {

    /** By how much a round may be wider than the one before. */
    private static final int WIDER = 6;

    /** From here on the work grows with the number of layers, no longer with its square. */
    private static final int MANY_LAYERS = 20;

    private static final int MOST_STATES = 1_000_000;

    /** What trying a move takes, in the unit of {@link BranchAndBound#work}. */
    private static final int MOVE = 8;

    private final FlatProblem problem;
    private final TwoStageScheduler effort;
    private final Relaxation relaxation;
    private final Annealing annealing;
    /** The best schedule so far. */
    private final Sequence best;

    private final Prices makespanPrices;
    /** No schedule has a smaller makespan. */
    private long makespanBound;
    /** What is left of the work. */
    private long work;
    /** What was left of it as the last round ended. */
    private long workBefore;

    Improvement(FlatProblem problem, TwoStageScheduler effort) {
        this.problem = problem;
        this.effort = effort;
        relaxation = new Relaxation(problem);
        annealing = new Annealing(problem, new RandomStreams(0).stream(Purpose.SCHEDULING));
        work = effort.work() * problem.layers * Math.min(problem.layers, MANY_LAYERS);
        workBefore = work;
        best = new Sequence(problem);
        makespanPrices = relaxation.makespan(effort.ascents());
        makespanBound = cycles(makespanPrices.bound());
    }

    Result leastMakespan(Goal goal) {
        begin(makespanPrices);
        for (int width = effort.width(); width > 0; width = wider(width, work)) {
            anneal(Measure.ofMakespan(problem, makespanPrices, best.makespan()), makespanBound, moves(width));
            searchBelow(best.makespan(), width);
            if (best.makespan() <= makespanBound) {
                break;
            }
        }
        if (best.makespan() > makespanBound) {
            anneal(Measure.ofMakespan(problem, makespanPrices, best.makespan()), makespanBound, rest());
        }
        // ties are worth less than the makespan itself
        Prices prices = relaxation.energy(best.makespan(), effort.ascents());
        lowerEnergy(prices, moves(effort.width()) / 4, Math.max(1, effort.width() / 4));
        return new Scheduled(best.schedule(), goal, makespanBound);
    }

    Result leastEnergy(Goal goal, long asked) {
        long latency = Math.min(asked, problem.horizon);
        Prices prices = relaxation.energy(latency, effort.ascents());
        begin(prices);
        double bound = 0;
        long reserve = work; // for problems where no schedule in time is found: it is worth more than a better one
        for (int width = effort.width();
                width > 0;
                width = wider(width, best.makespan() > latency ? work + reserve : work)) {
            if (best.makespan() > latency) {
                anneal(Measure.ofMakespan(problem, makespanPrices, best.makespan()), latency, moves(width));
            }
            if (best.makespan() <= latency || searchBelow(latency + 1, width)) {
                bound = Math.max(bound, lowerEnergy(prices, moves(width), width));
                if (best.energy() <= bound * (1 + Limits.DIGITS)) {
                    bound = best.energy();
                    break;
                }
            } else if (makespanBound > latency) {
                break;
            }
        }
        if (best.makespan() > latency && makespanBound <= latency) {
            anneal(Measure.ofMakespan(problem, makespanPrices, best.makespan()), latency, rest());
        }
        if (best.makespan() <= latency && best.energy() > bound) {
            anneal(Measure.ofEnergy(problem, prices), -1, rest());
        }
        return best.makespan() <= latency
                ? new Scheduled(best.schedule(), goal, bound)
                : new MissesLatency(best.schedule(), asked, makespanBound);
    }

    /** The width of the round after one of {@code width}, or 0 if the work that is left allows none that is wider. */
    private int wider(int width, long left) {
        // a round takes about as much for each state of its width as the one before
        double affordable = (double) width * left / Math.max(1, workBefore - work);
        workBefore = work;
        return affordable > width ? (int) Math.min(affordable, Math.min((double) WIDER * width, MOST_STATES)) : 0;
    }

    /** The moves of a round: the wider the later rounds are, the more. */
    private int moves(int width) {
        double times = Math.max(1, (double) width / effort.width() / WIDER);
        return (int) Math.min(times * effort.moves() * problem.layers * problem.layers, Integer.MAX_VALUE / 2);
    }

    /** The moves that what is left pays for, within reason. */
    private int rest() {
        return (int) Math.max(0, Math.min(work / MOVE, (long) MOST_STATES * WIDER));
    }

    private void begin(Prices prices) {
        for (int layer = 0; layer < problem.layers; layer++) {
            best.place(layer, prices.choice[layer]);
        }
        best.list();
    }

    private void anneal(Measure measure, long enough, int most) {
        work -= annealing.anneal(best, measure, enough, most) * MOVE;
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
        boolean found = search(search);
        long least = found ? best.makespan() : makespan;
        makespanBound = Math.max(makespanBound, Math.min(least, cycles(search.leastDropped())));
        return found;
    }

    /** Looks for less energy within the latency of the prices, which the best meets, and answers a bound of it. */
    private double lowerEnergy(Prices prices, int most, int width) {
        anneal(Measure.ofEnergy(problem, prices), -1, most);
        double bound = Math.max(prices.bound(), relaxation.energy().bound());
        double energy = best.energy();
        if (energy > bound * (1 + Limits.DIGITS)) {
            BranchAndBound search =
                    BranchAndBound.leastEnergy(problem, relaxation, prices, makespanPrices, energy, width);
            if (search(search)) {
                energy = best.energy();
            }
            bound = Math.max(bound, Math.min(energy, search.leastDropped()));
        }
        return Math.min(bound, energy);
    }

    private boolean search(BranchAndBound search) {
        boolean found = search.search(best);
        work -= search.work();
        return found;
    }

    /** The least whole number of cycles that a bound allows, but for rounding. */
    private static long cycles(double bound) {
        return (long) Math.ceil(bound * (1 - 1e-12) - 1e-9);
    }
}
