package org.cosearch.accelerator.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cosearch.accelerator.mapping.SpatialChoice.Enumeration;
import org.cosearch.hardware.Accelerator;

/** The roots of a search: every choice of what levels keep and of spatial loops, best bound first. */
final class Roots {

    private static final int MOST = 100_000;
    private static final int MOST_KEPT_BITS = 9;

    private final Accelerator accelerator;
    private final Rules rules;
    private final Traffic traffic;
    private final MappingGoal goal;
    private final boolean timeloop;
    private final double leastInstances;
    private final double[] words;
    private final LoopLevels loops;
    private final TileBound bound;
    /** The tile inside all loops in time. */
    private final int[] ones;

    final List<Root> list = new ArrayList<>();
    /** Whether the list has them all. */
    boolean complete = true;

    Roots(
            Accelerator accelerator,
            Rules rules,
            LoopLevels loops,
            Traffic traffic,
            TileBound bound,
            MappingGoal goal,
            boolean timeloop) {
        this.loops = loops;
        this.bound = bound;
        ones = new int[rules.dimensions];
        Arrays.fill(ones, 1);
        this.accelerator = accelerator;
        this.rules = rules;
        this.traffic = traffic;
        this.goal = goal;
        this.timeloop = timeloop;
        leastInstances = leastInstances(accelerator);
        words = new double[(rules.levels + 1) * traffic.tensors.length];
    }

    /** MACs that a mapping has to use. */
    static long leastInstances(Accelerator accelerator) {
        return (long) Math.ceil(accelerator.dataflow().minParallelism()
                        * accelerator.compute().mesh().instances()
                - 1e-9);
    }

    /** Fills {@link #list}. */
    void find(TemporalFactors factors, Meter meter) {
        List<int[]> kept = keptRoles();
        Enumeration spatial = new Enumeration(rules, factors, MOST);
        complete &= spatial.complete;
        List<SpatialChoice> spreads = distinct(spatial.choices);
        int each = Math.max(1, MOST / kept.size());
        if (spreads.size() > each) {
            complete = false;
            spreads.sort(Comparator.comparingLong((SpatialChoice choice) -> choice.instances)
                    .reversed());
            spreads = spreads.subList(0, each);
        }
        try {
            for (SpatialChoice spread : spreads) {
                for (int[] roles : kept) {
                    meter.step(1);
                    if (spread.instances >= leastInstances && traffic.spread(roles, spread)) {
                        add(roles, spread);
                    }
                }
            }
        } catch (Meter.Spent spent) {
            complete = false;
        }
        list.sort(Comparator.comparingDouble(Root::bound));
    }

    private void add(int[] roles, SpatialChoice spread) {
        traffic.leastWords(words);
        double cycles = traffic.leastCycles(words);
        int innermost = loops.count;
        double energy = traffic.leastEnergy(words, loops.first(innermost))
                + bound.least(innermost, innermost, ones, innermost == 1 ? traffic.rest : Boundary.OPEN)
                + traffic.leakagePerCycle * cycles;
        list.add(new Root(roles, spread, cycles, goal.score(energy, cycles)));
    }

    /** One of those that differ in direction alone, unless neighbours may forward: then it matters who lies beside whom. */
    private List<SpatialChoice> distinct(List<SpatialChoice> choices) {
        Set<List<Integer>> seen = new HashSet<>();
        List<SpatialChoice> result = new ArrayList<>();
        for (SpatialChoice choice : choices) {
            if (mayForward(choice)
                    || seen.add(Arrays.stream(choice.factors()).boxed().toList())) {
                result.add(choice);
            }
        }
        return result;
    }

    private boolean mayForward(SpatialChoice choice) {
        if (!timeloop) {
            return false;
        }
        for (int at = 0; at < rules.levels * rules.dimensions; at++) {
            if (choice.factor(at) > 1) {
                boolean slides = false;
                for (Tensor tensor : traffic.tensors) {
                    slides |= tensor.axisOf[at % rules.dimensions] >= 0;
                }
                if (slides || at / rules.dimensions == rules.levels - 1) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What levels may keep; where there are too many choices, all of its tensors or none at each level. */
    private List<int[]> keptRoles() {
        int bits = 0;
        for (int level = 0; level < rules.levels; level++) {
            bits += Integer.bitCount(freeToKeep(level));
        }
        boolean every = bits <= MOST_KEPT_BITS;
        complete &= every;
        List<int[]> result = new ArrayList<>();
        result.add(new int[0]);
        for (int level = 0; level < rules.levels; level++) {
            int free = freeToKeep(level);
            List<int[]> longer = new ArrayList<>();
            for (int[] prefix : result) {
                for (int extra = free; ; extra = every ? (extra - 1) & free : 0) {
                    int[] next = Arrays.copyOf(prefix, level + 1);
                    next[level] = rules.keep[level] | extra;
                    longer.add(next);
                    if (extra == 0) {
                        break;
                    }
                }
            }
            result = longer;
        }
        return result;
    }

    private int freeToKeep(int level) {
        boolean stores = accelerator.levels().get(level).effectiveCapacityWords() > 0;
        return stores ? 7 & ~rules.bypass[level] & ~rules.keep[level] : 0;
    }
}
