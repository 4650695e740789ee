package org.cosearch.accelerator.mapping;

import java.util.ArrayList;
import java.util.List;

/**
 * One way to spread a loop nest over all fan-outs, as tables {@code [level · dimensions + d]} of factors that divide the
 * bounds.
 */
final class SpatialChoice {

    final int[] x;
    final int[] y;
    /** {@code [d]}: iterations left for loops in time. */
    final int[] rest;

    final long instances;

    private SpatialChoice(int[] x, int[] y, int[] rest, long instances) {
        this.x = x;
        this.y = y;
        this.rest = rest;
        this.instances = instances;
    }

    int factor(int at) {
        return x[at] * y[at];
    }

    /** All factors, whatever their direction. */
    int[] factors() {
        int[] result = new int[x.length];
        java.util.Arrays.setAll(result, this::factor);
        return result;
    }

    /** Every way that the rules allow, and whether the list ends for lack of room. */
    static final class Enumeration {

        private final Rules rules;
        private final TemporalFactors temporal;
        private final int most;
        private final int[] x;
        private final int[] y;
        private final int[] rest;
        final List<SpatialChoice> choices = new ArrayList<>();
        boolean complete = true;

        Enumeration(Rules rules, TemporalFactors temporal, int most) {
            this.rules = rules;
            this.temporal = temporal;
            this.most = most;
            int size = rules.levels * rules.dimensions;
            x = new int[size];
            y = new int[size];
            java.util.Arrays.fill(x, 1);
            java.util.Arrays.fill(y, 1);
            rest = rules.bound.clone();
            next(0, rules.columns[0], rules.rows[0], 1);
        }

        private void next(int at, int roomX, int roomY, long instances) {
            if (choices.size() >= most) {
                complete = false;
                return;
            }
            if (at == x.length) {
                for (int d = 0; d < rules.dimensions; d++) {
                    if (!temporal.fits(0, rules.levels, d, rest[d])) {
                        return;
                    }
                }
                choices.add(new SpatialChoice(x.clone(), y.clone(), rest.clone(), instances));
                return;
            }
            int d = at % rules.dimensions;
            boolean last = d == rules.dimensions - 1;
            int level = at / rules.dimensions;
            int before = rest[d];
            int most = Math.min(before, rules.mostSpatial[at]);
            for (int onX = 1; onX <= Math.min(most, rules.mayLieOnX[at] ? roomX : 1); onX++) {
                if (before % onX != 0) {
                    continue;
                }
                for (int onY = 1; onY <= Math.min(most / onX, rules.mayLieOnY[at] ? roomY : 1); onY++) {
                    // one dimension lies in one direction
                    if (before / onX % onY != 0 || (onX > 1 && onY > 1) || onX * onY < rules.leastSpatial[at]) {
                        continue;
                    }
                    x[at] = onX;
                    y[at] = onY;
                    rest[d] = before / onX / onY;
                    if (last && !rules.directionsFit(level, x, y)) {
                        continue;
                    }
                    if (last && level + 1 < rules.levels) {
                        next(at + 1, rules.columns[level + 1], rules.rows[level + 1], instances * onX * onY);
                    } else {
                        next(at + 1, roomX / onX, roomY / onY, instances * onX * onY);
                    }
                }
            }
            x[at] = 1;
            y[at] = 1;
            rest[d] = before;
        }
    }
}
