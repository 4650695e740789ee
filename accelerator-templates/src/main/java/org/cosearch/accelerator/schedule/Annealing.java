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

    /** Kinds of moves: all others change both place and order. */
    private static final int ORDER = 0;

    private static final int PLACE = 1;
    private static final int EXCHANGE = 2;
    private static final int KINDS = 5;

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
            int kind = random.nextInt(KINDS);
            int oldPlace = now.place(layer);
            int partner = kind == EXCHANGE ? partner(layer, oldPlace) : layer;
            int newPlace =
                    kind == ORDER ? oldPlace : partner == layer ? otherPlace(layer, oldPlace) : now.place(partner);
            double energyAdded = now.energyAdded(layer, newPlace);
            double cyclesAdded = prices.ofCycles(layer, newPlace) - prices.ofCycles(layer, oldPlace);
            now.place(layer, newPlace);
            if (partner != layer) {
                energyAdded += now.energyAdded(partner, oldPlace);
                cyclesAdded += prices.ofCycles(partner, oldPlace) - prices.ofCycles(partner, newPlace);
                now.place(partner, oldPlace);
            }
            double costAdded = cyclesAdded + (prices.energyCounts ? energyAdded : 0);
            // the rule of Metropolis, turned around: accept up to a rise that is exponentially distributed
            double room = measure.overrunPrice() * measure.overrun(makespan)
                    - costAdded
                    + temperature * random.nextExponential();
            int oldIndex = now.position(layer);
            int newIndex = kind == PLACE || partner != layer ? oldIndex : otherIndex(layer, oldIndex);
            long limit = measure.latency() + (long) Math.min(room / measure.overrunPrice(), (double) problem.horizon);
            long newMakespan = Long.MAX_VALUE;
            if (room >= 0 && (newPlace != oldPlace || newIndex != oldIndex)) {
                now.move(layer, newIndex);
                newMakespan = now.makespan(limit);
                if (newMakespan > limit) {
                    now.move(layer, oldIndex);
                }
            }
            if (room < 0 || newMakespan > limit) {
                now.place(partner, newPlace);
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

    /** A layer that runs elsewhere and could change places with {@code layer}, or {@code layer} itself. */
    private int partner(int layer, int place) {
        int partner = random.nextInt(problem.layers);
        int other = now.place(partner);
        return other != place && runs(layer, other) && runs(partner, place) ? partner : layer;
    }

    private boolean runs(int layer, int sub) {
        for (int choice : problem.choices[layer]) {
            if (choice == sub) {
                return true;
            }
        }
        return false;
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
