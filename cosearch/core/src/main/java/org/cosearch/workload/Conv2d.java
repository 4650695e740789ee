package org.cosearch.workload;

import java.util.List;

/**
 * A two-dimensional convolution (cross-correlation): {@code [C,H,W]} to {@code [outChannels,P,Q]}.
 *
 * <p>Weights are {@code [outChannels, C/groups, kernel rows, kernel columns]}, plus {@code [outChannels]} with a bias.
 *
 * @param outChannels filters, a multiple of {@code groups}
 * @param groups slices of the channels that do not see one another; a depthwise convolution has one per input channel
 */
public record Conv2d(
        int outChannels, Size kernel, Size stride, Size dilation, Padding padding, int groups, boolean bias)
        implements Layer {

    public Conv2d {
        Operands.positive("number of output channels", outChannels);
        Operands.positive("number of groups", groups);
        if (outChannels % groups != 0) {
            throw new IllegalArgumentException(
                    "A convolution has (%d) output channels, not a multiple of its (%d) groups."
                            .formatted(outChannels, groups));
        }
    }

    /** A square kernel with stride 1, {@link Padding#SAME} and no bias. */
    public static Conv2d square(int outChannels, int kernel) {
        return new Conv2d(outChannels, Size.square(kernel), Size.ONE, Size.ONE, Padding.SAME, 1, false);
    }

    /** A 1×1 kernel: a dense layer at every position. */
    public static Conv2d pointwise(int outChannels) {
        return square(outChannels, 1);
    }

    /** One square filter per channel of an input that has {@code channels}. */
    public static Conv2d depthwise(int channels, int kernel) {
        return square(channels, kernel).withGroups(channels);
    }

    public Conv2d withStride(int side) {
        return withStride(Size.square(side));
    }

    public Conv2d withStride(Size newStride) {
        return new Conv2d(outChannels, kernel, newStride, dilation, padding, groups, bias);
    }

    public Conv2d withDilation(int side) {
        return new Conv2d(outChannels, kernel, stride, Size.square(side), padding, groups, bias);
    }

    /** With the same padding at every side. */
    public Conv2d withPadding(int border) {
        return withPadding(Padding.symmetric(border));
    }

    public Conv2d withPadding(Padding newPadding) {
        return new Conv2d(outChannels, kernel, stride, dilation, newPadding, groups, bias);
    }

    public Conv2d withGroups(int newGroups) {
        return new Conv2d(outChannels, kernel, stride, dilation, padding, newGroups, bias);
    }

    public Conv2d withBias() {
        return new Conv2d(outChannels, kernel, stride, dilation, padding, groups, true);
    }

    /** Whether an input of {@code channels} is filtered channel by channel. */
    public boolean isDepthwise(int channels) {
        return groups > 1 && groups == channels;
    }

    /** Whether the kernel is one position. */
    public boolean isPointwise() {
        return kernel.equals(Size.ONE);
    }

    @Override
    public String kind() {
        return "conv";
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        Shape input = Operands.featureMap(this, inputs);
        if (input.channels() % groups != 0) {
            throw new ShapeException(
                    this,
                    "takes a multiple of its %d groups as channels, not %s".formatted(groups, input),
                    "set groups to a divisor of " + input.channels());
        }
        return Operands.slide(this, input, outChannels, kernel, stride, dilation, padding);
    }

    @Override
    public List<LoopNest> nests(List<Shape> inputs) {
        Shape output = infer(inputs);
        return List.of(LoopNest.convolution(
                1,
                groups,
                inputs.get(0).channels() / groups,
                outChannels / groups,
                output.height(),
                output.width(),
                kernel.rows(),
                kernel.columns(),
                stride.rows(),
                stride.columns(),
                dilation.rows(),
                dilation.columns()));
    }

    @Override
    public long parameters(List<Shape> inputs) {
        infer(inputs);
        return (long) outChannels * (inputs.get(0).channels() / groups) * kernel.area() + (bias ? outChannels : 0);
    }
}
