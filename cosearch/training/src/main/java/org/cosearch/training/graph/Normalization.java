package org.cosearch.training.graph;

import java.util.ArrayList;
import java.util.List;
import org.cosearch.training.graph.Parameters.Role;
import org.cosearch.training.graph.Variables.Variable;
import org.cosearch.workload.BatchNorm;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;

/**
 * Where a batch normalisation takes its mean and variance from: the batch while training, or what was estimated for
 * evaluation.
 *
 * <p>The estimate is made after the training, from batches that pass through the final weights, as the plain average
 * of their means and variances (Wu and Johnson 2021, arXiv:2105.07576, section 3.1). A moving average during the
 * training would lag behind weights that change as fast as in a training of a few hundred steps.
 */
interface Normalization {

    /** The normalisation at {@code node}, channels last. */
    Operand<TFloat32> apply(int node, BatchNorm norm, Operand<TFloat32> x);

    /** Mean and variance of each batch; collects what updates the estimate. */
    final class OfBatch implements Normalization {
        private final Ops tf;
        private final Variables variables;
        private final Operand<TFloat32> share;
        private final List<Op> updates = new ArrayList<>();

        /** @param share a scalar: what part of the estimate the batch becomes, 1/n for the n-th batch */
        OfBatch(Ops tf, Variables variables, Operand<TFloat32> share) {
            this.tf = tf;
            this.variables = variables;
            this.share = share;
        }

        @Override
        public Operand<TFloat32> apply(int node, BatchNorm norm, Operand<TFloat32> x) {
            long channels = x.shape().get(-1);
            FusedBatchNorm<TFloat32, TFloat32> fused = tf.nn.fusedBatchNorm(
                    asMap(tf, x),
                    variables.filled(node, Role.SCALE, 1, channels),
                    variables.filled(node, Role.OFFSET, 0, channels),
                    tf.constant(new float[0]),
                    tf.constant(new float[0]),
                    FusedBatchNorm.isTraining(true),
                    FusedBatchNorm.epsilon((float) norm.epsilon()));
            variables.filled(node, Role.MEAN, 0, channels);
            variables.filled(node, Role.VARIANCE, 1, channels);
            average(variables.of(node, Role.MEAN), fused.batchMean());
            average(variables.of(node, Role.VARIANCE), fused.batchVariance());
            return asBefore(tf, fused.y(), x);
        }

        private void average(Variable estimate, Operand<TFloat32> ofBatch) {
            Operand<TFloat32> step = tf.math.mul(tf.math.sub(ofBatch, estimate.value()), share);
            updates.add(tf.assignAddVariableOp(estimate.handle(), step));
        }

        /** Moves every estimate towards the batch. */
        List<Op> updates() {
            return List.copyOf(updates);
        }
    }

    /** The estimated mean and variance. */
    record Estimated(Ops tf, Parameters parameters) implements Normalization {
        @Override
        public Operand<TFloat32> apply(int node, BatchNorm norm, Operand<TFloat32> x) {
            long channels = x.shape().get(-1);
            FusedBatchNorm<TFloat32, TFloat32> fused = tf.nn.fusedBatchNorm(
                    asMap(tf, x),
                    parameters.filled(node, Role.SCALE, 1, channels),
                    parameters.filled(node, Role.OFFSET, 0, channels),
                    parameters.filled(node, Role.MEAN, 0, channels),
                    parameters.filled(node, Role.VARIANCE, 1, channels),
                    FusedBatchNorm.isTraining(false),
                    FusedBatchNorm.epsilon((float) norm.epsilon()));
            return asBefore(tf, fused.y(), x);
        }
    }

    /** The operator takes maps only: tokens and vectors become maps of one column. */
    private static Operand<TFloat32> asMap(Ops tf, Operand<TFloat32> x) {
        long[] shape = x.shape().asArray();
        return shape.length == 4 ? x : tf.reshape(x, tf.constant(new long[] {-1, 1, 1, shape[shape.length - 1]}));
    }

    private static Operand<TFloat32> asBefore(Ops tf, Operand<TFloat32> y, Operand<TFloat32> x) {
        long[] shape = x.shape().asArray();
        return shape.length == 4 ? y : tf.reshape(y, tf.constant(shape));
    }
}
