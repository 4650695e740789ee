package org.cosearch.latency.meta;

import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.OptimizerOptions;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.types.TFloat32;

/** Plain arrays to tensors and back, and sessions that compute the same on every run. */
final class FloatTensors {

    private FloatTensors() {}

    /** A tensor that copies {@code values}, row by row. */
    static TFloat32 of(float[] values, long... dimensions) {
        return TFloat32.tensorOf(Shape.of(dimensions), DataBuffers.of(values, true, false));
    }

    /** A constant of a graph. */
    static Operand<TFloat32> constant(Ops tf, float[] values, long... dimensions) {
        return tf.constant(Shape.of(dimensions), DataBuffers.of(values, true, false));
    }

    static Placeholder<TFloat32> placeholder(Ops tf, long... dimensions) {
        return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(dimensions)));
    }

    /** A copy of the numbers of a float tensor, row by row. */
    static float[] values(Tensor tensor) {
        if (tensor.shape().isScalar()) {
            return new float[] {((TFloat32) tensor).getFloat()};
        }
        float[] values = new float[(int) tensor.shape().size()];
        ((TFloat32) tensor).copyTo(DataBuffers.of(values));
        return values;
    }

    /**
     * A session with one thread, so that sums are always taken in the same order, and without rewriting of graphs, which
     * takes ten times as long as an adaptation.
     */
    static Session session(Graph graph) {
        RewriterConfig.Builder rewriting = RewriterConfig.newBuilder().setDisableMetaOptimizer(true);
        OptimizerOptions.Builder optimising = OptimizerOptions.newBuilder().setOptLevel(OptimizerOptions.Level.L0);
        return new Session(
                graph,
                ConfigProto.newBuilder()
                        .setIntraOpParallelismThreads(1)
                        .setInterOpParallelismThreads(1)
                        .setGraphOptions(GraphOptions.newBuilder()
                                .setRewriteOptions(rewriting)
                                .setOptimizerOptions(optimising))
                        .build());
    }
}
