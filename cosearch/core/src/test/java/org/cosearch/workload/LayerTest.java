package org.cosearch.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.laws.Laws;
import org.junit.jupiter.api.Test;

class LayerTest {

    private static final Shape MAP = Shape.of(8, 6, 4);
    private static final Shape TOKENS = Shape.of(24, 8);
    private static final Shape VECTOR = Shape.of(192);

    private static Shape infer(Layer layer, Shape... inputs) {
        return layer.infer(List.of(inputs));
    }

    private static void refuses(Layer layer, List<Shape> inputs, String... parts) {
        assertThatThrownBy(() -> layer.infer(inputs))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("A " + layer.kind() + " layer ")
                .hasMessageContainingAll(parts)
                .hasMessageContaining("\nMaybe ");
    }

    @Test
    void shapesFlowThroughEveryLayer() {
        assertThat(infer(new Input(MAP))).isEqualTo(MAP);
        assertThat(infer(Pool.max(2, 2, Padding.VALID), MAP)).isEqualTo(Shape.of(8, 3, 2));
        assertThat(infer(Pool.average(3, 1, Padding.SAME), MAP)).isEqualTo(MAP);
        assertThat(infer(new GlobalPool(Pool.Kind.AVERAGE), MAP)).isEqualTo(Shape.of(8));
        assertThat(infer(new GlobalPool(Pool.Kind.MAX), TOKENS)).isEqualTo(Shape.of(8));
        assertThat(infer(new Add(), MAP, MAP, MAP)).isEqualTo(MAP);
        assertThat(infer(new Multiply(), MAP, Shape.of(8))).isEqualTo(MAP);
        assertThat(infer(new Multiply(), MAP, MAP)).isEqualTo(MAP);
        assertThat(infer(new Concat(), MAP, Shape.of(3, 6, 4))).isEqualTo(Shape.of(11, 6, 4));
        assertThat(infer(new Concat(), TOKENS, TOKENS)).isEqualTo(Shape.of(24, 16));
        assertThat(infer(new Flatten(), MAP)).isEqualTo(VECTOR);
        assertThat(infer(new Reshape(MAP), VECTOR)).isEqualTo(MAP);
        assertThat(infer(new ToTokens(), MAP)).isEqualTo(TOKENS);
        assertThat(infer(new ClassToken(), TOKENS)).isEqualTo(Shape.of(25, 8));
        assertThat(infer(new PositionEmbedding(), TOKENS)).isEqualTo(TOKENS);
        assertThat(infer(new SelectToken(23), TOKENS)).isEqualTo(Shape.of(8));
        assertThat(infer(Dense.of(5), VECTOR)).isEqualTo(Shape.of(5));
        assertThat(infer(Dense.of(5), TOKENS)).isEqualTo(Shape.of(24, 5));
        assertThat(infer(new Attention(2, 4, true), TOKENS)).isEqualTo(TOKENS);
        assertThat(infer(new Upsample(2), MAP)).isEqualTo(Shape.of(8, 12, 8));
        assertThat(infer(TransposedConv2d.doubling(3), MAP)).isEqualTo(Shape.of(3, 12, 8));
        assertThat(infer(new Zero(), MAP)).isEqualTo(MAP);
        assertThat(infer(new Dropout(0.1), MAP)).isEqualTo(MAP);
        assertThat(infer(new Softmax(), VECTOR)).isEqualTo(VECTOR);
    }

