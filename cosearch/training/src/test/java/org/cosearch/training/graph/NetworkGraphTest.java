package org.cosearch.training.graph;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cosearch.laws.Laws;
import org.cosearch.training.graph.Variables.Variable;
import org.cosearch.workload.Activation;
import org.cosearch.workload.Attention;
import org.cosearch.workload.ClassToken;
import org.cosearch.workload.Conv2d;
import org.cosearch.workload.Dense;
import org.cosearch.workload.Dropout;
import org.cosearch.workload.GlobalPool;
import org.cosearch.workload.Input;
import org.cosearch.workload.Layer;
import org.cosearch.workload.LayerNorm;
import org.cosearch.workload.MatMul;
import org.cosearch.workload.Multiply;
import org.cosearch.workload.Network;
import org.cosearch.workload.NetworkBuilder;
import org.cosearch.workload.Padding;
import org.cosearch.workload.Pool;
import org.cosearch.workload.PositionEmbedding;
import org.cosearch.workload.Reshape;
import org.cosearch.workload.SelectToken;
import org.cosearch.workload.Shape;
import org.cosearch.workload.Size;
import org.cosearch.workload.Softmax;
import org.cosearch.workload.ToTokens;
import org.cosearch.workload.TransposedConv2d;
import org.cosearch.workload.Upsample;
import org.cosearch.workload.Zero;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer against plain loops in double precision: values, and gradients against finite differences of the loops. */
class NetworkGraphTest {

    private static final int BATCH = 3;
    private static final Padding UNEVEN = new Padding.Explicit(0, 2, 1, 0);

    private static Network network(String name, UnaryOperator<NetworkBuilder> layers) {
        // a trained layer first, so that a gradient passes through those that are tested
        return layers.apply(Network.builder(name, Shape.of(2, 5, 6))
                        .layer(Conv2d.pointwise(4).withBias())
                        .as("stem"))
                .build();
    }

    private static Network layer(String name, Layer layer) {
        return network(name, b -> b.layer(layer));
    }

    private static Network tokens(String name, UnaryOperator<NetworkBuilder> layers) {
        return network(name, b -> layers.apply(b.layer(new ToTokens()).as("tokens")));
    }

