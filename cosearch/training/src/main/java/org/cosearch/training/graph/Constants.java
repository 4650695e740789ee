package org.cosearch.training.graph;

import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The parameters of a network that has been trained.
 *
 * @param values row by row
 */
record Constants(Ops tf, Map<Parameters.Key, float[]> values) implements Parameters {

    Constants {
        values = Map.copyOf(values);
    }

    @Override
    public Operand<TFloat32> normal(int node, Role role, double deviation, long... dimensions) {
        return constant(node, role, dimensions);
    }

    @Override
    public Operand<TFloat32> filled(int node, Role role, float value, long... dimensions) {
        return constant(node, role, dimensions);
    }

    /** The name of a parameter in the graph, by which {@link SavedNetwork} finds it again. */
    static String name(Key key) {
        return "parameter.%d.%s".formatted(key.node(), key.role());
    }

    private Operand<TFloat32> constant(int node, Role role, long[] dimensions) {
        float[] numbers = values.get(new Key(node, role));
        if (numbers == null) {
            throw new IllegalStateException("Node %d was trained without a %s.".formatted(node, role));
        }
        return tf.withName(name(new Key(node, role)))
                .constant(Shape.of(dimensions), DataBuffers.of(numbers, true, false));
    }
}
