package org.cosearch.latency.meta;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * The adaptation of several tasks at once, as operators through which gradients can be taken again (Finn et al. 2017;
 * Li et al. 2017).
 *
 * <p>A task has a support set, an embedding of its hardware and the noise of its modulation. When a new device is
 * adapted to, the tasks are draws of the modulation.
 */
final class InnerLoop {

    /**
     * What is learned, as operators {@code [1, input, output]}.
     *
     * @param network in the order of {@link HelpNetwork#shapes}
     * @param rates of the network's weights, in the same order
     * @param modulator in the order of {@link HelpNetwork#modulatorShapes}; not read where there is none
     */
    record Learned(List<Operand<TFloat32>> network, List<Operand<TFloat32>> rates, List<Operand<TFloat32>> modulator) {}

    /** {@code [task, node · architecture, feature]}. */
    final Placeholder<TFloat32> described;

    /** {@code [task, architecture]}. */
    final Placeholder<TFloat32> labels;

    /** {@code [task, 1, reference]}. */
    final Placeholder<TFloat32> embedding;

    /** {@code [task, 1, MODULATED]}, standard normal. */
    final Placeholder<TFloat32> noise;

    /** The weights of the adapted networks, see {@link HelpNetwork#folded}. */
    final List<Operand<TFloat32>> adapted;

    /** Of the modulations from standard normal ones, mean over numbers and tasks. */
    final Operand<TFloat32> divergence;

    InnerLoop(Ops tf, HelpNetwork network, HelpSettings settings, Learned learned, int tasks, int support) {
        ArchitectureEncoder encoder = network.encoder();
        this.described = FloatTensors.placeholder(tf, tasks, (long) encoder.nodes() * support, encoder.features());
        this.labels = FloatTensors.placeholder(tf, tasks, support);
        this.embedding = FloatTensors.placeholder(tf, tasks, 1, network.references());
        this.noise = FloatTensors.placeholder(tf, tasks, 1, HelpNetwork.MODULATED);
        TaskLayers layers = new TaskLayers(tf, true);
        Operand<TFloat32> modulation = tf.math.mul(noise, tf.constant(0f));
        Operand<TFloat32> apart = tf.constant(0f);
        if (settings.modulated()) {
            Operand<TFloat32> moments = moments(layers, learned.modulator());
            Operand<TFloat32> mean = half(tf, moments, 0);
            Operand<TFloat32> deviation = tf.math.softplus(half(tf, moments, HelpNetwork.MODULATED));
            modulation = tf.math.add(mean, tf.math.mul(deviation, noise));
            apart = divergence(tf, mean, deviation);
        }
        this.divergence = apart;
        List<Operand<TFloat32>> weights = new ArrayList<>();
        for (Operand<TFloat32> value : learned.network()) {
            weights.add(tf.tile(value, tf.constant(new int[] {tasks, 1, 1})));
        }
        for (int step = 0; step < settings.innerSteps(); step++) {
            weights = step(layers, network, learned.rates(), weights, modulation);
        }
        this.adapted = network.folded(layers, weights, embedding, modulation);
    }

    /** One step of gradient descent on the mean squared error of every task; their weights are their own. */
    private List<Operand<TFloat32>> step(
            TaskLayers layers,
            HelpNetwork network,
            List<Operand<TFloat32>> rates,
            List<Operand<TFloat32>> weights,
            Operand<TFloat32> modulation) {
        Ops tf = layers.tf();
        Operand<TFloat32> said =
                network.output(layers, network.folded(layers, weights, embedding, modulation), described);
        Operand<TFloat32> errors = tf.math.square(tf.math.sub(said, labels));
        float share = 1f / labels.shape().get(1);
        Operand<TFloat32> loss = tf.math.mul(tf.reduceSum(errors, tf.constant(new int[] {0, 1})), tf.constant(share));
        // without this seed TensorFlow starts from an operator that has no gradient itself
        Gradients gradients = tf.gradients(loss, weights, Gradients.dx(List.of(tf.constant(1f))));
        List<Operand<TFloat32>> next = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
            next.add(tf.math.sub(weights.get(i), tf.math.mul(rates.get(i), gradients.<TFloat32>dy(i))));
        }
        return next;
    }

    private Operand<TFloat32> moments(TaskLayers layers, List<Operand<TFloat32>> modulator) {
        Operand<TFloat32> hidden = layers.relu(layers.dense(embedding, modulator.get(0), modulator.get(1)));
        return layers.dense(hidden, modulator.get(2), modulator.get(3));
    }

    private static Operand<TFloat32> half(Ops tf, Operand<TFloat32> moments, int from) {
        return tf.slice(
                moments, tf.constant(new int[] {0, 0, from}), tf.constant(new int[] {-1, 1, HelpNetwork.MODULATED}));
    }

    /** ½ (μ² + σ² − 1) − log σ. */
    private static Operand<TFloat32> divergence(Ops tf, Operand<TFloat32> mean, Operand<TFloat32> deviation) {
        Operand<TFloat32> squares = tf.math.add(tf.math.square(mean), tf.math.square(deviation));
        Operand<TFloat32> values = tf.math.sub(
                tf.math.mul(tf.math.sub(squares, tf.constant(1f)), tf.constant(0.5f)), tf.math.log(deviation));
        return tf.math.mean(values, tf.constant(new int[] {0, 1, 2}));
    }
}
