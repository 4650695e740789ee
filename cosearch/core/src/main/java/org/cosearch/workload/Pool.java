package org.cosearch.workload;

import java.util.List;

/**
 * The maximum or the average of a sliding window, channel by channel: {@code [C,H,W]} to {@code [C,P,Q]}.
 *
 * <p>Padding takes no part: it is never the maximum and the average is over the elements inside, as in TensorFlow.
 */
public record Pool(Kind pooling, Size kernel, Size stride, Padding padding) implements Layer {

    /** What is made of the elements of a window. */
    public enum Kind {
        MAX,
        AVERAGE
    }

    public static Pool max(int kernel, int stride, Padding padding) {
        return new Pool(Kind.MAX, Size.square(kernel), Size.square(stride), padding);
    }

    public static Pool average(int kernel, int stride, Padding padding) {
        return new Pool(Kind.AVERAGE, Size.square(kernel), Size.square(stride), padding);
    }

    @Override
    public String kind() {
        return pooling == Kind.MAX ? "max_pool" : "average_pool";
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        Shape input = Operands.featureMap(this, inputs);
        return Operands.slide(this, input, input.channels(), kernel, stride, Size.ONE, padding);
    }
}
