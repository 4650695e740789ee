package org.cosearch.accelerator.mapping;

import java.util.ArrayList;
import java.util.List;
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
import org.cosearch.workload.LoopNest.Dimension;

/**
 * A fast mapper that follows the accelerator's dataflow: it tries some hundred tilings and keeps the one of the least
 * energy-delay product.
 *
 * <p>The array is filled first ({@link Spreading}), then the small memories from the inside out, then the outermost memory
 * on the chip by several rules, each of which lets one tensor rest; what is left loops in DRAM. The best few are tried with
 * other loop orders and improved by moving factors between memories.
 *
 * <p>Dimensions that do not factor well are rounded up, by less than double; the nest with the larger bounds is what is
 * charged. The result is deterministic.
 */
public final class TilingMapper implements Mapper {

    private final InputCounts inputCounts;

    public TilingMapper(InputCounts inputCounts) {
        this.inputCounts = inputCounts;
    }

    @Override
    public Result map(LoopNest nest, Accelerator accelerator) {
        NestEvaluator evaluator = new NestEvaluator(nest, accelerator, inputCounts);
        Rules rules = new Rules(nest, accelerator);
        TilingSearch search = new TilingSearch(nest, accelerator, rules, evaluator);
        if (!search.run()) {
            return new Unmappable(reason(nest, accelerator, rules, search));
        }
        FlatMapping flat = evaluator.newMapping();
        search.best().write(flat, rules);
        Mapping mapping = flat.toMapping(nest, accelerator);
        LoopNest charged = roundedUp(nest, search.best());
        CostModel.Result result = new TimeloopCostModel(inputCounts).cost(charged, accelerator, mapping);
        if (result instanceof CostModel.Costed costed) {
            return new Mapped(charged, mapping, costed.cost());
        }
        throw new AssertionError("the mapping was evaluated before: " + result);
    }

    private static LoopNest roundedUp(LoopNest nest, Tiling tiling) {
        List<Dimension> dimensions = new ArrayList<>();
        for (int d = 0; d < tiling.dimensions; d++) {
            int product = 1;
            for (int at = d; at < tiling.temporal.length; at += tiling.dimensions) {
                product *= tiling.temporal[at] * tiling.x[at] * tiling.y[at];
            }
            dimensions.add(new Dimension(nest.dimensions().get(d).name(), product));
        }
        return new LoopNest(dimensions, nest.operands());
    }

    /** What keeps even the smallest tiles from fitting. */
    private static String reason(LoopNest nest, Accelerator accelerator, Rules rules, TilingSearch search) {
        NestEvaluator evaluator = new NestEvaluator(nest, accelerator, InputCounts.EXACT);
        FlatMapping flat = evaluator.newMapping();
        search.smallest().write(flat, rules);
        if (evaluator.fits(flat)) {
            return "No mapping of %s was found that respects the dataflow of %s."
                    .formatted(describe(nest), accelerator.name());
        }
        Misfit misfit = evaluator.misfit(flat);
        return "Even the smallest tiles of %s do not fit: %s".formatted(describe(nest), misfit.reason());
    }

    private static String describe(LoopNest nest) {
        StringBuilder text = new StringBuilder("the loop nest");
        for (Dimension dimension : nest.dimensions()) {
            if (dimension.bound() > 1) {
                text.append(' ').append(dimension.name()).append(dimension.bound());
            }
        }
        return text.toString();
    }
}
