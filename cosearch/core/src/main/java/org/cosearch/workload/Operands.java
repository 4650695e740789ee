package org.cosearch.workload;

import java.util.List;

/** Checks that layers share: how many inputs there are and of what rank. */
final class Operands {

    private Operands() {}

    static Shape only(Layer layer, List<Shape> inputs) {
        if (inputs.size() != 1) {
            throw new ShapeException(
                    layer,
                    "takes one input, not %d: %s".formatted(inputs.size(), inputs),
                    "join the inputs by an add or concat layer first");
        }
        return inputs.get(0);
    }

    static Shape featureMap(Layer layer, List<Shape> inputs) {
        Shape input = only(layer, inputs);
        if (!input.isFeatureMap()) {
            throw new ShapeException(
                    layer,
                    "takes a feature map [C,H,W], not %s".formatted(input),
                    "put it before the layer that flattens, or reshape to three extents");
        }
        return input;
    }

    static Shape tokens(Layer layer, List<Shape> inputs) {
        Shape input = only(layer, inputs);
        if (!input.isTokens()) {
            throw new ShapeException(
                    layer,
                    "takes tokens [T,D], not %s".formatted(input),
                    "turn a feature map into tokens first (to_tokens)");
        }
        return input;
    }

    static void several(Layer layer, List<Shape> inputs) {
        if (inputs.size() < 2) {
            throw new ShapeException(
                    layer,
                    "takes at least two inputs, not %d: %s".formatted(inputs.size(), inputs),
                    "leave the layer out");
        }
    }

    /** How many places a window has along one axis of a padded input. */
    static int places(Layer layer, Shape input, String axis, int padded, int kernel, int stride, int dilation) {
        int window = (kernel - 1) * dilation + 1;
        if (window > padded) {
            throw new ShapeException(
                    layer,
                    "has a window of %d %s, more than the %d of its padded input %s"
                            .formatted(window, axis, padded, input),
                    "use a smaller kernel, more padding (same) or fewer strides before it");
        }
        return (padded - window) / stride + 1;
    }

    /** The places of a window over a feature map: {@code [channels, rows, columns]}. */
    static Shape slide(
            Layer layer, Shape input, int channels, Size kernel, Size stride, Size dilation, Padding padding) {
        Padding.Explicit border = padding.resolve(input.height(), input.width(), kernel, stride, dilation);
        int height = input.height() + border.top() + border.bottom();
        int width = input.width() + border.left() + border.right();
        return Shape.of(
                channels,
                places(layer, input, "rows", height, kernel.rows(), stride.rows(), dilation.rows()),
                places(layer, input, "columns", width, kernel.columns(), stride.columns(), dilation.columns()));
    }

    static int positive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("The %s (%d) is not at least 1.".formatted(what, value));
        }
        return value;
    }
}
