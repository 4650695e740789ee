package org.cosearch.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.laws.Laws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Conv2dTest {

    /** A convolution and an input that it may or may not take. */
    private record Case(Conv2d layer, Shape input) {

        static Case random(RandomGenerator random) {
            int groups = 1 + random.nextInt(3);
            Padding padding = switch (random.nextInt(3)) {
                case 0 -> Padding.SAME;
                case 1 -> Padding.VALID;
                default ->
                    new Padding.Explicit(random.nextInt(3), random.nextInt(3), random.nextInt(3), random.nextInt(3));
            };
            Conv2d layer = new Conv2d(
                    groups * (1 + random.nextInt(5)),
                    size(random, 4),
                    size(random, 3),
                    size(random, 2),
                    padding,
                    groups,
                    random.nextBoolean());
            return new Case(
                    layer, Shape.of(groups * (1 + random.nextInt(5)), 7 + random.nextInt(9), 7 + random.nextInt(9)));
        }

        private static Size size(RandomGenerator random, int max) {
            return new Size(1 + random.nextInt(max), 1 + random.nextInt(max));
        }

        Shape output() {
            return layer.infer(List.of(input));
        }

        LoopNest nest() {
            return layer.nests(List.of(input)).get(0);
        }
    }

    @Test
    void outputsAreThePlacesWhereTheWindowFits() {
        Laws.forAll(300, Case::random, (c, random) -> {
            Conv2d layer = c.layer;
            Padding.Explicit border = layer.padding()
                    .resolve(c.input.height(), c.input.width(), layer.kernel(), layer.stride(), layer.dilation());
            assertThat(c.output())
                    .isEqualTo(Shape.of(
                            layer.outChannels(),
                            places(
                                    c.input.height() + border.top() + border.bottom(),
                                    layer.kernel().rows(),
                                    layer.stride().rows(),
                                    layer.dilation().rows()),
                            places(
                                    c.input.width() + border.left() + border.right(),
                                    layer.kernel().columns(),
                                    layer.stride().columns(),
                                    layer.dilation().columns())));
        });
    }

    /** Counts by trying every position. */
    private static int places(int extent, int kernel, int stride, int dilation) {
        int count = 0;
        for (int first = 0; first < extent; first += stride) {
            boolean inside = true;
            for (int tap = 0; tap < kernel; tap++) {
                inside &= first + tap * dilation < extent;
            }
            if (inside) {
                count++;
            }
        }
        return count;
    }

    @Test
    void macsAreOutputsTimesTheWeightsOfAFilter() {
        Laws.forAll(300, Case::random, (c, random) -> {
            long filter = c.layer.kernel().area() * (c.input.channels() / c.layer.groups());
            assertThat(c.layer.macs(List.of(c.input)))
                    .isEqualTo(c.nest().macs())
                    .isEqualTo(c.output().elements() * filter);
        });
    }

    @Test
    void operandsOfTheNestAreTheTensorsOfTheLayer() {
        Laws.forAll(300, Case::random, (c, random) -> {
            LoopNest nest = c.nest();
            long bias = c.layer.bias() ? c.layer.outChannels() : 0;
            assertThat(NestBoxes.elements(nest, LoopNest.Role.WEIGHTS))
                    .isEqualTo(c.layer.parameters(List.of(c.input)) - bias);
            assertThat(NestBoxes.elements(nest, LoopNest.Role.OUTPUTS))
                    .isEqualTo(c.output().elements());
            Padding.Explicit border = c.layer
                    .padding()
                    .resolve(c.input.height(), c.input.width(), c.layer.kernel(), c.layer.stride(), c.layer.dilation());
            assertThat(NestBoxes.elements(nest, LoopNest.Role.INPUTS))
                    .isLessThanOrEqualTo((long) c.input.channels()
                            * (c.input.height() + border.top() + border.bottom())
                            * (c.input.width() + border.left() + border.right()));
        });
    }

    /**
     * TensorFlow's SAME: the output is the input divided by the stride, rounded up, and the odd row of padding is below
     * (tensorflow.org, {@code tf.nn.convolution}, "Notes on padding").
     */
    @ParameterizedTest
    @CsvSource({
        // extent, kernel, stride, dilation -> outputs, before, after
        "28, 3, 1, 1, 28, 1, 1",
        "28, 3, 2, 1, 14, 0, 1",
        "27, 3, 2, 1, 14, 1, 1",
        "224, 7, 2, 1, 112, 2, 3",
        "10, 2, 1, 1, 10, 0, 1",
        "10, 3, 1, 2, 10, 2, 2",
        "10, 1, 3, 1, 4, 0, 0",
        "7, 1, 2, 1, 4, 0, 0"
    })
    void sameIsTensorFlows(int extent, int kernel, int stride, int dilation, int outputs, int before, int after) {
        Conv2d layer = Conv2d.square(5, kernel).withStride(stride).withDilation(dilation);

        assertThat(layer.infer(List.of(Shape.of(2, extent, extent)))).isEqualTo(Shape.of(5, outputs, outputs));
        assertThat(layer.padding().resolve(extent, extent, layer.kernel(), layer.stride(), layer.dilation()))
                .isEqualTo(new Padding.Explicit(before, after, before, after));
    }

    @Test
    void depthwiseAndPointwiseAreFormsOfAConvolution() {
        List<Shape> input = List.of(Shape.of(32, 14, 14));
        Conv2d depthwise = Conv2d.depthwise(32, 5);
        Conv2d pointwise = Conv2d.pointwise(64);

        assertThat(depthwise.isDepthwise(32)).isTrue();
        assertThat(depthwise.macs(input)).isEqualTo(32 * 25 * 14 * 14);
        assertThat(depthwise.parameters(input)).isEqualTo(32 * 25);
        assertThat(pointwise.isPointwise()).isTrue();
        assertThat(pointwise.macs(input)).isEqualTo(32 * 64 * 14 * 14);
        assertThat(pointwise.withBias().parameters(input)).isEqualTo(32 * 64 + 64);
    }

    @Test
    void wrongInputsAreRefusedWithBothShapes() {
        assertThatThrownBy(() -> Conv2d.square(8, 3).infer(List.of(Shape.of(100))))
                .hasMessageContaining("[C,H,W]")
                .hasMessageContaining("[100]");
        assertThatThrownBy(() -> Conv2d.depthwise(16, 3).infer(List.of(Shape.of(24, 8, 8))))
                .hasMessageContaining("16 groups")
                .hasMessageContaining("[24,8,8]");
        assertThatThrownBy(() -> Conv2d.square(8, 5).withPadding(Padding.VALID).infer(List.of(Shape.of(3, 4, 9))))
                .hasMessageContaining("window of 5 rows, more than the 4 of its padded input [3,4,9]")
                .hasMessageContaining("\nMaybe ");
        assertThatThrownBy(() -> Conv2d.square(9, 3).withGroups(2)).hasMessageContaining("(9)");
    }
}
