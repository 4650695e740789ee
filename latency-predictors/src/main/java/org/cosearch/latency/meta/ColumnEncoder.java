package org.cosearch.latency.meta;

import java.util.List;
import org.cosearch.latency.encode.Encoding;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.DecisionSpace;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Two dense layers over one bit per option of each column, with a bit for being inactive where a column is
 * conditional. HELP describes a layer of FBNet by six bits of kernel and expansion; here each of its operations has one.
 */
final class ColumnEncoder implements ArchitectureEncoder {

    private final Encoding encoding;

    ColumnEncoder(DecisionSpace space) {
        this.encoding = Encoding.of(space);
    }

    @Override
    public DecisionSpace space() {
        return encoding.space();
    }

    @Override
    public int nodes() {
        return 1;
    }

    @Override
    public int features() {
        return encoding.itemCount();
    }

    @Override
    public float[] describe(Architecture architecture) {
        encoding.requireSpace(architecture);
        float[] bits = new float[features()];
        for (int item : encoding.items(architecture)) {
            bits[item] = 1;
        }
        return bits;
    }

    @Override
    public List<WeightShape> shapes() {
        return List.of(
                WeightShape.matrix("columns 1", features(), WIDTH),
                WeightShape.bias("columns 1 bias", WIDTH, features()),
                WeightShape.matrix("columns 2", WIDTH, WIDTH),
                WeightShape.bias("columns 2 bias", WIDTH, WIDTH));
    }

    @Override
    public Operand<TFloat32> encode(TaskLayers layers, List<Operand<TFloat32>> weights, Operand<TFloat32> described) {
        Operand<TFloat32> first = layers.relu(layers.dense(described, weights.get(0), weights.get(1)));
        return layers.relu(layers.dense(first, weights.get(2), weights.get(3)));
    }

    @Override
    public float[] encode(List<float[]> weights, float[] described) {
        float[] first = Rows.relu(Rows.dense(described, 0, described.length, weights.get(0), weights.get(1)));
        return Rows.relu(Rows.dense(first, 0, WIDTH, weights.get(2), weights.get(3)));
    }
}
