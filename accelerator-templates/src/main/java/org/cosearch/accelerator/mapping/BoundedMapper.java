package org.cosearch.accelerator.mapping;

import java.util.function.BooleanSupplier;
import org.cosearch.accelerator.cost.FlatMapping;
import org.cosearch.accelerator.cost.InputCounts;
import org.cosearch.accelerator.cost.NestEvaluator;
import org.cosearch.accelerator.cost.TimeloopCostModel;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.CostModel;
import org.cosearch.hardware.Mapper;
import org.cosearch.hardware.Mapping;
import org.cosearch.hardware.Misfit;
import org.cosearch.workload.LoopNest;

/**
 * A mapper that searches all perfect factorisations that the accelerator's dataflow allows by branch and bound, and says
 * how good its answer is.
 *
 * <p>Where all branches are done the mapping is the best there is. Otherwise the least bound of what is left is a lower
 * bound on every mapping's score. The work is limited by a count, so results do not depend on the machine; a caller may
 * stop it earlier, by time, by interrupting its thread or for any reason, and then they may.
 *
 * <p>The space: what levels keep, spatial factors and their direction, temporal factors and their order, within the
 * dataflow and Timeloop's format: at one level a dimension lies on X or on Y. Orders of spatial loops in one direction,
 * which change nothing but what neighbours forward, are not searched: they follow the dataflow's list.
 *
 * <p>With {@link Bounds#ROUNDED_UP} the search then tries nests of somewhat larger bounds that factor better, and keeps one
 * where it pays; all iterations added are charged. This is a heuristic: such an answer is optimal only where it meets the
 * bound of all mappings of any nest.
 */
public final class BoundedMapper {

    /** Steps that a search takes by default: about a second of one core at most. */
    public static final long DEFAULT_STEPS = 2_000_000;

    private final InputCounts inputCounts;
    private final MappingGoal goal;
    private final long mostSteps;
    private final Bounds bounds;

    /** Which bounds of loops a mapper maps. */
    public enum Bounds {
        /** Those of the nest. */
        EXACT,
        /** Those of the nest, or larger ones, by less than double. */
        ROUNDED_UP
    }

    /** What {@link BoundedMapper} answers. */
    public sealed interface Answer {}

    /**
     * A legal mapping that respects the dataflow.
     *
     * @param score by the goal, in powers of picojoules and cycles
     * @param lowerBound on the score of every mapping
     * @param optimal whether no mapping has a lower score, by more than one part in 10⁹; then {@code lowerBound} is the
     *     score
     * @param considered mappings that were costed in full
     * @param stopped whether the caller ended the search
     */
    public record Found(
            Mapper.Mapped mapped, double score, double lowerBound, boolean optimal, long considered, boolean stopped)
            implements Answer {}

    /**
     * No mapping.
     *
     * @param certain whether there is none; otherwise none was found
     */
    public record None(String reason, boolean certain) implements Answer {}

    /**
     * A mapper of exact bounds.
     *
     * @param mostSteps bounds that one search computes at most, at least 1
     */
    public BoundedMapper(InputCounts inputCounts, MappingGoal goal, long mostSteps) {
        this(inputCounts, goal, mostSteps, Bounds.EXACT);
    }

    /**
     * A mapper.
     *
     * @param mostSteps bounds that one search computes at most, at least 1; twice as many where bounds are rounded up
     */
    public BoundedMapper(InputCounts inputCounts, MappingGoal goal, long mostSteps, Bounds bounds) {
        if (mostSteps < 1) {
            throw new IllegalArgumentException("The steps (%d) are below 1.".formatted(mostSteps));
        }
        this.inputCounts = inputCounts;
        this.goal = goal;
        this.mostSteps = mostSteps;
        this.bounds = bounds;
    }

    /** This mapper for those who want the mapping alone. */
    public Mapper asMapper() {
        return (nest, accelerator) -> {
            Answer answer = map(nest, accelerator, () -> false);
            return answer instanceof Found found ? found.mapped() : new Mapper.Unmappable(((None) answer).reason());
        };
    }

    /**
     * The best mapping found.
     *
     * @param stop asked now and then; the search ends when it says so
     */
    public Answer map(LoopNest nest, Accelerator accelerator, BooleanSupplier stop) {
        Answer exact = map(nest, accelerator, mostSteps, Double.POSITIVE_INFINITY, stop);
        if (bounds == Bounds.EXACT || (exact instanceof Found found && found.stopped())) {
            return exact;
        }
        RoundingUp rounding = new RoundingUp(nest, accelerator, inputCounts);
        return rounding.improve(
                exact,
                goal,
                (rounded, limit) -> map(rounded, accelerator, mostSteps / rounding.most() + 1, limit, stop));
    }

    /** The best mapping of exactly this nest, if its score is below {@code limit}. */
    private Answer map(LoopNest nest, Accelerator accelerator, long steps, double limit, BooleanSupplier stop) {
        Rules rules = new Rules(nest, accelerator);
        BoundedSearch search = new BoundedSearch(nest, accelerator, rules, goal, inputCounts, steps, stop);
        Incumbent best = search.incumbent();
        best.score = limit;
        search.run();
        if (!best.found()) {
            return limit < Double.POSITIVE_INFINITY
                    ? new None("No mapping is better.", search.complete)
                    : new None(reason(nest, accelerator, rules, search.complete), search.complete);
        }
        FlatMapping flat = new NestEvaluator(nest, accelerator, inputCounts).newMapping();
        best.tiling.write(flat, rules);
        Mapping mapping = flat.toMapping(nest, accelerator);
        CostModel.Result result = new TimeloopCostModel(inputCounts).cost(nest, accelerator, mapping);
        if (result instanceof CostModel.Costed costed) {
            return new Found(
                    new Mapper.Mapped(nest, mapping, costed.cost()),
                    best.score,
                    search.lowerBound,
                    search.complete,
                    best.considered,
                    search.stopped());
        }
        throw new AssertionError("the mapping was evaluated before: " + result);
    }

    private String reason(LoopNest nest, Accelerator accelerator, Rules rules, boolean certain) {
        TilingSearch smallest =
                new TilingSearch(nest, accelerator, rules, new NestEvaluator(nest, accelerator, inputCounts));
        NestEvaluator evaluator = new NestEvaluator(nest, accelerator, inputCounts);
        FlatMapping flat = evaluator.newMapping();
        smallest.smallest().write(flat, rules);
        String none = certain
                ? "No perfect factorisation respects the constraints and fits %s.".formatted(accelerator.name())
                : "No mapping was found in %d steps.".formatted(mostSteps);
        if (evaluator.fits(flat)) {
            return none;
        }
        Misfit misfit = evaluator.misfit(flat);
        return "%s With all loops in %s: %s"
                .formatted(none, accelerator.levels().get(0).name(), misfit.reason());
    }
}
