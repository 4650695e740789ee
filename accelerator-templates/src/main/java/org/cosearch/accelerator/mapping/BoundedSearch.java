package org.cosearch.accelerator.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.cosearch.accelerator.cost.FlatMapping;
import org.cosearch.accelerator.cost.InputCounts;
import org.cosearch.accelerator.cost.NestEvaluator;
import org.cosearch.hardware.Accelerator;
import org.cosearch.workload.LoopNest;

/**
 * One run of {@link BoundedMapper}: a branch and bound over what levels keep, spatial loops, and then the temporal loops of
 * one level after the other, outer to inner.
 *
 * <p>First it dives: from each promising root it follows a few of the best branches. Then it goes through all branches whose
 * bound is below the best found, best root first, until all are done or the steps are spent.
 */
final class BoundedSearch {

    private static final int DIVES = 96;
    private static final int DIVE_WIDTH = 3;
    private static final int MOST_ROOTS = 400_000;

    private record Root(int[] kept, SpatialChoice choice, double bound) {}

    private static final class StepsSpent extends RuntimeException {
        private static final long serialVersionUID = 1;

        StepsSpent() {
            super("the search has spent its steps", null, false, false);
        }
    }

    private final Rules rules;
    private final NestEvaluator evaluator;
    private final TrafficBound bound;
    private final LoopOrders orders;
    private final TemporalFactors factors;
    private final MappingGoal goal;
    private final long mostSteps;
    private final BooleanSupplier stop;
    private final int levels;
    private final int dimensions;
    private final FlatMapping flat;
    private final long leastInstances;
    private final Accelerator accelerator;

    /** {@code [level · dimensions + d]}: iterations left for the level and those inside. */
    private final int[] rest;

    private final Tiling current;
    private final Tiling best;
    private boolean diving;
    private long steps;
    /** The least bound of branches of which not every order is searched. */
    private double leastSkipped = Double.POSITIVE_INFINITY;

    double bestScore = Double.POSITIVE_INFINITY;
    double lowerBound;
    long considered;
    boolean complete;
    boolean stopped;
    private boolean allRoots;

    BoundedSearch(
            LoopNest nest,
            Accelerator accelerator,
            Rules rules,
            MappingGoal goal,
            InputCounts counts,
            long mostSteps,
            BooleanSupplier stop) {
        this.accelerator = accelerator;
        this.rules = rules;
        this.goal = goal;
        this.mostSteps = mostSteps;
        this.stop = stop;
        evaluator = new NestEvaluator(nest, accelerator, counts);
        factors = new TemporalFactors(rules);
        bound = new TrafficBound(nest, accelerator, rules, factors, goal, counts);
        orders = new LoopOrders(rules, bound.tensors);
        levels = rules.levels;
        dimensions = rules.dimensions;
        flat = evaluator.newMapping();
        leastInstances = (long) Math.ceil(accelerator.dataflow().minParallelism()
                        * accelerator.compute().mesh().instances()
                - 1e-9);
        rest = new int[(levels + 1) * dimensions];
        current = new Tiling(rules);
        best = new Tiling(rules);
        lowerBound = goal.score(
                nest.macs() * accelerator.compute().macPicojoules(),
                Math.ceil((double) nest.macs() / accelerator.compute().mesh().instances()));
    }

    Tiling best() {
        return best;
    }

    /** Searches; afterwards {@link #bestScore} is finite if there is a mapping. */
    void run() {
        SpatialChoice.Enumeration spatial = new SpatialChoice.Enumeration(rules, factors, MOST_ROOTS);
        allRoots = spatial.complete;
        List<Root> roots = roots(spatial.choices);
        roots.sort(Comparator.comparingDouble(Root::bound));
        int done = 0;
        try {
            diving = true;
            for (int i = 0; i < Math.min(DIVES, roots.size()) && roots.get(i).bound() < bestScore; i++) {
                explore(roots.get(i));
            }
            diving = false;
            while (done < roots.size() && roots.get(done).bound() < bestScore) {
                explore(roots.get(done));
                done++;
            }
        } catch (StepsSpent spent) {
            dive(roots, done);
        }
        // roots that were not listed may have any bound
        double left = done < roots.size() ? roots.get(done).bound() : Double.POSITIVE_INFINITY;
        left = Math.min(bestScore, Math.min(left, leastSkipped));
        if (allRoots) {
            lowerBound = Math.max(lowerBound, left);
        }
        complete = allRoots && left >= bestScore;
        lowerBound = Math.min(lowerBound, bestScore);
    }

