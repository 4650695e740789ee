package org.cosearch.accelerator.schedule;

import java.util.random.RandomGenerator;

/**
 * Simulated annealing over sequences (Kirkpatrick et al. 1983): a move gives a layer another sub-accelerator, another
 * place in the order, or both.
 *
 * <p>What a move may cost is drawn before it is timed, so that a move that is sure to be refused is timed in part or not
 * at all. Nothing is allocated per move. For one thread.
 */
final class Annealing {

    /** First temperature, in units of what one layer contributes. */
    private static final double HOT = 0.6;

    /** Last temperature, in the same unit, times the number of layers: the more there are, the rarer a move that helps. */
    private static final double COLD = 4;

    private final FlatProblem problem;
    private final RandomGenerator random;
    private final Sequence now;

    Annealing(FlatProblem problem, RandomGenerator random) {
        this.problem = problem;
        this.random = random;
        this.now = new Sequence(problem);
    }

    /**
     * Lowers the overrun of {@code best}, and at equal overrun its energy, and answers how many moves it tried.
     *
     * @param enough the makespan at which to stop
     * @param moves how many are tried, at most
     */
    int anneal(Sequence best, Measure measure, long enough, int moves) {
        Prices prices = measure.prices();
        now.copy(best);
        long makespan = now.makespan();
        double energy = now.energy();
        long bestMakespan = makespan;
        double bestEnergy = energy;
        double temperature = HOT * measure.layer();
        double cooling = Math.pow(Math.min(1, COLD / problem.layers / HOT), 1.0 / moves);
        int move = 0;
        for (; move < moves && bestMakespan > enough; move++) {
            temperature *= cooling;
            int layer = random.nextInt(problem.layers);
            int kind = random.nextInt(4);
            int oldPlace = now.place(layer);
            int newPlace = kind == 0 ? oldPlace : otherPlace(layer, oldPlace);
            double energyAdded = now.energyAdded(layer, newPlace);
            double costAdded = prices.ofCycles(layer, newPlace)
                    - prices.ofCycles(layer, oldPlace)
                    + (prices.energyCounts ? energyAdded : 0);
            // the rule of Metropolis, turned around: accept up to a rise that is exponentially distributed
            double room = measure.overrunPrice() * measure.overrun(makespan)
                    - costAdded
                    + temperature * random.nextExponential();
            if (room < 0) {
                continue;
            }
            int oldIndex = now.position(layer);
            int newIndex = kind == 1 ? oldIndex : otherIndex(layer, oldIndex);
            if (newPlace == oldPlace && newIndex == oldIndex) {
                continue;
            }
            now.place(layer, newPlace);
            now.move(layer, newIndex);
            long limit = measure.latency() + (long) Math.min(room / measure.overrunPrice(), (double) problem.horizon);
            long newMakespan = now.makespan(limit);
            if (newMakespan > limit) {
                now.move(layer, oldIndex);
                now.place(layer, oldPlace);
                continue;
            }
            makespan = newMakespan;
            energy += energyAdded;
            if (better(measure.overrun(makespan), energy, measure.overrun(bestMakespan), bestEnergy)) {
                bestMakespan = makespan;
                bestEnergy = energy;
                best.copy(now);
            }
        }
        return move;
    }

    private static boolean better(long overrun, double energy, long thanOverrun, double thanEnergy) {
        return overrun < thanOverrun || (overrun == thanOverrun && energy < thanEnergy);
    }

    private int otherPlace(int layer, int place) {
        int[] choices = problem.choices[layer];
        if (choices.length == 1) {
            return place;
        }
        int choice = random.nextInt(choices.length - 1);
        return choices[choice] >= place ? choices[choice + 1] : choices[choice];
    }

    private int otherIndex(int layer, int index) {
        int earliest = now.earliest(layer);
        int latest = now.latest(layer);
        if (earliest == latest) {
            return index;
        }
        int other = earliest + random.nextInt(latest - earliest);
        return other >= index ? other + 1 : other;
    }
}
