package org.cosearch.training.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;

/**
 * The variables of a network, each made when a layer first asks for it and found again when the network is built a
 * second time for evaluation.
 */
final class Variables implements Parameters {

    /** A truncated normal distribution has this deviation when cut at two deviations of 1. */
    private static final double TRUNCATED_DEVIATION = 0.8796256610342398;

    /** One variable. */
    record Variable(Key key, Shape shape, VarHandleOp handle, Output<TFloat32> value) {}

    private final Ops tf;
    private final RandomGenerator random;
    private final Map<Key, Variable> variables = new LinkedHashMap<>();
    private final List<Op> initialisers = new ArrayList<>();

    /** @param random the initial weights; one draw per random variable, in the order of creation */
    Variables(Ops tf, RandomGenerator random) {
        this.tf = tf;
        this.random = random;
    }

    @Override
    public Operand<TFloat32> normal(int node, Role role, double deviation, long... dimensions) {
        return variable(node, role, dimensions, () -> {
            Operand<TFloat32> draw = tf.random.statelessTruncatedNormal(
                    tf.constant(dimensions),
                    tf.constant(new long[] {random.nextLong(), random.nextLong()}),
                    TFloat32.class);
            return tf.math.mul(draw, tf.constant((float) (deviation / TRUNCATED_DEVIATION)));
        });
    }

    @Override
    public Operand<TFloat32> filled(int node, Role role, float value, long... dimensions) {
        return variable(node, role, dimensions, () -> tf.fill(tf.constant(dimensions), tf.constant(value)));
    }

    private interface Initial {
        Operand<TFloat32> operand();
    }

    private Operand<TFloat32> variable(int node, Role role, long[] dimensions, Initial initial) {
        Key key = new Key(node, role);
        Variable known = variables.get(key);
        if (known != null) {
            return known.value();
        }
        Shape shape = Shape.of(dimensions);
        VarHandleOp handle = handle(shape);
        initialisers.add(tf.assignVariableOp(handle, initial.operand()));
        Output<TFloat32> value = tf.readVariableOp(handle, TFloat32.class).asOutput();
        variables.put(key, new Variable(key, shape, handle, value));
        return value;
    }

    /** A further variable of the shape of {@code variable} that starts at 0, such as a momentum. */
    VarHandleOp slot(Variable variable) {
        VarHandleOp handle = handle(variable.shape());
        initialisers.add(
                tf.assignVariableOp(handle, tf.fill(tf.constant(variable.shape().asArray()), tf.constant(0f))));
        return handle;
    }

    private VarHandleOp handle(Shape shape) {
        return tf.varHandleOp(TFloat32.class, shape, VarHandleOp.sharedName("variable" + initialisers.size()));
    }

    /** The variable itself, which must exist. */
    Variable of(int node, Role role) {
        Variable variable = variables.get(new Key(node, role));
        if (variable == null) {
            throw new IllegalStateException("Node %d has no %s.".formatted(node, role));
        }
        return variable;
    }

    /** All variables that layers asked for, in order of creation. */
    List<Variable> all() {
        return List.copyOf(variables.values());
    }

    /** Those that gradients move. */
    List<Variable> trained() {
        return variables.values().stream()
                .filter(variable -> variable.key().role().trained())
                .toList();
    }

    /** The assignments of all initial values. */
    List<Op> initialisers() {
        return List.copyOf(initialisers);
    }
}