    static Stream<Network> networks() {
        Conv2d rectangle = new Conv2d(6, new Size(3, 2), new Size(2, 1), Size.ONE, Padding.SAME, 1, true);
        Conv2d depthwise = Conv2d.depthwise(4, 3);
        return Stream.of(
                layer("conv same", Conv2d.square(3, 3)),
                layer("conv same stride", Conv2d.square(3, 3).withStride(2)),
                layer("conv rectangle", rectangle),
                layer("conv valid", Conv2d.square(3, 3).withPadding(Padding.VALID)),
                layer("conv explicit", Conv2d.square(3, 3).withStride(2).withPadding(UNEVEN)),
                layer("conv pointwise stride", Conv2d.pointwise(3).withStride(2)),
                layer("conv pointwise padded", Conv2d.pointwise(3).withPadding(1)),
                layer("conv groups", Conv2d.square(6, 3).withGroups(2)),
                layer("conv pointwise groups", Conv2d.pointwise(6).withGroups(2)),
                layer("conv dilated", Conv2d.square(3, 3).withDilation(2)),
                layer("conv dilated stride", Conv2d.square(3, 3).withDilation(2).withStride(2)),
                layer(
                        "conv dilated explicit",
                        Conv2d.square(3, 2).withDilation(3).withPadding(UNEVEN)),
                layer("conv dilated groups", Conv2d.square(4, 3).withDilation(2).withGroups(2)),
                layer("depthwise", depthwise.withBias()),
                layer("depthwise stride", depthwise.withStride(2)),
                layer("depthwise uneven stride", depthwise.withStride(new Size(1, 2))),
                layer(
                        "depthwise explicit uneven stride",
                        depthwise.withStride(new Size(2, 1)).withPadding(UNEVEN)),
                layer("depthwise dilated", depthwise.withDilation(2)),
                layer("depthwise multiplier", Conv2d.square(8, 3).withGroups(4)),
                layer("transposed", TransposedConv2d.doubling(3)),
                layer("transposed overlap", new TransposedConv2d(3, Size.square(4), Size.square(2), false)),
                layer("transposed uneven", new TransposedConv2d(3, new Size(3, 2), new Size(2, 1), true)),
                network("batch norm", NetworkBuilder::batchNorm),
                network("batch norm of a vector", b -> b.globalAveragePool().batchNorm()),
                tokens("batch norm of tokens", NetworkBuilder::batchNorm),
                layer("layer norm", new LayerNorm(1e-3)),
                layer("relu", new Activation(Activation.Function.RELU)),
                layer("relu6", new Activation(Activation.Function.RELU6)),
                layer("hard sigmoid", new Activation(Activation.Function.HARD_SIGMOID)),
                layer("hard swish", new Activation(Activation.Function.HARD_SWISH)),
                layer("sigmoid", new Activation(Activation.Function.SIGMOID)),
                layer("swish", new Activation(Activation.Function.SWISH)),
                layer("tanh", new Activation(Activation.Function.TANH)),
                layer("gelu", new Activation(Activation.Function.GELU)),
                layer("max pool", Pool.max(2, 2, Padding.VALID)),
                layer("max pool same", Pool.max(3, 2, Padding.SAME)),
                layer("max pool explicit", new Pool(Pool.Kind.MAX, new Size(3, 2), Size.ONE, UNEVEN)),
                layer("average pool", Pool.average(2, 1, Padding.VALID)),
                layer("average pool same", Pool.average(3, 2, Padding.SAME)),
                layer("average pool explicit", new Pool(Pool.Kind.AVERAGE, new Size(3, 2), new Size(2, 1), UNEVEN)),
                layer("global max", new GlobalPool(Pool.Kind.MAX)),
                layer("global average", new GlobalPool(Pool.Kind.AVERAGE)),
                network("add", b -> b.conv(4, 3).add("stem", "stem")),
                network("add two", b -> b.conv(4, 3).add("stem")),
                network("concat", b -> b.conv(2, 3).concat("stem")),
                tokens("concat tokens", b -> b.layer(Dense.of(3)).concat("tokens")),
                network("multiply", b -> b.conv(4, 3).join(new Multiply(), "stem")),
                network(
                        "squeeze and excite",
                        b -> b.globalAveragePool()
                                .dense(4)
                                .activation(Activation.Function.SIGMOID)
                                .as("gate")
                                .from("stem")
                                .join(new Multiply(), "gate")),
                layer("upsample", new Upsample(2)),
                network("flatten", b -> b.flatten().dense(3)),
                layer("reshape", new Reshape(Shape.of(6, 4, 5))),
                network(
                        "reshape to tokens",
                        b -> b.layer(new Reshape(Shape.of(8, 15))).dense(2)),
                tokens("dense on tokens", b -> b.layer(new Dense(3, false))),
                tokens("attention", b -> b.layer(new Attention(2, 3, true))),
                tokens("attention without bias", b -> b.layer(new Attention(1, 4, false))),
                tokens("matmul transposed", b -> b.dense(4).join(new MatMul(true), "tokens")),
                tokens("matmul", b -> b.layer(new Reshape(Shape.of(4, 30))).join(new MatMul(false), "tokens")),
                network(
                        "matmul of maps",
                        b -> b.layer(new Reshape(Shape.of(4, 6, 5))).join(new MatMul(false), "stem")),
                tokens(
                        "class token",
                        b -> b.layer(new ClassToken())
                                .layer(new PositionEmbedding())
                                .layer(new SelectToken(0))),
                tokens("another token", b -> b.layer(new PositionEmbedding()).layer(new SelectToken(7))),
                layer("dropout when evaluating", new Dropout(0.5)),
                network("softmax inside", b -> b.layer(new Softmax()).conv(2, 1)),
                network("zero branch", b -> b.conv(4, 3).layer(new Zero()).add("stem")));
    }

