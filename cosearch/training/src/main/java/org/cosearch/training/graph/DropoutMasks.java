package org.cosearch.training.graph;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** What the dropouts of a network let through. */
@FunctionalInterface
interface DropoutMasks {

    /** Everything: evaluation. */
    DropoutMasks NONE = (node, rate, x) -> x;

    /** {@code x} with a share of about {@code rate} of its elements at 0 and the others made larger to match. */
    Operand<TFloat32> apply(int node, double rate, Operand<TFloat32> x);

    /**
     * Masks drawn anew in every step (Srivastava et al. 2014, in the inverted form that leaves evaluation alone).
     *
     * @param seed {@code [2]}, another one for each step
     * @param strength a scalar that multiplies all rates: 1 to train, 0 to let everything through
     */
    static DropoutMasks drawn(Ops tf, Operand<TInt64> seed, Operand<TFloat32> strength) {
        return (node, rate, x) -> {
            Operand<TInt64> own = tf.math.add(seed, tf.constant(new long[] {node, 0}));
            Operand<TFloat32> uniform =
                    tf.random.statelessRandomUniform(tf.constant(x.shape().asArray()), own, TFloat32.class);
            Operand<TFloat32> kept = tf.math.sub(tf.constant(1f), tf.math.mul(strength, tf.constant((float) rate)));
            Operand<TFloat32> mask = tf.stopGradient(tf.math.floor(tf.math.add(uniform, kept)));
            return tf.math.mul(x, tf.math.div(mask, kept));
        };
    }
}
