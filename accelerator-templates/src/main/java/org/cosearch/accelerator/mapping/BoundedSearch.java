package org.cosearch.accelerator.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private static final int DIVES = 24;
    private static final int MOST_CLIMB = 20_000;
    private static final int DIVE_WIDTH = 2;
    private static final int MOST_ROOTS = 100_000;
    private static final int MOST_KEPT_BITS = 9;

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
    /** The level that takes what is left when all others are decided. */
    private int middle;
    /** {@code [level]}: the shares of the levels up to that one. */
    private final TemporalFactors[] outerFactors;

    private final MappingGoal goal;
    private long mostSteps;
    private final BooleanSupplier stop;
    private final int levels;
    private final int dimensions;
    private final FlatMapping flat;
    private final long leastInstances;
    private final Accelerator accelerator;

    /** {@code [level · dimensions + d]}: iterations left for the level and those inside. */
    private final int[] rest;

    /** {@code [d]}: iterations in time. */
    private int[] choiceRest = {};

    private final Tiling current;
    private final Tiling best;
    private final int[] scratch;
    /** Branches of the outermost level, whatever the levels inside do. */
    private List<Branch> outermost = List.of();

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
        factors = new TemporalFactors(rules, rules.levels);
        outerFactors = new TemporalFactors[rules.levels];
        for (int level = 0; level < rules.levels; level++) {
            outerFactors[level] = new TemporalFactors(rules, level + 1);
        }
        middle = rules.levels - 1;
        bound = new TrafficBound(nest, accelerator, rules, factors, goal, counts);
        orders = new LoopOrders(rules, bound.tensors);
        levels = rules.levels;
        dimensions = rules.dimensions;
        flat = evaluator.newMapping();
        leastInstances = (long) Math.ceil(accelerator.dataflow().minParallelism()
                        * accelerator.compute().mesh().instances()
                - 1e-9);
        rest = new int[(levels + 1) * dimensions];
        scratch = new int[dimensions];
        current = new Tiling(rules);
        best = new Tiling(rules);
        lowerBound = goal.score(
                nest.macs() * accelerator.compute().macPicojoules(),
                Math.ceil((double) nest.macs() / accelerator.compute().mesh().instances()));
    }

    /** The outermost memory on the chip, or the outermost level where there is none. */
    private static int middle(Accelerator accelerator, Rules rules) {
        for (int level = 1; level < rules.levels; level++) {
            boolean loops = false;
            for (int d = 0; d < rules.dimensions; d++) {
                loops |= rules.mostTemporal[level * rules.dimensions + d] > 1;
            }
            if (loops
                    && rules.bypass[level] != 7
                    && accelerator.levels().get(level).effectiveCapacityWords() > 0) {
                return level;
            }
        }
        return 0;
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
        dives(roots);
        // outer levels first; where that does not end, the innermost first
        long all = mostSteps;
        mostSteps = steps + (all - steps) / 2;
        double left = through(roots);
        if (left < bestScore && !stopped) {
            mostSteps = all;
            middle = middle(accelerator, rules);
            double before = leastSkipped;
            leastSkipped = Double.POSITIVE_INFINITY;
            left = Math.max(Math.min(left, before), Math.min(through(roots), leastSkipped));
            leastSkipped = Double.POSITIVE_INFINITY;
        }
        if (bestScore == Double.POSITIVE_INFINITY) {
            dive(roots);
        }
        // roots that were not listed may have any bound
        left = Math.min(bestScore, Math.min(left, leastSkipped));
        if (allRoots) {
            lowerBound = Math.max(lowerBound, left);
        }
        complete = allRoots && left >= bestScore;
        lowerBound = Math.min(lowerBound, bestScore);
    }

    /** Follows the best branches of the first roots, and climbs from there. */
    private void dives(List<Root> roots) {
        long all = mostSteps;
        mostSteps = all * 2 / 5;
        diving = true;
        Climb climb = new Climb(rules, evaluator, goal, leastInstances);
        Tiling start = new Tiling(rules);
        Tiling overall = new Tiling(rules);
        double least = Double.POSITIVE_INFINITY;
        try {
            int first = middle(accelerator, rules);
            int dive = 0;
            for (Root root : byTurns(roots)) {
                if (root.bound() >= least) {
                    continue;
                }
                if (dive == DIVES) {
                    break;
                }
                middle = dive % 2 == 0 ? first : levels - 1;
                dive++;
                bestScore = Double.POSITIVE_INFINITY;
                try {
                    explore(root);
                } finally {
                    if (bestScore < Double.POSITIVE_INFINITY) {
                        start.copyFrom(best);
                        long evaluations = climb.from(start, bestScore, MOST_CLIMB);
                        considered += evaluations;
                        steps += evaluations;
                        if (climb.score < least) {
                            least = climb.score;
                            overall.copyFrom(start);
                        }
                    }
                }
            }
        } catch (StepsSpent spent) {
            // the rest of the steps is for going through
        }
        bestScore = least;
        best.copyFrom(overall);
        middle = levels - 1;
        mostSteps = all;
        diving = false;
    }

    /** The roots with those of each choice of what levels keep by turns, twice each. */
    private static List<Root> byTurns(List<Root> roots) {
        Map<List<Integer>, List<Root>> groups = new LinkedHashMap<>();
        for (Root root : roots) {
            List<Integer> key = Arrays.stream(root.kept()).boxed().toList();
            groups.computeIfAbsent(key, absent -> new ArrayList<>()).add(root);
        }
        List<Root> result = new ArrayList<>();
        for (int rank = 0; result.size() < 2 * DIVES && rank < roots.size(); rank++) {
            for (List<Root> group : groups.values()) {
                if (rank < group.size()) {
                    result.add(group.get(rank));
                    result.add(group.get(rank));
                }
            }
        }
        return result;
    }

    /** Goes through all branches below the best; returns the least bound of roots that are not done. */
    private double through(List<Root> roots) {
        int done = 0;
        try {
            while (done < roots.size() && roots.get(done).bound() < bestScore) {
                explore(roots.get(done));
                done++;
            }
            return Double.POSITIVE_INFINITY;
        } catch (StepsSpent spent) {
            return roots.get(done).bound();
        }
    }

    /** Something legal is wanted even where the steps end in the first dives. */
    private void dive(List<Root> roots) {
        for (int i = 0; i < roots.size() && bestScore == Double.POSITIVE_INFINITY && !stop.getAsBoolean(); i++) {
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
        List<int[]> kept = keptRoles();
        List<SpatialChoice> spreads = choices;
        int each = Math.max(1, MOST_ROOTS / kept.size());
        if (choices.size() > each) {
            allRoots = false;
            spreads = choices.stream()
                    .sorted(Comparator.comparingLong((SpatialChoice choice) -> choice.instances)
                            .reversed())
                    .limit(each)
                    .toList();
        }
        for (int[] roles : kept) {
            for (SpatialChoice spread : spreads) {
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

    /** What levels may keep; where there are too many choices, all of its tensors or none at each level. */
    private List<int[]> keptRoles() {
        int bits = 0;
        for (int level = 0; level < levels; level++) {
            bits += Integer.bitCount(freeToKeep(level));
        }
        boolean every = bits <= MOST_KEPT_BITS;
        allRoots &= every;
        List<int[]> result = new ArrayList<>();
        result.add(new int[0]);
        for (int level = 0; level < levels; level++) {
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

    private void explore(Root root) {
        SpatialChoice choice = root.choice();
        bound.spread(root.kept(), choice);
        System.arraycopy(root.kept(), 0, current.kept, 0, levels);
        System.arraycopy(choice.x, 0, current.x, 0, choice.x.length);
        System.arraycopy(choice.y, 0, current.y, 0, choice.y.length);
        choiceRest = choice.rest;
        System.arraycopy(choice.rest, 0, bound.outside, 0, dimensions);
        System.arraycopy(choice.rest, 0, rest, 0, dimensions);
        outermost = middle > 0 ? branches(0, factors) : List.of();
        inside(levels - 1);
    }

    private record Inside(int[] factors, int[] order, double score) {}

    /** Decides the levels inside {@link #middle}, innermost first. */
    private void inside(int level) {
        if (level == middle) {
            System.arraycopy(bound.outside, 0, rest, 0, dimensions);
            branch(0);
            return;
        }
        List<Inside> choices = insides(level);
        int[] left = bound.outside.clone();
        int width = diving ? Math.min(DIVE_WIDTH, choices.size()) : choices.size();
        for (Inside inside : choices.subList(0, width)) {
            if (inside.score() >= bestScore) {
                break;
            }
            decide(level, inside.factors(), inside.order(), left);
            for (int d = 0; d < dimensions; d++) {
                current.temporal[level * dimensions + d] = inside.factors()[d];
            }
            note(level, inside.order());
            inside(level - 1);
        }
        bound.innerLevel = level + 1;
        System.arraycopy(left, 0, bound.outside, 0, dimensions);
    }

    private List<Inside> insides(int level) {
        List<Inside> choices = new ArrayList<>();
        int[] left = bound.outside.clone();
        int[][] options = new int[dimensions][];
        for (int d = 0; d < dimensions; d++) {
            options[d] = factors.bottomUp(level, d, left[d], outerFactors[level - 1]);
            if (options[d].length == 0) {
                return choices;
            }
        }
        int[] index = new int[dimensions];
        int[] chosen = new int[dimensions];
        int[] covered = new int[dimensions];
        do {
            for (int d = 0; d < dimensions; d++) {
                chosen[d] = options[d][index[d]];
                covered[d] = choiceRest[d] / left[d] * chosen[d];
            }
            step();
            if (bound.layOut(level, covered)) {
                for (int[] order : orders(level, chosen, Double.NEGATIVE_INFINITY)) {
                    step();
                    decide(level, chosen, order, left);
                    double score = bound.score(-1, 0);
                    if (score < bestScore) {
                        choices.add(new Inside(chosen.clone(), order, score));
                    }
                }
            }
        } while (advance(index, options));
        bound.innerLevel = level + 1;
        System.arraycopy(left, 0, bound.outside, 0, dimensions);
        choices.sort(Comparator.comparingDouble(Inside::score));
        return choices;
    }

    /** Writes the loops of a level outside of those that are decided inside it. */
    private void decide(int level, int[] chosen, int[] outerFirst, int[] left) {
        int at = bound.innerBegin[level + 1];
        for (int i = outerFirst.length - 1; i >= 0; i--) {
            int d = outerFirst[i];
            at--;
            bound.innerDimension[at] = d;
            bound.innerBound[at] = chosen[d];
            bound.innerStep[at] = (long) (choiceRest[d] / left[d]) * bound.below[level * dimensions + d];
        }
        bound.innerBegin[level] = at;
        bound.innerLevel = level;
        int[] covered = new int[dimensions];
        for (int d = 0; d < dimensions; d++) {
            bound.outside[d] = left[d] / chosen[d];
            covered[d] = choiceRest[d] / left[d] * chosen[d];
        }
        bound.layOut(level, covered);
    }

    private static boolean advance(int[] index, int[][] options) {
        for (int d = 0; d < index.length; d++) {
            if (++index[d] < options[d].length) {
                return true;
            }
            index[d] = 0;
        }
        return false;
    }

    private void step() {
        if (++steps > mostSteps || stopped()) {
            throw new StepsSpent();
        }
    }

    private record Branch(int[] factors, double score) {}

    private void branch(int level) {
        List<Branch> branches = level == 0 && middle > 0 ? again(outermost) : branches(level, outerFactors[middle]);
        int width = diving ? Math.min(DIVE_WIDTH, branches.size()) : branches.size();
        int begin = bound.loops;
        for (Branch branch : branches.subList(0, width)) {
            if (branch.score() >= bestScore) {
                break;
            }
            take(level, branch.factors());
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
    private List<Branch> branches(int level, TemporalFactors shares) {
        List<Branch> branches = new ArrayList<>();
        int[][] options = new int[dimensions][];
        for (int d = 0; d < dimensions; d++) {
            options[d] = shares.of(level, d, rest[level * dimensions + d]);
            if (options[d].length == 0) {
                return branches;
            }
        }
        int[] index = new int[dimensions];
        int[] chosen = new int[dimensions];
        int[] left = new int[dimensions];
        int begin = bound.loops;
        do {
            for (int d = 0; d < dimensions; d++) {
                chosen[d] = options[d][index[d]];
                left[d] = rest[level * dimensions + d] / chosen[d];
            }
            step();
            if (bound.layOut(level + 1, covered(level + 1, left))) {
                for (int d = 0; d < dimensions; d++) {
                    append(level, d, chosen[d], left[d]);
                }
                double score = bound.score(level, begin);
                bound.loops = begin;
                if (score < bestScore) {
                    branches.add(new Branch(chosen.clone(), score));
                }
            }
        } while (advance(index, options));
        branches.sort(Comparator.comparingDouble(Branch::score));
        return branches;
    }

    /** Those of the outermost level's branches, known without the levels inside, that go with them. */
    private List<Branch> again(List<Branch> known) {
        List<Branch> branches = new ArrayList<>();
        int[] left = new int[dimensions];
        for (Branch branch : known) {
            if (branch.score() >= bestScore) {
                break;
            }
            boolean fits = true;
            for (int d = 0; d < dimensions && fits; d++) {
                int factor = branch.factors()[d];
                left[d] = rest[d] / factor;
                fits = rest[d] % factor == 0 && outerFactors[middle].fits(1, d, left[d]);
            }
            if (!fits) {
                continue;
            }
            step();
            bound.layOut(1, covered(1, left));
            for (int d = 0; d < dimensions; d++) {
                append(0, d, branch.factors()[d], left[d]);
            }
            double score = bound.score(0, 0);
            bound.loops = 0;
            if (score < bestScore) {
                branches.add(new Branch(branch.factors(), score));
            }
        }
        branches.sort(Comparator.comparingDouble(Branch::score));
        return branches;
    }

    /** Iterations in time of a level and those inside it, where {@code left} fall to it and those up to the middle. */
    private int[] covered(int level, int[] left) {
        if (level > middle) {
            // decided from inside
            return timeInside(level);
        }
        for (int d = 0; d < dimensions; d++) {
            scratch[d] = left[d] * (choiceRest[d] / bound.outside[d]);
        }
        return scratch;
    }

    private int[] timeInside(int level) {
        for (int d = 0; d < dimensions; d++) {
            int product = 1;
            for (int inner = level; inner < levels; inner++) {
                product *= current.temporal[inner * dimensions + d];
            }
            scratch[d] = product;
        }
        return scratch;
    }

    private void append(int level, int d, int factor, int left) {
        if (factor > 1) {
            bound.loopDimension[bound.loops] = d;
            bound.loopBound[bound.loops] = factor;
            bound.loopStep[bound.loops] =
                    (long) left * (choiceRest[d] / bound.outside[d]) * bound.below[level * dimensions + d];
            bound.loops++;
        }
    }

    private record Ordered(int[] order, double score) {}

    /** The orders of a level's loops that may differ; notes the bound of a branch of which some are left out. */
    private List<int[]> orders(int level, int[] chosen, double branchScore) {
        List<Integer> looping = new ArrayList<>();
        for (int d = 0; d < dimensions; d++) {
            if (chosen[d] > 1) {
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
            leastSkipped = Math.min(leastSkipped, branchScore);
        }
        return orders.of(level, looping, matters, every);
    }

    private void order(int level, Branch branch, int begin) {
        List<Ordered> ordered = new ArrayList<>();
        for (int[] order : orders(level, branch.factors(), branch.score())) {
            step();
            appendAll(level, order, begin);
            if (level == middle) {
                note(level, order);
                evaluate();
                continue;
            }
            layOutInside(level);
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
            layOutInside(level);
            bound.score(level, bound.loops);
            note(level, next.order());
            branch(level + 1);
        }
    }

    private void layOutInside(int level) {
        int row = (level + 1) * dimensions;
        bound.layOut(level + 1, covered(level + 1, Arrays.copyOfRange(rest, row, row + dimensions)));
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
