package org.cosearch.accelerator.mapping;

import org.cosearch.accelerator.cost.FlatMapping;
import org.cosearch.accelerator.cost.NestEvaluator;

/**
 * A hill climb from one mapping: it moves prime factors between loops, reorders loops and toggles what levels keep, and
 * takes every step that lowers the score, until none does.
 */
final class Climb {

    private final Rules rules;
    private final NestEvaluator evaluator;
    private final MappingGoal goal;
    private final FlatMapping flat;
    private final Tiling current;
    private final Tiling trial;
    private final long leastInstances;
    private final int[] obeyed;
    private long evaluationsLeft;

    double score;

    Climb(Rules rules, NestEvaluator evaluator, MappingGoal goal, long leastInstances) {
        this.rules = rules;
        this.evaluator = evaluator;
        this.goal = goal;
        this.leastInstances = leastInstances;
        flat = evaluator.newMapping();
        current = new Tiling(rules);
        trial = new Tiling(rules);
        obeyed = new int[rules.dimensions];
    }

    /** Climbs from {@code start} with at most so many evaluations; the result is in {@code start}. */
    long from(Tiling start, double startScore, long mostEvaluations) {
        current.copyFrom(start);
        score = startScore;
        evaluationsLeft = mostEvaluations;
        boolean better = true;
        while (better && evaluationsLeft > 0) {
            better = factors() | orders() | keeps();
            if (!better) {
                better = exchanges();
            }
        }
        start.copyFrom(current);
        return mostEvaluations - evaluationsLeft;
    }

    private int slots() {
        return 3 * rules.levels;
    }

    private int[] table(Tiling tiling, int slot) {
        return slot % 3 == 0 ? tiling.temporal : slot % 3 == 1 ? tiling.x : tiling.y;
    }

    private boolean factors() {
        boolean better = false;
        for (int d = 0; d < rules.dimensions; d++) {
            for (int from = 0; from < slots(); from++) {
                for (int to = 0; to < slots(); to++) {
                    trial.copyFrom(current);
                    better |= move(d, from, to) && accept();
                }
            }
        }
        return better;
    }

    /** Moves of two factors at once, in opposite directions. */
    private boolean exchanges() {
        for (int first = 0; first < rules.dimensions; first++) {
            for (int from = 0; from < slots(); from++) {
                for (int to = 0; to < slots(); to++) {
                    for (int second = 0; second < rules.dimensions; second++) {
                        trial.copyFrom(current);
                        if (evaluationsLeft > 0
                                && second != first
                                && move(first, from, to)
                                && move(second, to, from)
                                && accept()) {
                            return true;
                        }
                    }
                }
            }
        }
        return false;
    }

    /** Moves the smallest prime of dimension d in {@link #trial}; false where the rules forbid it. */
    private boolean move(int d, int from, int to) {
        int source = from / 3 * rules.dimensions + d;
        int target = to / 3 * rules.dimensions + d;
        int bound = table(trial, from)[source];
        if (from == to || bound == 1) {
            return false;
        }
        int prime = Divisors.smallestPrime(bound);
        table(trial, from)[source] /= prime;
        table(trial, to)[target] *= prime;
        return allowed(source) && allowed(target);
    }

    private boolean allowed(int at) {
        int across = trial.x[at] * trial.y[at];
        return trial.temporal[at] >= rules.leastTemporal[at]
                && trial.temporal[at] <= rules.mostTemporal[at]
                && across >= rules.leastSpatial[at]
                && across <= rules.mostSpatial[at]
                && (trial.x[at] == 1 || trial.y[at] == 1)
                && rules.directionsFit(at / rules.dimensions, trial.x, trial.y);
    }

    private boolean orders() {
        boolean better = false;
        for (int level = 0; level < rules.levels; level++) {
            for (int from = 0; from < rules.dimensions; from++) {
                for (int to = 0; to < rules.dimensions; to++) {
                    trial.copyFrom(current);
                    int row = level * rules.dimensions;
                    int d = trial.order[row + from];
                    if (from != to && trial.temporal[row + d] > 1) {
                        int step = from < to ? 1 : -1;
                        for (int i = from; i != to; i += step) {
                            trial.order[row + i] = trial.order[row + i + step];
                        }
                        trial.order[row + to] = d;
                        better |= accept();
                    }
                }
            }
        }
        return better;
    }

    private boolean keeps() {
        boolean better = false;
        for (int level = 1; level < rules.levels; level++) {
            for (int bit = 1; bit < 8; bit *= 2) {
                trial.copyFrom(current);
                if (((rules.keep[level] | rules.bypass[level]) & bit) == 0) {
                    trial.kept[level] ^= bit;
                    better |= accept();
                }
            }
        }
        return better;
    }

    private boolean accept() {
        if (evaluationsLeft <= 0) {
            return false;
        }
        long instances = 1;
        for (int at = 0; at < trial.x.length; at++) {
            instances *= (long) trial.x[at] * trial.y[at];
        }
        if (instances < leastInstances) {
            return false;
        }
        for (int level = 0; level < rules.levels; level++) {
            obey(level);
        }
        evaluationsLeft--;
        trial.write(flat, rules);
        if (!evaluator.evaluate(flat)) {
            return false;
        }
        double value = goal.score(evaluator.energyPicojoules(), evaluator.cycles());
        if (value < score * (1 - 1e-12)) {
            score = value;
            current.copyFrom(trial);
            return true;
        }
        return false;
    }

    /** Puts the dimensions whose place is fixed there. */
    private void obey(int level) {
        int row = level * rules.dimensions;
        long fixed = 0;
        for (int d : rules.temporalInner[level]) {
            fixed |= 1L << d;
        }
        for (int d : rules.temporalOuter[level]) {
            fixed |= 1L << d;
        }
        if (fixed == 0) {
            return;
        }
        int next = row;
        for (int d : rules.temporalInner[level]) {
            obeyed[next++ - row] = d;
        }
        for (int i = row; i < row + rules.dimensions; i++) {
            if ((fixed & (1L << trial.order[i])) == 0) {
                obeyed[next++ - row] = trial.order[i];
            }
        }
        for (int d : rules.temporalOuter[level]) {
            obeyed[next++ - row] = d;
        }
        System.arraycopy(obeyed, 0, trial.order, row, rules.dimensions);
    }
}
