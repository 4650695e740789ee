package org.cosearch.latency.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.cosearch.latency.data.SmallDataset;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.DecisionColumn;
import org.cosearch.predict.DecisionSpace;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

class HelpNetworkTest {

    private static final int REFERENCES = 4;
    private static final int TASKS = 2;
    private static final int SUPPORT = 6;
    private static final int QUERY = 5;

    static DecisionSpace cells() {
        List<String> operations = List.of("avg_pool_3x3", "none", "nor_conv_1x1", "nor_conv_3x3", "skip_connect");
        return new DecisionSpace(
                "nasbench201",
                List.of("op_1_0", "op_2_0", "op_2_1", "op_3_0", "op_3_1", "op_3_2").stream()
                        .map(edge -> DecisionColumn.of(edge, operations))
                        .toList());
    }

    static List<DecisionSpace> spaces() {
        return List.of(cells(), SmallDataset.space());
    }

    static List<Architecture> architectures(DecisionSpace space, int count, RandomGenerator random) {
        List<Architecture> drawn = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            drawn.add(space.architecture(space.columns().stream()
                    .map(column ->
                            column.options().get(random.nextInt(column.options().size())))
                    .toList()));
        }
        return drawn;
    }

    private static float[] normal(int count, RandomGenerator random) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** A graph of two tasks with random data and the loss of their queries. */
    private static final class Fixture implements AutoCloseable {
        final HelpNetwork network;
        final Graph graph = new Graph();
        final Session session = FloatTensors.session(graph);
        final List<Placeholder<TFloat32>> learned = new ArrayList<>();
        final List<float[]> start = new ArrayList<>();
        final InnerLoop inner;
        final Operand<TFloat32> said;
        final Operand<TFloat32> loss;
        final float[] queried;
        final List<Architecture> query;
        private final Placeholder<TFloat32> asked;
        private final List<float[]> data = new ArrayList<>();
        private final List<Placeholder<TFloat32>> places = new ArrayList<>();

        /** @param firm whether every unit is far from its kink, where gradients of gradients jump */
        Fixture(DecisionSpace space, boolean firm) {
            RandomGenerator random = new RandomStreams(3).stream(Purpose.WEIGHTS);
            this.network = new HelpNetwork(ArchitectureEncoder.of(space), REFERENCES);
            ArchitectureEncoder encoder = network.encoder();
            HelpSettings settings = HelpSettings.help(true);
            HelpWeights initial = HelpWeights.initial(network, settings, random);
            Weights weights = firm ? firm(initial.network(), encoder.nodes(), random) : initial.network();
            Ops tf = Ops.create(graph);
            InnerLoop.Learned operands = new InnerLoop.Learned(
                    fed(tf, weights),
                    fed(tf, Weights.filled(network.shapes(), firm ? 2e-3 : 0.05)),
                    fed(tf, firm ? firm(initial.modulator(), 1, random) : initial.modulator()));
            this.inner = new InnerLoop(tf, network, settings, operands, TASKS, SUPPORT);
            int row = encoder.nodes() * encoder.features();
            this.asked = FloatTensors.placeholder(tf, TASKS, (long) encoder.nodes() * QUERY, encoder.features());
            this.said = network.output(new TaskLayers(tf, false), inner.adapted, asked);
            this.loss =
                    tf.math.add(tf.reduceSum(tf.math.square(said), tf.constant(new int[] {0, 1})), inner.divergence);
            this.query = architectures(space, QUERY, random);
            this.queried = new float[TASKS * QUERY * row];
            for (int task = 0; task < TASKS; task++) {
                for (int i = 0; i < QUERY; i++) {
                    float[] described = encoder.describe(query.get(i));
                    for (int node = 0; node < encoder.nodes(); node++) {
                        System.arraycopy(
                                described,
                                node * encoder.features(),
                                queried,
                                ((task * encoder.nodes() + node) * QUERY + i) * encoder.features(),
                                encoder.features());
                    }
                }
            }
            give(asked, queried);
            float[] support = new float[TASKS * SUPPORT * row];
            for (int i = 0; i < support.length; i++) {
                support[i] = random.nextInt(2);
            }
            give(inner.described, support);
            give(inner.labels, normal(TASKS * SUPPORT, random));
            give(inner.embedding, normal(TASKS * REFERENCES, random));
            give(inner.noise, normal(TASKS * HelpNetwork.MODULATED, random));
        }

        /** Small matrices and large biases of both signs: units are clearly on or clearly off. */
        private static Weights firm(Weights weights, int nodes, RandomGenerator random) {
            float scale = nodes > 1 ? 0.15f : 0.4f;
            List<float[]> values = new ArrayList<>();
            for (int i = 0; i < weights.values().size(); i++) {
                float[] array = weights.values().get(i).clone();
                boolean matrix = !weights.shapes().get(i).name().endsWith("bias");
                for (int j = 0; j < array.length; j++) {
                    array[j] = matrix ? scale * array[j] : random.nextInt(3) == 0 ? -3 : 3;
                }
                values.add(array);
            }
            return new Weights(weights.shapes(), values);
        }

        private void give(Placeholder<TFloat32> place, float[] values) {
            places.add(place);
            data.add(values);
        }

        private List<Operand<TFloat32>> fed(Ops tf, Weights weights) {
            List<Operand<TFloat32>> operands = new ArrayList<>();
            for (int i = 0; i < weights.shapes().size(); i++) {
                WeightShape shape = weights.shapes().get(i);
                Placeholder<TFloat32> place = FloatTensors.placeholder(tf, 1, shape.inputs(), shape.outputs());
                learned.add(place);
                start.add(weights.values().get(i));
                operands.add(place);
            }
            return operands;
        }

        /** The values of operators, given what is learned. */
        List<float[]> values(List<float[]> given, List<? extends Operand<TFloat32>> fetched) {
            Session.Runner runner = session.runner();
            List<TFloat32> tensors = new ArrayList<>();
            for (int i = 0; i < learned.size() + places.size(); i++) {
                Placeholder<TFloat32> place = i < learned.size() ? learned.get(i) : places.get(i - learned.size());
                float[] numbers = i < learned.size() ? given.get(i) : data.get(i - learned.size());
                TFloat32 tensor = FloatTensors.of(numbers, place.shape().asArray());
                tensors.add(tensor);
                runner.feed(place, tensor);
            }
            fetched.forEach(runner::fetch);
            try (Result result = runner.run()) {
                return IntStream.range(0, fetched.size())
                        .mapToObj(i -> FloatTensors.values(result.get(i)))
                        .toList();
            } finally {
                tensors.forEach(TFloat32::close);
            }
        }

        @Override
        public void close() {
            session.close();
            graph.close();
        }
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void arraysSayWhatTheGraphSays(DecisionSpace space) {
        try (Fixture fixture = new Fixture(space, false)) {
            List<Operand<TFloat32>> fetched = new ArrayList<>(fixture.inner.adapted);
            fetched.add(fixture.said);
            List<float[]> values = fixture.values(fixture.start, fetched);
            float[] said = values.get(values.size() - 1);
            for (int task = 0; task < TASKS; task++) {
                List<float[]> folded = HelpAdaptation.of(task, TASKS, values.subList(0, values.size() - 1));
                for (int i = 0; i < QUERY; i++) {
                    float[] described = fixture.network.encoder().describe(fixture.query.get(i));
                    assertThat(fixture.network.output(folded, described))
                            .isCloseTo(said[task * QUERY + i], within(1e-4f));
                }
            }
        }
    }

    /** Along the steepest direction of every array: through two inner steps, their rates and the modulation. */
    @ParameterizedTest
    @MethodSource("spaces")
    void metaGradientsAreThoseOfFiniteDifferences(DecisionSpace space) {
        try (Fixture fixture = new Fixture(space, true)) {
            Gradients gradients = Ops.create(fixture.graph).gradients(fixture.loss, fixture.learned);
            List<Operand<TFloat32>> fetched = new ArrayList<>();
            for (int i = 0; i < fixture.learned.size(); i++) {
                fetched.add(gradients.dy(i));
            }
            List<float[]> slopes = fixture.values(fixture.start, fetched);
            for (int i = 0; i < slopes.size(); i++) {
                double length = 0;
                for (float slope : slopes.get(i)) {
                    length += slope * slope;
                }
                length = Math.sqrt(length);
                float step = (float) (0.1 / Math.max(10, Math.sqrt(length)));
                float[] steepest = new float[slopes.get(i).length];
                Rows.add(steepest, (float) (1 / length), slopes.get(i), 0);
                double up = moved(fixture, i, steepest, step);
                double down = moved(fixture, i, steepest, -step);
                assertThat((up - down) / (2 * step)).as("array %d", i).isCloseTo(length, within(0.01 * length + 0.05));
            }
        }
    }

    private static double moved(Fixture fixture, int array, float[] direction, float step) {
        List<float[]> moved = new ArrayList<>(fixture.start);
        float[] values = moved.get(array).clone();
        Rows.add(values, step, direction, 0);
        moved.set(array, values);
        return fixture.values(moved, List.of(fixture.loss)).get(0)[0];
    }
}
