package org.cosearch.adapter.onnx;

import java.util.Arrays;
import java.util.List;
import org.cosearch.workload.GlobalPool;
import org.cosearch.workload.Padding;
import org.cosearch.workload.Pool;
import org.cosearch.workload.Reshape;
import org.cosearch.workload.Shape;

/** The operators of ONNX that make one number of several places, as layers. */
record PoolReader(GraphReader graph, Constants constants) {

    void pool(Operator operator, Pool.Kind kind) {
        Padding padding = operator.padding();
        boolean padded = !padding.equals(Padding.VALID);
        if (kind == Pool.Kind.AVERAGE && padded && operator.integer("count_include_pad", 0) == 1) {
            throw operator.refusal("averages over its padding", "Maybe export it with count_include_pad = 0.");
        }
        boolean plain = operator.integer("ceil_mode", 0) == 0
                && Arrays.stream(operator.integers("dilations", 1, 1)).allMatch(dilation -> dilation == 1);
        if (!plain) {
            throw operator.refusal("has a ceil_mode or a dilation", "");
        }
        graph.layer(operator, new Pool(kind, operator.size("kernel_shape"), operator.size("strides", 1, 1), padding));
    }

    /** @param keep whether the result has rows and columns, one of each */
    void globalPool(Operator operator, Pool.Kind kind, boolean keep) {
        Shape shape = graph.shape(operator, 0);
        if (!keep || !shape.isFeatureMap()) {
            graph.layer(operator, new GlobalPool(kind));
            return;
        }
        int pooled = graph.append(operator.output() + ".pooled", new GlobalPool(kind), List.of(graph.in(operator, 0)));
        graph.append(operator.output(), new Reshape(Shape.of(shape.channels(), 1, 1)), List.of(pooled));
    }

    void reduceMean(Operator operator) {
        Shape shape = graph.shape(operator, 0);
        int[] axes = operator.hasInput(1)
                ? Arrays.stream(constants.integers(operator.input(1)))
                        .mapToInt(Math::toIntExact)
                        .toArray()
                : operator.integers("axes");
        int[] positive = Arrays.stream(axes)
                .map(axis -> axis < 0 ? axis + shape.rank() + 1 : axis)
                .sorted()
                .toArray();
        boolean places = Arrays.equals(positive, shape.isFeatureMap() ? new int[] {2, 3} : new int[] {1});
        if (!places || shape.isVector()) {
            throw operator.refusal("averages over the axes %s of %s".formatted(Arrays.toString(axes), shape), "");
        }
        globalPool(operator, Pool.Kind.AVERAGE, operator.integer("keepdims", 1) == 1);
    }
}
