package org.cosearch.accelerator.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which factors of a dimension a level may take, so that the levels inside it can take the others. */
final class TemporalFactors {

    private static final int[] NONE = {};

    private final Rules rules;
    private final int levels;
    /** {@code [level · dimensions + d]}: by the iterations to place at the level and inside. */
    private final List<Map<Integer, int[]>> known = new ArrayList<>();

    /** @param levels how many levels, from the outermost, share the iterations */
    TemporalFactors(Rules rules, int levels) {
        this.rules = rules;
        this.levels = levels;
        for (int at = 0; at < rules.levels * rules.dimensions; at++) {
            known.add(new HashMap<>());
        }
    }

    /** Whether the level and those inside it can take so many iterations. */
    boolean fits(int level, int d, int iterations) {
        return level == levels ? iterations == 1 : of(level, d, iterations).length > 0;
    }

    /** The factors for the level, ascending. */
    int[] of(int level, int d, int iterations) {
        int at = level * rules.dimensions + d;
        Map<Integer, int[]> memory = known.get(at);
        int[] factors = memory.get(iterations);
        if (factors == null) {
            factors = NONE;
            int most = Math.min(iterations, rules.mostTemporal[at]);
            List<Integer> found = new ArrayList<>();
            for (int factor = rules.leastTemporal[at]; factor <= most; factor++) {
                if (iterations % factor == 0 && fits(level + 1, d, iterations / factor)) {
                    found.add(factor);
                }
            }
            if (!found.isEmpty()) {
                factors = found.stream().mapToInt(Integer::intValue).toArray();
            }
            memory.put(iterations, factors);
        }
        return factors;
    }

    /**
     * The factors for a level when the levels inside it have taken theirs, and those outside can take the others.
     *
     * @param outside factors of the levels outside alone
     */
    int[] bottomUp(int level, int d, int iterations, TemporalFactors outside) {
        List<Integer> found = new ArrayList<>();
        int at = level * rules.dimensions + d;
        int most = Math.min(iterations, rules.mostTemporal[at]);
        for (int factor = rules.leastTemporal[at]; factor <= most; factor++) {
            if (iterations % factor == 0 && outside.fits(0, d, iterations / factor)) {
                found.add(factor);
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Iterations that the levels from {@code level} inwards may cover out of so many, ascending. */
    int[] inner(int level, int d, int iterations) {
        List<Integer> found = new ArrayList<>();
        for (int inner = 1; inner <= iterations; inner++) {
            if (iterations % inner == 0 && fits(level, d, inner)) {
                found.add(inner);
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }
}
