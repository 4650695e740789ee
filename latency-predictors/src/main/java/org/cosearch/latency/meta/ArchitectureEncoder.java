package org.cosearch.latency.meta;

import java.util.List;
import org.cosearch.latency.encode.CellEncoding;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.DecisionSpace;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The part of the network of HELP that reads an architecture: numbers that describe it and layers over them, once as
 * TensorFlow operators and once on plain arrays.
 */
sealed interface ArchitectureEncoder permits CellEncoder, ColumnEncoder {

    /** Width of all hidden layers of an encoder and of what it gives. */
    int WIDTH = 100;

    /** Graph convolutions for cells, dense layers for any other space. */
    static ArchitectureEncoder of(DecisionSpace space) {
        return CellEncoding.describes(space) ? new CellEncoder(space) : new ColumnEncoder(space);
    }

    DecisionSpace space();

    /** How many rows describe one architecture. */
    int nodes();

    /** How long a row is. */
    int features();

    /** The description of an architecture, {@code [node, feature]} row by row. */
    float[] describe(Architecture architecture);

    /** The weights of the layers. */
    List<WeightShape> shapes();

    /**
     * The layers of all tasks.
     *
     * @param weights {@code [task, input, output]} each, in the order of {@link #shapes}
     * @param described {@code [task, node · architecture, feature]}, ordered by node, then architecture
     * @return {@code [task, architecture, WIDTH]}
     */
    Operand<TFloat32> encode(TaskLayers layers, List<Operand<TFloat32>> weights, Operand<TFloat32> described);

    /**
     * The same layers for one architecture.
     *
     * @param weights as in {@link #shapes}; further ones are not read
     */
    float[] encode(List<float[]> weights, float[] described);
}