    @Test
    void wrongShapesAreRefusedWithWhatIsTakenAndWhatWasGiven() {
        refuses(new Add(), List.of(MAP, TOKENS), "[24,8]", "[8,6,4]");
        refuses(new Add(), List.of(MAP), "at least two inputs, not 1");
        refuses(new Concat(), List.of(MAP, Shape.of(8, 6, 5)), "[8,6,4]", "[8,6,5]");
        refuses(new Concat(), List.of(MAP, VECTOR), "[8,6,4]", "[192]");
        refuses(new Multiply(), List.of(MAP, Shape.of(6)), "[8,6,4] by [6]");
        refuses(new Multiply(), List.of(MAP), "two inputs, not 1");
        refuses(new Flatten(), List.of(MAP, MAP), "one input, not 2");
        refuses(new Reshape(Shape.of(5, 5)), List.of(VECTOR), "[192] of 192", "[5,5] of 25");
        refuses(new ToTokens(), List.of(TOKENS), "[C,H,W]", "[24,8]");
        refuses(new ClassToken(), List.of(MAP), "[T,D]", "[8,6,4]");
        refuses(new SelectToken(24), List.of(TOKENS), "token 24", "[24,8]");
        refuses(new GlobalPool(Pool.Kind.MAX), List.of(VECTOR), "[192]");
        refuses(Dense.of(3), List.of(MAP), "[D]", "[8,6,4]");
        refuses(new MatMul(false), List.of(TOKENS, TOKENS), "[24,8] by [24,8]");
        refuses(new MatMul(false), List.of(TOKENS), "two inputs, not 1");
        refuses(new Input(MAP), List.of(MAP), "takes no inputs");
        refuses(Pool.max(7, 2, Padding.VALID), List.of(MAP), "window of 7 rows", "[8,6,4]");
    }

    @Test
    void onlyProductsCountAsMacs() {
        for (Layer layer : List.of(
                new BatchNorm(1e-5),
                new LayerNorm(1e-6),
                new Activation(Activation.Function.GELU),
                new Softmax(),
                Pool.average(3, 1, Padding.SAME),
                new GlobalPool(Pool.Kind.AVERAGE))) {
            assertThat(layer.macs(List.of(MAP))).as(layer.kind()).isZero();
        }
        assertThat(new Add().macs(List.of(MAP, MAP))).isZero();
        assertThat(new Multiply().macs(List.of(MAP, MAP))).isZero();
        assertThat(Dense.of(5).macs(List.of(TOKENS))).isEqualTo(24 * 8 * 5);
    }

    @Test
    void parametersAreTheTrainableOnesAndStatisticsAreApart() {
        assertThat(BatchNorm.standard().parameters(List.of(MAP))).isEqualTo(16);
        assertThat(BatchNorm.standard().statistics(List.of(MAP))).isEqualTo(16);
        assertThat(new LayerNorm(1e-6).parameters(List.of(TOKENS))).isEqualTo(16);
        assertThat(new LayerNorm(1e-6).statistics(List.of(TOKENS))).isZero();
        assertThat(new ClassToken().parameters(List.of(TOKENS))).isEqualTo(8);
        assertThat(new PositionEmbedding().parameters(List.of(TOKENS))).isEqualTo(192);
        assertThat(new Dense(5, false).parameters(List.of(TOKENS))).isEqualTo(40);
        assertThat(Dense.of(5).parameters(List.of(TOKENS))).isEqualTo(45);
        assertThat(new Attention(2, 3, true).parameters(List.of(TOKENS))).isEqualTo(3 * (8 * 6 + 6) + 6 * 8 + 8);
        assertThat(new Attention(2, 3, false).parameters(List.of(TOKENS))).isEqualTo(4 * 8 * 6);
    }

    @Test
    void attentionIsFourNestsOfThePaper() {
        List<LoopNest> nests = new Attention(3, 5, true).nests(List.of(TOKENS));

        assertThat(nests)
                .extracting(LoopNest::macs)
                .containsExactly(24L * 8 * 3 * 15, 3L * 24 * 24 * 5, 3L * 24 * 24 * 5, 24L * 15 * 8);
    }

