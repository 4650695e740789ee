package org.cosearch.latency.meta;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Layers over a batch of tasks that each have weights of their own.
 *
 * @param twice whether gradients are taken of gradients through these layers: TensorFlow has no gradient for the
 *     gradient of its own ReLU, so that inputs are multiplied by a mask there
 */
record TaskLayers(Ops tf, boolean twice) {

    /**
     * A dense layer without its activation.
     *
     * @param rows {@code [task, row, input]}
     * @param matrix {@code [task, input, output]}
     * @param bias {@code [task, 1, output]}
     * @return {@code [task, row, output]}
     */
    Operand<TFloat32> dense(Operand<TFloat32> rows, Operand<TFloat32> matrix, Operand<TFloat32> bias) {
        return tf.math.add(product(rows, matrix), bias);
    }

    /** The matrix product of the last two dimensions; the ones before are broadcast. */
    Operand<TFloat32> product(Operand<TFloat32> a, Operand<TFloat32> b) {
        return tf.train.batchMatMul(a, b, TFloat32.class);
    }

    /** What is above 0. */
    Operand<TFloat32> relu(Operand<TFloat32> rows) {
        if (!twice) {
            return tf.nn.relu(rows);
        }
        Operand<TFloat32> mask = tf.dtypes.cast(tf.math.greater(rows, tf.constant(0f)), TFloat32.class);
        return tf.math.mul(rows, tf.stopGradient(mask));
    }
}
