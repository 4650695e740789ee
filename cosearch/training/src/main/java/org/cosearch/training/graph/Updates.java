package org.cosearch.training.graph;

import java.util.ArrayList;
import java.util.List;
import org.cosearch.training.graph.Variables.Variable;
import org.cosearch.training.recipe.Optimizer;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.train.ResourceApplyMomentum;
import org.tensorflow.types.TFloat32;

/** One step of an optimiser on all trained variables. */
final class Updates {

    private static final float ADAM_EPSILON = 1e-8f;

    /** The numbers that change from step to step: the learning rate and the powers of Adam's betas. */
    static final int SCHEDULE = 3;

    private final Ops tf;
    private final Variables variables;
    private final double weightDecay;
    private final Operand<TFloat32> rate;
    private final Operand<TFloat32> power1;
    private final Operand<TFloat32> power2;

    /** @param schedule {@code [3]}, see {@link #schedule} */
    Updates(Ops tf, Variables variables, double weightDecay, Operand<TFloat32> schedule) {
        this.tf = tf;
        this.variables = variables;
        this.weightDecay = weightDecay;
        List<? extends Operand<TFloat32>> parts =
                tf.unstack(schedule, (long) SCHEDULE).output();
        this.rate = parts.get(0);
        this.power1 = parts.get(1);
        this.power2 = parts.get(2);
    }

    /**
     * What to feed.
     *
     * @param step from 0
     */
    static float[] schedule(Optimizer optimizer, double rate, int step) {
        if (optimizer instanceof Optimizer.AdamW adam) {
            return new float[] {
                (float) rate, (float) Math.pow(adam.beta1(), step + 1), (float) Math.pow(adam.beta2(), step + 1)
            };
        }
        return new float[] {(float) rate, 0, 0};
    }

    /** The operators of the step that makes {@code loss} smaller. */
    List<Op> minimise(Operand<TFloat32> loss, Optimizer optimizer) {
        List<Variable> trained = variables.trained();
        Gradients gradients =
                tf.gradients(loss, trained.stream().map(Variable::value).toList());
        List<Op> updates = new ArrayList<>();
        for (int i = 0; i < trained.size(); i++) {
            Operand<TFloat32> gradient = gradients.dy(i);
            updates.add(
                    optimizer instanceof Optimizer.AdamW adam
                            ? adamW(trained.get(i), gradient, adam)
                            : nesterov(trained.get(i), gradient, (Optimizer.Nesterov) optimizer));
        }
        return updates;
    }

    private boolean decays(Variable variable) {
        return weightDecay > 0 && variable.key().role().decays();
    }

    private Op nesterov(Variable variable, Operand<TFloat32> gradient, Optimizer.Nesterov nesterov) {
        Operand<TFloat32> pulled = decays(variable)
                ? tf.math.add(gradient, tf.math.mul(variable.value(), tf.constant((float) weightDecay)))
                : gradient;
        return tf.train.resourceApplyMomentum(
                variable.handle(),
                variables.slot(variable),
                rate,
                pulled,
                tf.constant((float) nesterov.momentum()),
                ResourceApplyMomentum.useNesterov(true));
    }

    private Op adamW(Variable variable, Operand<TFloat32> gradient, Optimizer.AdamW adam) {
        Ops after = tf;
        if (decays(variable)) {
            Operand<TFloat32> share = tf.math.mul(rate, tf.constant((float) weightDecay));
            after = tf.withControlDependencies(
                    tf.assignSubVariableOp(variable.handle(), tf.math.mul(variable.value(), share)));
        }
        return after.train.resourceApplyAdam(
                variable.handle(),
                variables.slot(variable),
                variables.slot(variable),
                power1,
                power2,
                rate,
                tf.constant((float) adam.beta1()),
                tf.constant((float) adam.beta2()),
                tf.constant(ADAM_EPSILON),
                gradient);
    }
}
