package org.cosearch.latency.meta;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;

/** The variables of a graph that is trained by Adam (Kingma and Ba 2015), with decoupled weight decay. */
final class AdamVariables {

    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final float EPSILON = 1e-8f;

    private final Ops tf;
    private final double weightDecay;
    private final Placeholder<TFloat32> schedule;
    private final List<VarHandleOp> handles = new ArrayList<>();
    private final List<Output<TFloat32>> values = new ArrayList<>();
    private final List<Op> initialisers = new ArrayList<>();
    private int steps;

    AdamVariables(Ops tf, double weightDecay) {
        this.tf = tf;
        this.weightDecay = weightDecay;
        this.schedule = FloatTensors.placeholder(tf, 3);
    }

    /** The value of a further variable, {@code [inputs, outputs]}. */
    Operand<TFloat32> variable(WeightShape shape, float[] start) {
        long[] size = {shape.inputs(), shape.outputs()};
        VarHandleOp handle = handle(FloatTensors.constant(tf, start, size), size);
        Output<TFloat32> value = tf.readVariableOp(handle, TFloat32.class).asOutput();
        handles.add(handle);
        values.add(value);
        return value;
    }

    private VarHandleOp handle(Operand<TFloat32> start, long... size) {
        VarHandleOp handle = tf.varHandleOp(
                TFloat32.class, Shape.of(size), VarHandleOp.sharedName("variable" + initialisers.size()));
        initialisers.add(tf.assignVariableOp(handle, start));
        return handle;
    }

    /** The operators of a step that makes {@code loss} smaller; all variables must have been asked for. */
    List<Op> minimise(Operand<TFloat32> loss) {
        List<? extends Operand<TFloat32>> numbers = tf.unstack(schedule, 3L).output();
        Gradients gradients = tf.gradients(loss, values);
        List<Op> updates = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Operand<TFloat32> gradient = gradients.dy(i);
            Ops after = tf;
            if (weightDecay > 0) {
                Operand<TFloat32> share = tf.math.mul(numbers.get(0), tf.constant((float) weightDecay));
                after = tf.withControlDependencies(
                        tf.assignSubVariableOp(handles.get(i), tf.math.mul(values.get(i), share)));
            }
            updates.add(after.train.resourceApplyAdam(
                    handles.get(i),
                    zeros(values.get(i)),
                    zeros(values.get(i)),
                    numbers.get(1),
                    numbers.get(2),
                    numbers.get(0),
                    tf.constant((float) BETA_1),
                    tf.constant((float) BETA_2),
                    tf.constant(EPSILON),
                    gradient));
        }
        return updates;
    }

    private VarHandleOp zeros(Operand<TFloat32> like) {
        long[] size = like.shape().asArray();
        return handle(tf.fill(tf.constant(size), tf.constant(0f)), size);
    }

    /** Gives every variable its first value. */
    void initialise(Session session) {
        steps = 0;
        Session.Runner runner = session.runner();
        initialisers.forEach(runner::addTarget);
        runner.run().close();
    }

    /**
     * Takes one step.
     *
     * @param runner that is fed what the loss needs
     * @return the loss before the step
     */
    float step(Session.Runner runner, List<Op> update, Operand<TFloat32> loss, double rate) {
        steps++;
        float[] numbers = {(float) rate, (float) Math.pow(BETA_1, steps), (float) Math.pow(BETA_2, steps)};
        update.forEach(runner::addTarget);
        try (TFloat32 fed = FloatTensors.of(numbers, numbers.length);
                Result result = runner.feed(schedule, fed).fetch(loss).run()) {
            return ((TFloat32) result.get(0)).getFloat();
        }
    }

    /** The present values, in the order in which the variables were asked for. */
    List<float[]> values(Session session) {
        Session.Runner runner = session.runner();
        values.forEach(runner::fetch);
        List<float[]> numbers = new ArrayList<>();
        try (Result result = runner.run()) {
            result.forEach(entry -> numbers.add(FloatTensors.values(entry.getValue())));
        }
        return numbers;
    }
}
