package org.cosearch.accelerator.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which iterations of a dimension a run of neighbouring levels can take in time, under the rules. */
final class TemporalFactors {

    private final Rules rules;
    /** {@code [(from · (levels + 1) + to) · dimensions + d]}: by the iterations to place. */
    private final List<Map<Integer, Boolean>> known = new ArrayList<>();

    /** {@code [level · dimensions + d]}: by the iterations to place. */
    private final List<Map<Integer, int[]>> shares = new ArrayList<>();

    TemporalFactors(Rules rules) {
        this.rules = rules;
        for (int at = 0; at < (rules.levels + 1) * (rules.levels + 1) * rules.dimensions; at++) {
            known.add(new HashMap<>());
        }
        for (int at = 0; at < rules.levels * rules.dimensions; at++) {
            shares.add(new HashMap<>());
        }
    }

    /** Whether the levels {@code [from, to)} can take exactly so many iterations. */
    boolean fits(int from, int to, int d, int iterations) {
        if (from == to) {
            return iterations == 1;
        }
        Map<Integer, Boolean> memory = known.get((from * (rules.levels + 1) + to) * rules.dimensions + d);
        Boolean answer = memory.get(iterations);
        if (answer == null) {
            answer = false;
            for (int factor : Divisors.of(iterations)) {
                if (allows(from, d, factor) && fits(from + 1, to, d, iterations / factor)) {
                    answer = true;
                    break;
                }
            }
            memory.put(iterations, answer);
        }
        return answer;
    }

    /** Whether a level may loop so often over a dimension. */
    boolean allows(int level, int d, int factor) {
        int at = level * rules.dimensions + d;
        return factor >= rules.leastTemporal[at] && factor <= rules.mostTemporal[at];
    }

    /** What the levels from {@code level} inwards can take of so many iterations if those outside take the rest. */
    int[] inside(int level, int d, int iterations) {
        return shares.get(level * rules.dimensions + d)
                .computeIfAbsent(
                        iterations,
                        all -> Arrays.stream(Divisors.of(all))
                                .filter(share -> fits(level, rules.levels, d, share) && fits(0, level, d, all / share))
                                .toArray());
    }
}
