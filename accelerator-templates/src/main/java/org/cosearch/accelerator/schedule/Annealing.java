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
        now.settle();
        int move = 0;
        for (; move < moves && bestMakespan > enough; move++) {
            temperature *= cooling;
            long bits = random.nextLong();
            int layer = high(bits, problem.layers);
            int kind = low(bits, KINDS);
            bits = random.nextLong();
            int oldPlace = now.place(layer);
            int partner = kind == EXCHANGE ? partner(layer, high(bits, problem.layers)) : layer;
            int newPlace = partner != layer ? now.place(partner) : kind == ORDER ? oldPlace : otherPlace(layer, bits);
            double energyAdded = now.energyAdded(layer, newPlace);
            double cyclesAdded = prices.ofCycles(layer, newPlace) - prices.ofCycles(layer, oldPlace);
            now.place(layer, newPlace);
            if (partner != layer) {
                energyAdded += now.energyAdded(partner, oldPlace);
                cyclesAdded += prices.ofCycles(partner, oldPlace) - prices.ofCycles(partner, newPlace);
                now.place(partner, oldPlace);
            }
            // the rule of Metropolis, turned around: accept up to a rise that is exponentially distributed
            double room = measure.overrunPrice() * measure.overrun(makespan)
                    - cyclesAdded
                    - (prices.energyCounts ? energyAdded : 0)
                    + temperature * random.nextExponential();
            int oldIndex = now.position(layer);
            int newIndex = kind == PLACE || partner != layer ? oldIndex : otherIndex(layer, oldIndex, bits);
            long limit = measure.latency() + (long) Math.min(room / measure.overrunPrice(), (double) problem.horizon);
            long newMakespan = Long.MAX_VALUE;
            if (room >= 0 && (newPlace != oldPlace || newIndex != oldIndex)) {
                now.move(layer, newIndex);
                newMakespan = now.makespan(Math.min(Math.min(oldIndex, newIndex), now.position(partner)), limit);
                if (newMakespan > limit) {
                    now.move(layer, oldIndex);
                }
            }
            if (newMakespan > limit) {
                now.place(partner, newPlace);
                now.place(layer, oldPlace);
                continue;
            }
            now.settle();
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

    /** One of {@code count}, by the upper half of random bits. */
    private static int high(long bits, int count) {
        return (int) ((bits >>> 32) * count >>> 32);
    }

    /** One of {@code count}, by the lower half of random bits. */
    private static int low(long bits, int count) {
        return (int) ((bits & 0xFFFF_FFFFL) * count >>> 32);
    }

    /** {@code other} if it runs elsewhere and could change places with {@code layer}, otherwise {@code layer} itself. */
    private int partner(int layer, int other) {
        int here = now.place(layer);
        int there = now.place(other);
        return here != there && runs(layer, there) && runs(other, here) ? other : layer;
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

    private int otherPlace(int layer, long bits) {
        int place = now.place(layer);
        int[] choices = problem.choices[layer];
        if (choices.length == 1) {
            return place;
        }
        int choice = high(bits, choices.length - 1);
        return choices[choice] >= place ? choices[choice + 1] : choices[choice];
    }

    private int otherIndex(int layer, int index, long bits) {
        int earliest = now.earliest(layer);
        int latest = now.latest(layer);
        if (earliest == latest) {
            return index;
        }
        int other = earliest + low(bits, latest - earliest);
        return other >= index ? other + 1 : other;
    }
}
