package org.cosearch.accelerator.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.LevelConstraint;
import org.cosearch.hardware.Mapping;
import org.cosearch.hardware.Mapping.Loop;
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.LoopNest.Role;

/** Whether a mapping respects the dataflow of an accelerator. */
public final class Conformance {

    private Conformance() {}

    /**
     * What a mapping does that the dataflow does not allow, one sentence each; empty if it conforms.
     *
     * <p>Whether it fits capacities and fan-outs is for a cost model to say.
     */
    public static List<String> violations(LoopNest nest, Accelerator accelerator, Mapping mapping) {
        Rules rules = new Rules(nest, accelerator);
        List<String> result = new ArrayList<>();
        List<String> names =
                nest.dimensions().stream().map(LoopNest.Dimension::name).toList();
        long used = 1;
        int[] x = new int[rules.levels * rules.dimensions];
        int[] y = new int[x.length];
        for (int level = 0; level < rules.levels; level++) {
            Mapping.Level part = mapping.levels().get(level);
            LevelConstraint constraint = accelerator.dataflow().level(part.name());
            for (int d = 0; d < rules.dimensions; d++) {
                int at = level * rules.dimensions + d;
                String name = names.get(d);
                int temporal = product(part.temporal(), name);
                x[at] = product(part.spatialX(), name);
                y[at] = product(part.spatialY(), name);
                require(
                        result,
                        temporal >= rules.leastTemporal[at] && temporal <= rules.mostTemporal[at],
                        "Level %s loops %d times over %s.".formatted(part.name(), temporal, name));
                used *= (long) x[at] * y[at];
                require(
                        result,
                        x[at] * y[at] >= rules.leastSpatial[at] && x[at] * y[at] <= rules.mostSpatial[at],
                        "Level %s spreads %s to %d.".formatted(part.name(), name, x[at] * y[at]));
                require(
                        result,
                        x[at] == 1 || rules.mayLieOnX[at],
                        "Level %s has %s on X.".formatted(part.name(), name));
                require(
                        result,
                        y[at] == 1 || rules.mayLieOnY[at],
                        "Level %s has %s on Y.".formatted(part.name(), name));
            }
            require(
                    result,
                    rules.directionsFit(level, x, y),
                    "Level %s has spatial loops on X outside of those on Y.".formatted(part.name()));
            order(result, part.name(), part.temporal(), constraint.temporal());
            List<Loop> across = new ArrayList<>(part.spatialY());
            across.addAll(part.spatialX());
            order(result, part.name(), across, constraint.spatial());
            for (Role role : constraint.keep()) {
                require(
                        result,
                        part.kept().contains(role),
                        "Level %s does not keep %s.".formatted(part.name(), role.label()));
            }
            for (Role role : constraint.bypass()) {
                require(result, !part.kept().contains(role), "Level %s keeps %s.".formatted(part.name(), role.label()));
            }
        }
        int macs = accelerator.compute().mesh().instances();
        require(
                result,
                used >= accelerator.dataflow().minParallelism() * macs,
                "%d of %d MACs are used, a share below %s."
                        .formatted(used, macs, accelerator.dataflow().minParallelism()));
        return result;
    }

    private static void order(List<String> result, String level, List<Loop> loops, LevelConstraint.Loops constraint) {
        List<String> innerFirst = new ArrayList<>();
        for (Loop loop : loops) {
            if (!innerFirst.contains(loop.dimension())) {
                innerFirst.add(0, loop.dimension());
            }
        }
        List<String> inner = new ArrayList<>(constraint.innermost());
        inner.retainAll(Set.copyOf(innerFirst));
        List<String> outer = new ArrayList<>(constraint.outermost());
        outer.retainAll(Set.copyOf(innerFirst));
        int size = innerFirst.size();
        require(
                result,
                innerFirst.subList(0, inner.size()).equals(inner)
                        && innerFirst.subList(size - outer.size(), size).equals(outer),
                "Level %s has the loops %s, inner to outer.".formatted(level, innerFirst));
    }

    private static int product(List<Loop> loops, String dimension) {
        int product = 1;
        for (Loop loop : loops) {
            if (loop.dimension().equals(dimension)) {
                product *= loop.bound();
            }
        }
        return product;
    }

    private static void require(List<String> result, boolean holds, String sentence) {
        if (!holds) {
            result.add(sentence);
        }
    }
}