    @Test
    void aProductOfActivationsIsItsDefinition() {
        Laws.forAll(100, LayerTest::product, (shapes, random) -> {
            Shape first = shapes.get(0);
            Shape second = shapes.get(1);
            Shape transposed = swapLast(second);
            long batch = first.rank() == 3 ? first.dimension(0) : 1;
            long rows = first.dimension(first.rank() - 2);
            long depth = first.dimension(first.rank() - 1);
            long columns = second.dimension(second.rank() - 1);

            Shape output = infer(new MatMul(false), first, second);
            assertThat(output.elements()).isEqualTo(batch * rows * columns);
            assertThat(infer(new MatMul(true), first, transposed)).isEqualTo(output);
            assertThat(new MatMul(false).macs(shapes)).isEqualTo(batch * rows * columns * depth);
            LoopNest nest = new MatMul(true).nests(List.of(first, transposed)).get(0);
            assertThat(NestBoxes.elements(nest, LoopNest.Role.INPUTS)).isEqualTo(first.elements());
            assertThat(NestBoxes.elements(nest, LoopNest.Role.WEIGHTS)).isEqualTo(second.elements());
            assertThat(NestBoxes.elements(nest, LoopNest.Role.OUTPUTS)).isEqualTo(output.elements());
        });
    }

    private static List<Shape> product(RandomGenerator random) {
        int rows = 1 + random.nextInt(9);
        int depth = 1 + random.nextInt(9);
        int columns = 1 + random.nextInt(9);
        int batch = 1 + random.nextInt(4);
        return random.nextBoolean()
                ? List.of(Shape.of(rows, depth), Shape.of(depth, columns))
                : List.of(Shape.of(batch, rows, depth), Shape.of(batch, depth, columns));
    }

    private static Shape swapLast(Shape shape) {
        return shape.rank() == 2
                ? Shape.of(shape.dimension(1), shape.dimension(0))
                : Shape.of(shape.dimension(0), shape.dimension(2), shape.dimension(1));
    }

    @Test
    void aTransposedConvolutionMultipliesEveryInputByEveryTap() {
        Laws.forAll(
                100,
                random -> {
                    Size stride = new Size(1 + random.nextInt(3), 1 + random.nextInt(3));
                    Size kernel = new Size(stride.rows() + random.nextInt(3), stride.columns() + random.nextInt(3));
                    return new TransposedConv2d(1 + random.nextInt(5), kernel, stride, true);
                },
                (layer, random) -> {
                    List<Shape> input = List.of(MAP);
                    long expected = MAP.elements()
                            * layer.outChannels()
                            * layer.kernel().area();
                    long outputs = layer.nests(input).stream()
                            .mapToLong(nest -> NestBoxes.elements(nest, LoopNest.Role.OUTPUTS))
                            .sum();
                    assertThat(layer.macs(input)).isEqualTo(expected);
                    assertThat(outputs).isEqualTo(layer.infer(input).elements());
                    assertThat(layer.parameters(input))
                            .isEqualTo(8L * layer.outChannels() * layer.kernel().area() + layer.outChannels());
                });
    }

    @Test
    void impossibleLayersAreRefusedWithTheirValues() {
        assertThatThrownBy(() -> Dense.of(0)).hasMessageContaining("(0)");
        assertThatThrownBy(() -> new Dropout(1)).hasMessageContaining("(1.0)");
        assertThatThrownBy(() -> new BatchNorm(0)).hasMessageContaining("(0.0)");
        assertThatThrownBy(() -> new Padding.Explicit(0, -1, 0, 0)).hasMessageContaining("bottom -1");
        assertThatThrownBy(() -> new Size(3, 0)).hasMessageContaining("(3x0)");
        assertThatThrownBy(() -> Shape.of(3, 0, 4)).hasMessageContaining("[3, 0, 4]");
        assertThatThrownBy(() -> Shape.of(1, 3, 32, 32)).hasMessageContaining("Maybe leave the batch axis out");
        assertThatThrownBy(() -> new TransposedConv2d(4, Size.square(2), Size.square(3), false))
                .hasMessageContaining("kernel (2x2) smaller than its stride (3x3)");
    }
}