    /** Something legal is wanted even where the steps end in the first dives. */
    private void dive(List<Root> roots, int from) {
        for (int i = from; i < roots.size() && bestScore == Double.POSITIVE_INFINITY && !stop.getAsBoolean(); i++) {
            diving = true;
            steps = mostSteps - 10_000;
            try {
                explore(roots.get(i));
            } catch (StepsSpent again) {
                continue;
            }
        }
    }

    private List<Root> roots(List<SpatialChoice> choices) {
        List<Root> roots = new ArrayList<>();
        for (int[] roles : keptRoles()) {
            for (SpatialChoice spread : choices) {
                if (spread.instances < leastInstances) {
                    continue;
                }
                if (roots.size() >= MOST_ROOTS || stopped()) {
                    allRoots = false;
                    return roots;
                }
                if (bound.spread(roles, spread)) {
                    double score = bound.score(-1, 0);
                    roots.add(new Root(roles, spread, score));
                }
            }
        }
        return roots;
    }

    private boolean stopped() {
        stopped |= (steps & 1023) == 0 && stop.getAsBoolean();
        return stopped;
    }

    private List<int[]> keptRoles() {
        List<int[]> result = new ArrayList<>();
        result.add(new int[0]);
        for (int level = 0; level < levels; level++) {
            boolean stores = accelerator.levels().get(level).effectiveCapacityWords() > 0;
            int free = stores ? 7 & ~rules.bypass[level] & ~rules.keep[level] : 0;
            List<int[]> longer = new ArrayList<>();
            for (int[] prefix : result) {
                for (int extra = free; ; extra = (extra - 1) & free) {
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

    private void explore(Root root) {
        SpatialChoice choice = root.choice();
        bound.spread(root.kept(), choice);
        System.arraycopy(root.kept(), 0, current.kept, 0, levels);
        System.arraycopy(choice.x, 0, current.x, 0, choice.x.length);
        System.arraycopy(choice.y, 0, current.y, 0, choice.y.length);
        System.arraycopy(choice.rest, 0, rest, 0, dimensions);
        branch(0);
    }

    private void step() {
        if (++steps > mostSteps || stopped()) {
            throw new StepsSpent();
        }
    }

    private record Branch(int[] factors, double score) {}

    private void branch(int level) {
        if (level == levels) {
            evaluate();
            return;
        }
        List<Branch> branches = branches(level);
        int width = diving ? Math.min(DIVE_WIDTH, branches.size()) : branches.size();
        int begin = bound.loops;
        for (Branch branch : branches.subList(0, width)) {
            if (branch.score() >= bestScore) {
                break;
            }
            take(level, branch.factors());
            bound.layOut(level + 1, Arrays.copyOfRange(rest, (level + 1) * dimensions, (level + 2) * dimensions));
            order(level, branch, begin);
            bound.loops = begin;
        }
    }

    private void take(int level, int[] chosen) {
        for (int d = 0; d < dimensions; d++) {
            rest[(level + 1) * dimensions + d] = rest[level * dimensions + d] / chosen[d];
            current.temporal[level * dimensions + d] = chosen[d];
        }
    }

    /** The factors that a level may take, the most promising first. */
    private List<Branch> branches(int level) {
        List<Branch> branches = new ArrayList<>();
        int[][] options = new int[dimensions][];
        for (int d = 0; d < dimensions; d++) {
            options[d] = factors.of(level, d, rest[level * dimensions + d]);
            if (options[d].length == 0) {
                return branches;
            }
        }
        int[] index = new int[dimensions];
        int[] chosen = new int[dimensions];
        int[] left = new int[dimensions];
        int begin = bound.loops;
        while (true) {
            for (int d = 0; d < dimensions; d++) {
                chosen[d] = options[d][index[d]];
                left[d] = rest[level * dimensions + d] / chosen[d];
            }
            step();
            if (bound.layOut(level + 1, left)) {
                for (int d = 0; d < dimensions; d++) {
                    append(level, d, chosen[d], left[d]);
                }
                double score = bound.score(level, begin);
                bound.loops = begin;
                if (score < bestScore) {
                    branches.add(new Branch(chosen.clone(), score));
                }
            }
            int d = 0;
            while (d < dimensions && ++index[d] == options[d].length) {
                index[d++] = 0;
            }
            if (d == dimensions) {
                branches.sort(Comparator.comparingDouble(Branch::score));
                return branches;
            }
        }
    }

    private void append(int level, int d, int factor, int left) {
        if (factor > 1) {
            bound.loopDimension[bound.loops] = d;
            bound.loopBound[bound.loops] = factor;
            bound.loopStep[bound.loops] = left * bound.below[level * dimensions + d];
            bound.loops++;
        }
    }

    private record Ordered(int[] order, double score) {}

    private void order(int level, Branch branch, int begin) {
        List<Integer> looping = new ArrayList<>();
        for (int d = 0; d < dimensions; d++) {
            if (branch.factors()[d] > 1) {
                looping.add(d);
            }
        }
        boolean matters = false;
        boolean slides = false;
        for (int inner = level + 1; inner < levels; inner++) {
            for (int t = 0; t < bound.tensors.length; t++) {
                if (bound.keeps(inner, t)) {
                    matters = true;
                    slides |= bound.tensors[t].slides();
                }
            }
        }
        int free = orders.free(level, looping).size();
        boolean every = slides && (!diving || free <= 3);
        if (!diving && !LoopOrders.complete(free, matters, slides)) {
            leastSkipped = Math.min(leastSkipped, branch.score());
        }
        List<Ordered> ordered = new ArrayList<>();
        for (int[] order : orders.of(level, looping, matters, every)) {
            step();
            appendAll(level, order, begin);
            double score = bound.score(level, bound.loops);
            if (score < bestScore) {
                ordered.add(new Ordered(order, score));
            }
        }
        ordered.sort(Comparator.comparingDouble(Ordered::score));
        int width = diving ? Math.min(DIVE_WIDTH, ordered.size()) : ordered.size();
        for (Ordered next : ordered.subList(0, width)) {
            if (next.score() >= bestScore) {
                break;
            }
            appendAll(level, next.order(), begin);
            bound.layOut(level + 1, Arrays.copyOfRange(rest, (level + 1) * dimensions, (level + 2) * dimensions));
            bound.score(level, bound.loops);
            note(level, next.order());
            branch(level + 1);
        }
    }

    private void appendAll(int level, int[] order, int begin) {
        bound.loops = begin;
        for (int d : order) {
            append(level, d, current.temporal[level * dimensions + d], rest[(level + 1) * dimensions + d]);
        }
    }

    /** Loops of bound 1 may stand anywhere; here they stand outside. */
    private void note(int level, int[] outerFirst) {
        int row = level * dimensions;
        int next = row;
        for (int i = outerFirst.length - 1; i >= 0; i--) {
            current.order[next++] = outerFirst[i];
        }
        for (int d = 0; d < dimensions; d++) {
            if (current.temporal[row + d] == 1) {
                current.order[next++] = d;
            }
        }
    }

    private void evaluate() {
        considered++;
        current.write(flat, rules);
        if (evaluator.evaluate(flat)) {
            double score = goal.score(evaluator.energyPicojoules(), evaluator.cycles());
            if (score < bestScore) {
                bestScore = score;
                best.copyFrom(current);
            }
        }
    }
}