    @Test
    void everyKindOfLayerIsTried() {
        Set<Class<?>> tried = new HashSet<>(Set.of(Input.class));
        networks()
                .forEach(network ->
                        network.nodes().forEach(node -> tried.add(node.layer().getClass())));

        assertThat(tried).containsExactlyInAnyOrder(Layer.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void theGraphAgreesWithPlainLoops(Network network) {
        try (GraphProbe probe = new GraphProbe(network, BATCH)) {
            Laws.forAll(2, random -> random, (random, unused) -> {
                Map<Parameters.Key, double[]> parameters = probe.randomise(random);
                Reference reference = new Reference(network, parameters);
                double[][] images = gaussian(BATCH, network.inputs().get(0).output(), random);

                assertClose(probe.outputs(images), reference.outputs(images));
            });
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gradientsAgreeWithFiniteDifferences(Network network) {
        try (GraphProbe probe = new GraphProbe(network, BATCH)) {
            Laws.forSeed(7, random -> random, (random, unused) -> {
                Map<Parameters.Key, double[]> parameters = probe.randomise(random);
                Reference reference = new Reference(network, parameters);
                double[][] images = gaussian(BATCH, network.inputs().get(0).output(), random);
                double[][] factors = gaussian(BATCH, network.output().output(), random);
                List<float[]> gradients = probe.gradients(images, factors);
                double scale = gradients.stream()
                        .flatMap(g -> IntStream.range(0, g.length).mapToObj(i -> g[i]))
                        .mapToDouble(Math::abs)
                        .max()
                        .orElseThrow();

                assertThat(scale).isPositive();
                for (int p = 0; p < gradients.size(); p++) {
                    Variable variable = probe.trained().get(p);
                    double[] values = requireNonNull(parameters.get(variable.key()));
                    for (int probeIndex = 0; probeIndex < 5; probeIndex++) {
                        int i = random.nextInt(values.length);
                        assertThat((double) gradients.get(p)[i])
                                .as(
                                        "%s %s [%d]",
                                        network.nodes()
                                                .get(variable.key().node())
                                                .name(),
                                        variable.key().role(),
                                        i)
                                .isCloseTo(slope(reference, values, i, images, factors), within(2e-4 * scale));
                    }
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void thereAreAsManyParametersAsTheNetworkCounts(Network network) {
        try (GraphProbe probe = new GraphProbe(network, BATCH)) {
            long variables = probe.trained().stream()
                    .mapToLong(parameter -> parameter.shape().size())
                    .sum();
            long dead = network.nodes().stream()
                    .filter(node -> !Liveness.live(network).get(network.nodes().indexOf(node)))
                    .mapToLong(node -> node.parameters())
                    .sum();

            assertThat(variables).isEqualTo(network.parameters() - dead);
        }
    }

    /** The central difference of the weighted sum of outputs, whose error is about 1e-9 here. */
    private static double slope(
            Reference reference, double[] values, int index, double[][] images, double[][] factors) {
        double step = 1e-5;
        double value = values[index];
        values[index] = value + step;
        double above = weighted(reference.outputs(images), factors);
        values[index] = value - step;
        double below = weighted(reference.outputs(images), factors);
        values[index] = value;
        return (above - below) / (2 * step);
    }

    private static double weighted(double[][] outputs, double[][] factors) {
        double sum = 0;
        for (int n = 0; n < outputs.length; n++) {
            for (int i = 0; i < outputs[n].length; i++) {
                sum += outputs[n][i] * factors[n][i];
            }
        }
        return sum;
    }

    private static void assertClose(double[][] actual, double[][] expected) {
        double scale = Arrays.stream(expected)
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElseThrow();
        for (int n = 0; n < expected.length; n++) {
            assertThat(actual[n]).hasSameSizeAs(expected[n]);
            for (int i = 0; i < expected[n].length; i++) {
                // float32 against double: a few hundred additions of numbers of this size
                assertThat(actual[n][i]).as("[%d][%d]", n, i).isCloseTo(expected[n][i], within(2e-5 * (1 + scale)));
            }
        }
    }

    private static double[][] gaussian(int count, Shape shape, RandomGenerator random) {
        double[][] values = new double[count][(int) shape.elements()];
        for (double[] row : values) {
            // exactly representable as float
            Arrays.setAll(row, i -> (float) random.nextGaussian());
        }
        return values;
    }
}
