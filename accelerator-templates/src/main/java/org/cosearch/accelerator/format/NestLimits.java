package org.cosearch.accelerator.format;

import java.util.function.Supplier;
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.LoopNest.Axis;
import org.cosearch.workload.LoopNest.Dimension;
import org.cosearch.workload.LoopNest.Operand;
import org.cosearch.workload.LoopNest.Term;
import org.cosearch.yaml.YamlNode;

/** The sizes of loop nests that can be counted exactly. */
final class NestLimits {

    private static final int MOST_DIMENSIONS = 64;
    private static final double MOST_COUNTED = 0x1p53;

    private NestLimits() {}

    /** The nest of {@code maker}, refused at {@code place} if it cannot be made or counted. */
    static LoopNest checked(YamlNode place, Supplier<LoopNest> maker) {
        LoopNest nest = place.make(maker);
        if (nest.dimensions().size() > MOST_DIMENSIONS) {
            throw place.error(
                    "%d dimensions, more than %d.".formatted(nest.dimensions().size(), MOST_DIMENSIONS));
        }
        double macs = 1;
        for (Dimension dimension : nest.dimensions()) {
            macs *= dimension.bound();
        }
        count(place, "multiply-accumulates", macs);
        for (Operand operand : nest.operands()) {
            count(place, "words of " + operand.role().label(), words(place, nest, operand));
        }
        return nest;
    }

    private static double words(YamlNode place, LoopNest nest, Operand operand) {
        long moving = 0;
        double words = 1;
        for (Axis axis : operand.axes()) {
            double extent = 1;
            for (Term term : axis.terms()) {
                Dimension dimension = nest.dimensions().get(term.dimension());
                if ((moving & 1L << term.dimension()) != 0) {
                    throw place.error("dimension (%s) moves %s along two axes, which is not modelled."
                            .formatted(dimension.name(), operand.role().label()));
                }
                moving |= 1L << term.dimension();
                extent += (dimension.bound() - 1.0) * term.coefficient();
            }
            words *= extent;
        }
        return words;
    }

    private static void count(YamlNode place, String what, double number) {
        if (number > MOST_COUNTED) {
            throw place.error(
                    "the problem has %.3g %s, more than 2^53.".formatted(number, what),
                    "Maybe a dimension or a stride has too many digits.");
        }
    }
}
