package org.cosearch.accelerator.mapping;

import java.util.Arrays;
import org.cosearch.hardware.Accelerator;
import org.cosearch.workload.LoopNest;

/** Leaves out temporal loops that no legal mapping has, or that are as good one level further out. */
final class Tightening {

    private final Rules rules;
    private final Accelerator accelerator;
    private final Tensor[] tensors;
    private final long[] extents;

    private Tightening(LoopNest nest, Accelerator accelerator) {
        rules = new Rules(nest, accelerator);
        this.accelerator = accelerator;
        tensors = nest.operands().stream()
                .map(operand -> new Tensor(nest, operand))
                .toArray(Tensor[]::new);
        extents = new long[rules.dimensions];
        Arrays.fill(extents, 1);
    }

    /** The rules of a nest with fewer loops, under which the best mapping is as good. */
    static Rules of(LoopNest nest, Accelerator accelerator) {
        Tightening tightening = new Tightening(nest, accelerator);
        tightening.fit();
        tightening.passOutwards();
        return tightening.rules;
    }

    /** No loop is longer than the smallest memory outside it allows that has to keep what it moves. */
    private void fit() {
        for (int level = 1; level < rules.levels; level++) {
            for (int d = 0; d < rules.dimensions; d++) {
                int at = level * rules.dimensions + d;
                while (rules.mostTemporal[at] > 1 && !fits(level, d, rules.mostTemporal[at])) {
                    rules.mostTemporal[at]--;
                }
            }
        }
    }

    private boolean fits(int last, int d, int iterations) {
        extents[d] = iterations;
        boolean fits = true;
        for (int level = 1; level <= last && fits; level++) {
            long words = 0;
            for (Tensor tensor : tensors) {
                words += (rules.keep[level] & tensor.bit) != 0 ? tensor.words(extents, 0) : 0;
            }
            fits = words <= accelerator.levels().get(level).effectiveCapacityWords();
        }
        extents[d] = 1;
        return fits;
    }

    /**
     * A level that keeps nothing leaves its loops to the level outside if that may take all of them, as its innermost
     * ones: no tile changes. Loops of windows stay, since they tell which neighbours lie beside each other.
     */
    private void passOutwards() {
        for (int level = rules.levels - 1; level > 0; level--) {
            boolean all = !keepsSomething(level) && !innermostIsFixed(level - 1);
            for (int d = 0; d < rules.dimensions && all; d++) {
                all = rules.mostTemporal[level * rules.dimensions + d] == 1 || mayPass(level, d);
            }
            if (all) {
                Arrays.fill(rules.mostTemporal, level * rules.dimensions, (level + 1) * rules.dimensions, 1);
            }
        }
    }

    private boolean mayPass(int level, int d) {
        int at = level * rules.dimensions + d;
        int outer = at - rules.dimensions;
        return rules.leastTemporal[at] == 1
                && rules.leastTemporal[outer] == 1
                && rules.mostTemporal[outer] >= rules.bound[d]
                && !slides(d)
                && !isOutermost(level - 1, d);
    }

    private boolean keepsSomething(int level) {
        return rules.bypass[level] != 7 && accelerator.levels().get(level).effectiveCapacityWords() > 0;
    }

    private boolean innermostIsFixed(int level) {
        for (int d : rules.temporalInner[level]) {
            if (rules.mostTemporal[level * rules.dimensions + d] > 1) {
                return true;
            }
        }
        return false;
    }

    private boolean isOutermost(int level, int d) {
        for (int outermost : rules.temporalOuter[level]) {
            if (outermost == d) {
                return true;
            }
        }
        return false;
    }

    private boolean slides(int d) {
        for (Tensor tensor : tensors) {
            if (tensor.axisOf[d] >= 0) {
                return true;
            }
        }
        return false;
    }
}
