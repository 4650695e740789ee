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
final class Parameters {

    /** A truncated normal distribution has this deviation when cut at two deviations of 1. */
    private static final double TRUNCATED_DEVIATION = 0.8796256610342398;

    /** What a variable is for. */
    enum Role {
        KERNEL(true, true),
        QUERY_KEY_VALUE_KERNEL(true, true),
        OUTPUT_KERNEL(true, true),
        BIAS(true, false),
        QUERY_KEY_VALUE_BIAS(true, false),
        OUTPUT_BIAS(true, false),
        SCALE(true, false),
        OFFSET(true, false),
        EMBEDDING(true, false),
        MEAN(false, false),
        VARIANCE(false, false);

        private final boolean trained;
        private final boolean decays;

        Role(boolean trained, boolean decays) {
            this.trained = trained;
            this.decays = decays;
        }

        /** Whether a gradient moves it, rather than an average over images. */
        boolean trained() {
            return trained;
        }

        boolean decays() {
            return decays;
        }
    }

    /** One variable. */
    record Parameter(int node, Role role, Shape shape, VarHandleOp handle, Output<TFloat32> value) {}

    private record Key(int node, Role role) {}

    private final Ops tf;
    private final RandomGenerator random;
    private final Map<Key, Parameter> parameters = new LinkedHashMap<>();
    private final List<Op> initialisers = new ArrayList<>();

    /** @param random the initial weights; one draw per random variable, in the order of creation */
    Parameters(Ops tf, RandomGenerator random) {
        this.tf = tf;
        this.random = random;
    }

    /**
     * A variable that starts with the deviation √(gain / fan in), normal and cut at two deviations (He et al. 2015,
     * section 2.2, with gain 2 before a rectifier).
     */
    Operand<TFloat32> scaled(int node, Role role, double gain, long fanIn, long... dimensions) {
        return normal(node, role, Math.sqrt(gain / fanIn), dimensions);
    }

    /** A variable that starts normal with the given deviation, cut at two deviations. */
    Operand<TFloat32> normal(int node, Role role, double deviation, long... dimensions) {
        return variable(node, role, dimensions, () -> {
            Operand<TFloat32> draw = tf.random.statelessTruncatedNormal(
                    tf.constant(dimensions),
                    tf.constant(new long[] {random.nextLong(), random.nextLong()}),
                    TFloat32.class);
            return tf.math.mul(draw, tf.constant((float) (deviation / TRUNCATED_DEVIATION)));
        });
    }

    /** A variable that starts at one value everywhere. */
    Operand<TFloat32> filled(int node, Role role, float value, long... dimensions) {
        return variable(node, role, dimensions, () -> tf.fill(tf.constant(dimensions), tf.constant(value)));
    }

    private interface Initial {
        Operand<TFloat32> operand();
    }

    private Operand<TFloat32> variable(int node, Role role, long[] dimensions, Initial initial) {
        Key key = new Key(node, role);
        Parameter known = parameters.get(key);
        if (known != null) {
            return known.value();
        }
        Shape shape = Shape.of(dimensions);
        VarHandleOp handle = handle(shape);
        initialisers.add(tf.assignVariableOp(handle, initial.operand()));
        Output<TFloat32> value = tf.readVariableOp(handle, TFloat32.class).asOutput();
        parameters.put(key, new Parameter(node, role, shape, handle, value));
        return value;
    }

    /** A further variable of the shape of {@code parameter} that starts at 0, such as a momentum. */
    VarHandleOp slot(Parameter parameter) {
        VarHandleOp handle = handle(parameter.shape());
        initialisers.add(tf.assignVariableOp(
                handle, tf.fill(tf.constant(parameter.shape().asArray()), tf.constant(0f))));
        return handle;
    }

    private VarHandleOp handle(Shape shape) {
        return tf.varHandleOp(TFloat32.class, shape, VarHandleOp.sharedName("variable" + initialisers.size()));
    }

    /** The variable itself, which must exist. */
    Parameter parameter(int node, Role role) {
        Parameter parameter = parameters.get(new Key(node, role));
        if (parameter == null) {
            throw new IllegalStateException("Node %d has no %s.".formatted(node, role));
        }
        return parameter;
    }

    /** All variables that layers asked for, in order of creation. */
    List<Parameter> all() {
        return List.copyOf(parameters.values());
    }

    /** Those that gradients move. */
    List<Parameter> trained() {
        return parameters.values().stream().filter(p -> p.role().trained()).toList();
    }

    /** The assignments of all initial values. */
    List<Op> initialisers() {
        return List.copyOf(initialisers);
    }
}
