package org.cosearch.accelerator.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.cosearch.accelerator.cost.InputCounts;
import org.cosearch.accelerator.cost.NestEvaluator;
import org.cosearch.hardware.Accelerator;
import org.cosearch.workload.LoopNest;

/**
 * One run of {@link BoundedMapper}: a branch and bound over what levels keep and spatial loops ({@link Roots}), then the tiles
 * of each level with temporal loops, then the orders of loops ({@link TileSearch}).
 *
 * <p>First it follows the best choices below the first roots. Then it goes through all branches whose bound is below the best
 * found, best root first, until all are done or the steps are spent; then it climbs from the best.
 */
final class BoundedSearch {

    private static final int DIVES = 8;
    private static final int MOST_CLIMB = 20_000;
    private static final int STEPS_FOR_ANY = 50_000;
    private static final int MOST_ATTEMPTS = 20;

    private final Accelerator accelerator;
    private final Rules rules;
    private final MappingGoal goal;
    private final long mostSteps;
    private final NestEvaluator evaluator;
    private final Incumbent incumbent;
    private final Meter meter;
    private final TileSearch search;
    private final Roots roots;
    private final TemporalFactors factors;
    private final double leastScore;

    double lowerBound;
    boolean complete;

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
        boolean timeloop = counts == InputCounts.TIMELOOP;
        evaluator = new NestEvaluator(nest, accelerator, counts);
        incumbent = new Incumbent(rules, evaluator, goal);
        meter = new Meter(mostSteps, stop);
        Rules fitting = Tightening.of(nest, accelerator);
        factors = new TemporalFactors(fitting);
        Traffic traffic = new Traffic(nest, accelerator, rules, timeloop);
        SlidingWindows[] windows = Arrays.stream(traffic.tensors)
                .map(tensor -> new SlidingWindows(tensor, timeloop))
                .toArray(SlidingWindows[]::new);
        LoopLevels loops = new LoopLevels(fitting);
        TileBound bound = new TileBound(traffic, fitting, loops, windows);
        roots = new Roots(accelerator, fitting, loops, traffic, bound, goal, timeloop);
        search = new TileSearch(traffic, fitting, loops, factors, windows, goal, incumbent, meter);
        leastScore = goal.score(
                nest.macs() * accelerator.compute().macPicojoules(),
                Math.ceil((double) nest.macs() / accelerator.compute().mesh().instances()));
    }

    Incumbent incumbent() {
        return incumbent;
    }

    boolean stopped() {
        return meter.stopped;
    }

    /** Searches; afterwards there is an incumbent if there is a mapping. */
    void run() {
        meter.limit(mostSteps / 4);
        roots.find(factors, meter);
        meter.limit(mostSteps);
        dive();
        double left = through();
        if (!incumbent.found() && incumbent.score == Double.POSITIVE_INFINITY && left < incumbent.score) {
            findAny();
        }
        if (left < incumbent.score && incumbent.found() && !meter.stopped) {
            climb();
        }
        left = Math.min(left, incumbent.score);
        lowerBound = roots.complete ? Math.max(leastScore, left) : leastScore;
        complete = roots.complete && left >= incumbent.score;
        lowerBound = Math.min(lowerBound, incumbent.score);
    }

    /** Follows a few of the best choices below the first roots of each choice of what levels keep. */
    private void dive() {
        int dives = 0;
        for (Root root : byTurns(roots.list)) {
            if (dives == DIVES) {
                break;
            }
            if (incumbent.beats(root.bound())) {
                continue;
            }
            dives++;
            meter.limit(Math.min(mostSteps, meter.steps + mostSteps / 4 / DIVES));
            try {
                search.below(root, true);
            } catch (Meter.Spent spent) {
                if (meter.stopped) {
                    break;
                }
            }
        }
        meter.limit(mostSteps);
    }

    private static List<Root> byTurns(List<Root> roots) {
        Map<List<Integer>, List<Root>> groups = new LinkedHashMap<>();
        for (Root root : roots) {
            List<Integer> key = Arrays.stream(root.kept()).boxed().toList();
            groups.computeIfAbsent(key, absent -> new ArrayList<>()).add(root);
        }
        List<Root> result = new ArrayList<>();
        for (int rank = 0; result.size() < 4 * DIVES && rank < roots.size(); rank++) {
            for (List<Root> group : groups.values()) {
                if (rank < group.size()) {
                    result.add(group.get(rank));
                }
            }
        }
        return result;
    }

    /** Goes through all branches below the best; returns the least bound of roots that are not done. */
    private double through() {
        int done = 0;
        try {
            while (done < roots.list.size()
                    && !incumbent.beats(roots.list.get(done).bound())) {
                search.below(roots.list.get(done), false);
                done++;
            }
            return Double.POSITIVE_INFINITY;
        } catch (Meter.Spent spent) {
            return roots.list.get(done).bound();
        }
    }

    /** Something legal is wanted even where the steps were too few for that. */
    private void findAny() {
        int attempts = 0;
        for (Root root : roots.list) {
            for (boolean dive : new boolean[] {true, false}) {
                meter.limit(meter.steps + STEPS_FOR_ANY);
                try {
                    search.below(root, dive);
                } catch (Meter.Spent spent) {
                    attempts++;
                }
                if (incumbent.found() || meter.stopped || attempts == MOST_ATTEMPTS) {
                    return;
                }
            }
        }
    }

    private void climb() {
        Climb climb = new Climb(rules, evaluator, goal, Roots.leastInstances(accelerator));
        Tiling start = new Tiling(rules);
        start.copyFrom(incumbent.tiling);
        incumbent.considered += climb.from(start, incumbent.score, MOST_CLIMB);
        incumbent.offer(start);
    }
}
