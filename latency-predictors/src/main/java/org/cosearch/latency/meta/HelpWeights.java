package org.cosearch.latency.meta;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What a learner of the family of HELP has learned.
 *
 * @param network to start an adaptation from
 * @param rates of the network's weights
 * @param modulator not used where the head is not modulated
 */
record HelpWeights(Weights network, Weights rates, Weights modulator) {

    /** Before the first episode. */
    static HelpWeights initial(HelpNetwork network, HelpSettings settings, RandomGenerator random) {
        return new HelpWeights(
                Weights.initial(network.shapes(), random),
                Weights.filled(network.shapes(), settings.innerRate()),
                Weights.initial(network.modulatorShapes(), random));
    }

    /** As constants of a graph, {@code [1, input, output]}. */
    InnerLoop.Learned constants(Ops tf) {
        return new InnerLoop.Learned(constants(tf, network), constants(tf, rates), constants(tf, modulator));
    }

    static List<Operand<TFloat32>> constants(Ops tf, Weights weights) {
        List<Operand<TFloat32>> operands = new ArrayList<>();
        for (int i = 0; i < weights.shapes().size(); i++) {
            WeightShape shape = weights.shapes().get(i);
            operands.add(FloatTensors.constant(tf, weights.values().get(i), 1, shape.inputs(), shape.outputs()));
        }
        return operands;
    }

    void write(DataOutput out) throws IOException {
        network.write(out);
        rates.write(out);
        modulator.write(out);
    }

    static HelpWeights read(HelpNetwork network, DataInput in) throws IOException {
        return new HelpWeights(
                Weights.read(network.shapes(), in),
                Weights.read(network.shapes(), in),
                Weights.read(network.modulatorShapes(), in));
    }
}
