package org.cosearch.accelerator.schedule;

import java.util.random.RandomGenerator;

/**
 * Simulated annealing over sequences (Kirkpatrick et al. 1983): a move gives a layer another sub-accelerator, another
 * place in the order, or both. What is lowered is the overrun beyond a latency and what the layers cost at the prices of a
 * relaxation, which tells good assignments apart long before they show in the makespan.
 *
 * <p>What a move may cost is drawn before it is timed, so that a move that is sure to be refused is timed in part or not
 * at all. Nothing is allocated per move. For one thread.
 */
final class Annealing {

    /** First temperature, in units of what one layer contributes. */
    private static final double HOT = 0.6;

    /** Last temperature, in the same unit, times the number of layers: the more there are, the rarer a move that helps. */
    private static final double COLD = 4;

    /** Price of a cycle beyond the latency, in units of the spread of energy per cycle. */
    private static final double OVERRUN_PRICE = 2.5;

    private final FlatProblem problem;
    private final RandomGenerator random;
    private final Sequence now;

    Annealing(FlatProblem problem, RandomGenerator random) {
        this.problem = problem;
        this.random = random;
        this.now = new Sequence(problem);
    }

    /**
     * Lowers the makespan of {@code best}, and at equal makespan its energy.
     *
     * @param prices of the makespan
     * @param enough the makespan at which to stop
     * @param moves how many are tried, at most
     */
    void leastMakespan(Sequence best, Prices prices, long enough, int moves) {
        double layer = (double) best.makespan() / problem.layers;
        anneal(best, moves, new Measure(prices, 0, 1, layer), enough);
    }

    /**
     * Lowers the overrun of {@code best}, and at equal overrun its energy.
     *
     * @param prices of the energy within the latency
     */
    void leastEnergy(Sequence best, Prices prices, int moves) {
        double spread = 0;
        double cycles = 0;
        for (int layer = 0; layer < problem.layers; layer++) {
            double least = Double.POSITIVE_INFINITY;
            double most = 0;
            double fewest = Double.POSITIVE_INFINITY;
            for (int sub : problem.choices[layer]) {
                int at = layer * problem.subs + sub;
                least = Math.min(least, problem.energy[at]);
                most = Math.max(most, problem.energy[at] + problem.transferEnergy[layer]);
                fewest = Math.min(fewest, problem.cycles[at]);
            }
            spread += most - least;
            cycles += fewest;
        }
        if (spread > 0) {
            double price = OVERRUN_PRICE * spread / Math.max(1, cycles);
            anneal(best, moves, new Measure(prices, prices.latency, price, spread / problem.layers), -1);
        }
    }

    /**
     * What annealing lowers.
     *
     * @param prices at which the cycles of the layers count, and whether their energies do
     * @param latency beyond which cycles count again
     * @param price of one of those
     * @param layer what one layer contributes, about
     */
    private record Measure(Prices prices, long latency, double price, double layer) {
        double overrun(long makespan) {
            return price * Math.max(0, makespan - latency);
        }
    }

    private void anneal(Sequence best, int moves, Measure measure, long enough) {
        Prices prices = measure.prices;
        now.copy(best);
        long makespan = now.makespan();
        double energy = now.energy();
        long bestOverrun = Math.max(0, makespan - measure.latency);
        double bestEnergy = energy;
        double temperature = HOT * measure.layer;
        double cooling = Math.pow(Math.min(1, COLD / problem.layers / HOT), 1.0 / moves);
        for (int move = 0; move < moves && bestOverrun + measure.latency > enough; move++) {
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
            double room = measure.overrun(makespan) - costAdded + temperature * random.nextExponential();
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
            long limit = measure.latency + (long) Math.min(room / measure.price, problem.horizon);
            long newMakespan = now.makespan(limit);
            if (newMakespan > limit) {
                now.move(layer, oldIndex);
                now.place(layer, oldPlace);
                continue;
            }
            makespan = newMakespan;
            energy += energyAdded;
            long overrun = Math.max(0, makespan - measure.latency);
            if (overrun < bestOverrun || overrun == bestOverrun && energy < bestEnergy) {
                bestOverrun = overrun;
                bestEnergy = energy;
                best.copy(now);
            }
        }
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
