package org.cosearch.accelerator.mapping;

import java.util.Arrays;
import org.cosearch.accelerator.cost.FlatMapping;
import org.cosearch.accelerator.cost.InputCounts;
import org.cosearch.accelerator.cost.NestEvaluator;
import org.cosearch.hardware.Accelerator;
import org.cosearch.workload.LoopNest;

/** The oracle of the mapper: every mapping that the dataflow allows, one after the other, without any bound. */
final class EveryMapping {

    private final Accelerator accelerator;
    private final LoopNest nest;
    private final Rules rules;
    private final NestEvaluator evaluator;
    private final MappingGoal goal;
    private final FlatMapping flat;
    private final Tiling tiling;
    private double least = Double.POSITIVE_INFINITY;
    private long left;
    /** The one of the least score. */
    final Tiling best;

    EveryMapping(LoopNest nest, Accelerator accelerator, MappingGoal goal, InputCounts counts) {
        this.nest = nest;
        this.accelerator = accelerator;
        this.goal = goal;
        rules = new Rules(nest, accelerator);
        evaluator = new NestEvaluator(nest, accelerator, counts);
        flat = evaluator.newMapping();
        tiling = new Tiling(rules);
        best = new Tiling(rules);
    }

    /** The least score, infinite where there is no mapping; not a number where there are more than {@code most}. */
    double least(long most) {
        left = most;
        factors(0, 0, rules.bound[0]);
        return left < 0 ? Double.NaN : least;
    }

    /** All factors of dimension d in the slots from {@code slot} on: of each level time, columns, rows. */
    private void factors(int d, int slot, int rest) {
        if (d == rules.dimensions) {
            for (int level = 0; level < rules.levels; level++) {
                for (int i = 0; i < rules.dimensions; i++) {
                    tiling.order[level * rules.dimensions + i] = i;
                }
            }
            keep(0);
            return;
        }
        if (left < 0) {
            return;
        }
        if (slot == 3 * rules.levels) {
            if (rest == 1) {
                factors(d + 1, 0, d + 1 < rules.dimensions ? rules.bound[d + 1] : 1);
            }
            return;
        }
        int at = slot / 3 * rules.dimensions + d;
        int[] table = slot % 3 == 0 ? tiling.temporal : slot % 3 == 1 ? tiling.x : tiling.y;
        int room = slot % 3 == 0 ? rest : slot % 3 == 1 ? rules.columns[slot / 3] : rules.rows[slot / 3];
        for (int factor = 1; factor <= Math.min(rest, room); factor++) {
            // one dimension lies in one direction
            if (rest % factor == 0 && (slot % 3 < 2 || factor == 1 || tiling.x[at] == 1)) {
                table[at] = factor;
                factors(d, slot + 1, rest / factor);
            }
        }
        table[at] = 1;
    }

    private void keep(int level) {
        if (level == rules.levels) {
            order(0, 0);
            return;
        }
        for (int roles = 0; roles < 8; roles++) {
            if ((roles & rules.keep[level]) == rules.keep[level] && (roles & rules.bypass[level]) == 0) {
                tiling.kept[level] = roles;
                keep(level + 1);
            }
        }
    }

    /** All orders of the loops, the position {@code at} of a level next. */
    private void order(int level, int at) {
        if (level == rules.levels) {
            evaluate();
            return;
        }
        int row = level * rules.dimensions;
        int count = 0;
        if (at == 0) {
            // loops of bound 1 go to the end, where they are left alone
            int[] sorted = new int[rules.dimensions];
            for (int pass = 0; pass < 2; pass++) {
                for (int d = 0; d < rules.dimensions; d++) {
                    if ((tiling.temporal[row + d] > 1) == (pass == 0)) {
                        sorted[count++] = d;
                    }
                }
            }
            System.arraycopy(sorted, 0, tiling.order, row, rules.dimensions);
        }
        int loops = (int) Arrays.stream(tiling.temporal, row, row + rules.dimensions)
                .filter(bound -> bound > 1)
                .count();
        if (at >= loops) {
            order(level + 1, 0);
            return;
        }
        for (int i = at; i < loops; i++) {
            swap(row + at, row + i);
            if (at + 1 == loops) {
                order(level + 1, 0);
            } else {
                order(level, at + 1);
            }
            swap(row + at, row + i);
        }
    }

    private void swap(int a, int b) {
        int d = tiling.order[a];
        tiling.order[a] = tiling.order[b];
        tiling.order[b] = d;
    }

    private void evaluate() {
        if (--left < 0) {
            return;
        }
        tiling.write(flat, rules);
        if (!evaluator.evaluate(flat)) {
            return;
        }
        double score = goal.score(evaluator.energyPicojoules(), evaluator.cycles());
        // conformance is slow, and asked of those alone that matter
        if (score < least
                && Conformance.violations(nest, accelerator, flat.toMapping(nest, accelerator))
                        .isEmpty()) {
            least = score;
            best.copyFrom(tiling);
        }
    }
}
