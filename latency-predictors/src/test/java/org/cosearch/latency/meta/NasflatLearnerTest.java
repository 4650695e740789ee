package org.cosearch.latency.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.latency.StorableLearner;
import org.cosearch.latency.data.SmallDataset;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.DecisionSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class NasflatLearnerTest extends LearnedContract {

    private static final NasflatLearner LEARNER = train(10);

    private static NasflatLearner train(int epochs) {
        return NasflatLearner.train(SET, NasflatSettings.published().training(epochs, 40, 8), random());
    }

    @Override
    protected StorableLearner learner() {
        return LEARNER;
    }

    @Override
    StorableLearner briefly() {
        return train(1);
    }

    @Override
    double expectedSpearman() {
        return 0.93;
    }

    static List<DecisionSpace> spaces() {
        return List.of(HelpNetworkTest.cells(), SmallDataset.space());
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void arraysSayWhatTheGraphSays(DecisionSpace space) {
        RandomGenerator random = random();
        NasflatNetwork network = new NasflatNetwork(NodeGraph.of(space));
        NodeGraph nodes = network.graph();
        Weights weights = Weights.initial(network.shapes(), random);
        List<float[]> values = new ArrayList<>();
        for (float[] array : weights.values()) { // gains and shifts start at 0, which would test nothing
            float[] moved = array.clone();
            for (int i = 0; i < moved.length; i++) {
                moved[i] += 0.05f * (float) random.nextGaussian();
            }
            values.add(moved);
        }
        float[] hardware = new float[NasflatNetwork.HARDWARE];
        for (int i = 0; i < hardware.length; i++) {
            hardware[i] = (float) random.nextGaussian();
        }
        List<Architecture> architectures = HelpNetworkTest.architectures(space, 4, random);
        float[] bits = new float[4 * nodes.nodes() * nodes.operations()];
        for (int i = 0; i < 4; i++) {
            int[] operations = nodes.operations(architectures.get(i));
            for (int node = 0; node < operations.length; node++) {
                bits[(i * nodes.nodes() + node) * nodes.operations() + operations[node]] = 1;
            }
        }
        try (Graph graph = new Graph();
                Session session = FloatTensors.session(graph)) {
            Ops tf = Ops.create(graph);
            List<Operand<TFloat32>> operands = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                WeightShape shape = weights.shapes().get(i);
                operands.add(FloatTensors.constant(tf, values.get(i), shape.inputs(), shape.outputs()));
            }
            Operand<TFloat32> scores = network.scores(
                    tf,
                    operands,
                    FloatTensors.constant(tf, bits, 4L * nodes.nodes(), nodes.operations()),
                    FloatTensors.constant(tf, hardware, 1, NasflatNetwork.HARDWARE),
                    (layer, rows, columns) -> tf.constant(1f));
            try (Result result = session.runner().fetch(scores).run()) {
                float[] said = FloatTensors.values(result.get(0));
                NasflatScores arrays = new NasflatScores(nodes, values, hardware);
                for (int i = 0; i < 4; i++) {
                    assertThat(arrays.of(architectures.get(i))).isCloseTo(said[i], within(1e-4f));
                }
            }
        }
    }

    @Test
    void inactiveColumnsAreAnOperationOfTheirOwn() {
        NodeGraph nodes = NodeGraph.of(SmallDataset.space());
        Architecture shallow = SmallDataset.space()
                .architecture(List.of("conv", "pool", "skip", "wide", "conv", "pool", "skip", "wide", "1"));
        int[] operations = nodes.operations(shallow);
        assertThat(operations).hasSize(9);
        assertThat(operations[4])
                .isEqualTo(operations[5])
                .isEqualTo(operations[7])
                .isNotEqualTo(operations[0]);
        assertThat(operations[8]).isNotIn(operations[0], operations[1], operations[2], operations[3], operations[4]);
    }
}
