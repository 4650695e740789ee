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
 * stop it earlier, by time or for any reason, and then they may.
 *
 * <p>Orders of spatial loops over one direction, which change nothing but what neighbours forward, are not searched: they
 * follow the dataflow's list.
 */
public final class BoundedMapper {

    /** Steps that a search takes by default: about a second of one core at most. */
    public static final long DEFAULT_STEPS = 3_000_000;

    private final InputCounts inputCounts;
    private final MappingGoal goal;
    private final long mostSteps;

    /** What {@link BoundedMapper} answers. */
    public sealed interface Answer {}

    /**
     * A legal mapping that respects the dataflow.
     *
     * @param score by the goal, in powers of picojoules and cycles
     * @param lowerBound on the score of every mapping
     * @param optimal whether no mapping has a lower score; then {@code lowerBound} is the score
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
     * A mapper.
     *
     * @param mostSteps bounds that one search computes at most, at least 1
     */
    public BoundedMapper(InputCounts inputCounts, MappingGoal goal, long mostSteps) {
        if (mostSteps < 1) {
            throw new IllegalArgumentException("The steps (%d) are below 1.".formatted(mostSteps));
        }
        this.inputCounts = inputCounts;
        this.goal = goal;
        this.mostSteps = mostSteps;
    }

    /**
     * The best mapping found.
     *
     * @param stop asked now and then; the search ends when it says so
     */
    public Answer map(LoopNest nest, Accelerator accelerator, BooleanSupplier stop) {
        Rules rules = new Rules(nest, accelerator);
        BoundedSearch search = new BoundedSearch(nest, accelerator, rules, goal, inputCounts, mostSteps, stop);
        search.run();
        Incumbent best = search.incumbent();
        if (!best.found()) {
            return new None(reason(nest, accelerator, rules, search.complete), search.complete);
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
