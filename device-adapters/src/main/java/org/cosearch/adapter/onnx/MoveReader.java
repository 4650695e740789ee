package org.cosearch.adapter.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cosearch.workload.Flatten;
import org.cosearch.workload.Reshape;
import org.cosearch.workload.Shape;
import org.cosearch.workload.Upsample;

/** The operators of ONNX that move or repeat elements, as layers. */
record MoveReader(GraphReader graph, Constants constants) {

    void flatten(Operator operator) {
        if (operator.integer("axis", 1) != 1) {
            throw operator.refusal("flattens from axis (%d), not from 1".formatted(operator.integer("axis", 1)), "");
        }
        moved(operator, Shape.of(Math.toIntExact(graph.shape(operator, 0).elements())));
    }

    void reshape(Operator operator) {
        Shape shape = graph.shape(operator, 0);
        long[] extents = constants.integers(operator.input(1));
        long rest = shape.elements();
        for (int i = 1; i < extents.length; i++) {
            long extent = extents[i] == 0 && i <= shape.rank() ? shape.dimension(i - 1) : extents[i];
            extents[i] = extent;
            if (extent > 0) {
                rest /= extent;
            }
        }
        List<Integer> target = new ArrayList<>();
        for (int i = 1; i < extents.length; i++) {
            target.add(Math.toIntExact(extents[i] < 0 ? rest : extents[i]));
        }
        if (target.isEmpty() || target.size() > 3) {
            throw operator.refusal("reshapes to %s, which is not 2 to 4 axes".formatted(Arrays.toString(extents)), "");
        }
        moved(operator, new Shape(target));
    }

    void squeeze(Operator operator) {
        Shape shape = graph.shape(operator, 0);
        if (!shape.isFeatureMap() || shape.height() * shape.width() != 1) {
            throw operator.refusal("squeezes %s".formatted(shape), "");
        }
        moved(operator, Shape.of(shape.channels()));
    }

    private void moved(Operator operator, Shape target) {
        if (target.equals(graph.shape(operator, 0))) {
            graph.same(operator);
        } else if (!target.isVector() || !graph.poolsWithoutPlaces(operator)) {
            graph.layer(operator, target.isVector() ? new Flatten() : new Reshape(target));
        }
    }

    void resize(Operator operator) {
        operator.requireText("mode", "nearest");
        float[] scales = operator.hasInput(2) ? constants.floats(operator.input(2)) : new float[0];
        boolean whole = scales.length == 4
                && scales[0] == 1
                && scales[1] == 1
                && scales[2] == scales[3]
                && scales[2] >= 1
                && scales[2] == Math.rint(scales[2]);
        if (!whole) {
            throw operator.refusal("does not repeat rows and columns a whole number of times", "");
        }
        graph.layer(operator, new Upsample((int) scales[2]));
    }
}
