package org.cosearch.workload;

import java.util.ArrayList;
import java.util.List;

/**
 * A transposed (up-sampling) convolution: {@code [C,H,W]} to {@code [outChannels, H·stride rows, W·stride columns]}.
 *
 * <p>The output is cropped to exactly stride times the input, which is TensorFlow's SAME for {@code conv2d_transpose};
 * with kernel = stride, as in U-Net's up-convolution, nothing is cropped.
 *
 * <p>The loop nests are those of the sub-pixel form (Shi et al. 2016, arXiv 1609.07009): the outputs of one phase of
 * the stride are a convolution of the input with every stride-th tap of the kernel, so no inserted zero is multiplied
 * and the multiply-accumulates are {@code H·W·C·outChannels·kernel}. With kernel = stride every phase has one tap, and
 * all are one pointwise convolution.
 *
 * @param outChannels filters
 * @param kernel at least the stride along each axis, otherwise some outputs would depend on no input
 */
public record TransposedConv2d(int outChannels, Size kernel, Size stride, boolean bias) implements Layer {

    public TransposedConv2d {
        Operands.positive("number of output channels", outChannels);
        if (kernel.rows() < stride.rows() || kernel.columns() < stride.columns()) {
            throw new IllegalArgumentException(
                    "A transposed convolution has a kernel (%s) smaller than its stride (%s).\nMaybe make the kernel %s."
                            .formatted(kernel, stride, stride));
        }
    }

    /** Doubles height and width with a 2×2 kernel and a bias, as U-Net (Ronneberger et al. 2015, section 2). */
    public static TransposedConv2d doubling(int outChannels) {
        return new TransposedConv2d(outChannels, Size.square(2), Size.square(2), true);
    }

    @Override
    public String kind() {
        return "transposed_conv";
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        Shape input = Operands.featureMap(this, inputs);
        return Shape.of(
                outChannels,
                Math.multiplyExact(input.height(), stride.rows()),
                Math.multiplyExact(input.width(), stride.columns()));
    }

    @Override
    public List<LoopNest> nests(List<Shape> inputs) {
        infer(inputs);
        Shape input = inputs.get(0);
        if (kernel.equals(stride)) {
            return List.of(phase(input, Math.toIntExact(outChannels * stride.area()), 1, 1));
        }
        List<LoopNest> phases = new ArrayList<>();
        for (int row = 0; row < stride.rows(); row++) {
            for (int column = 0; column < stride.columns(); column++) {
                phases.add(phase(
                        input,
                        outChannels,
                        taps(kernel.rows(), stride.rows(), row),
                        taps(kernel.columns(), stride.columns(), column)));
            }
        }
        return List.copyOf(phases);
    }

    private static LoopNest phase(Shape input, int filters, int rows, int columns) {
        return LoopNest.convolution(
                1, 1, input.channels(), filters, input.height(), input.width(), rows, columns, 1, 1, 1, 1);
    }

    /** How many taps of the kernel are {@code phase} modulo the stride. */
    private static int taps(int kernel, int stride, int phase) {
        return (kernel - phase - 1) / stride + 1;
    }

    @Override
    public long parameters(List<Shape> inputs) {
        infer(inputs);
        return (long) outChannels * inputs.get(0).channels() * kernel.area() + (bias ? outChannels : 0);
    }
}
