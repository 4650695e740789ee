package org.cosearch.training.graph;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Where the layers of a network take their parameters from: variables to train, or constants. */
interface Parameters {

    /** What a parameter is for. */
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

    /** The place of a parameter: an index into the network's nodes, and what it is for there. */
    record Key(int node, Role role) {}

    /**
     * A parameter that starts with the deviation √(gain / fan in), normal and cut at two deviations (He et al. 2015,
     * section 2.2, with gain 2 before a rectifier).
     */
    default Operand<TFloat32> scaled(int node, Role role, double gain, long fanIn, long... dimensions) {
        return normal(node, role, Math.sqrt(gain / fanIn), dimensions);
    }

    /** A parameter that starts normal with the given deviation, cut at two deviations. */
    Operand<TFloat32> normal(int node, Role role, double deviation, long... dimensions);

    /** A parameter that starts at one value everywhere. */
    Operand<TFloat32> filled(int node, Role role, float value, long... dimensions);
}
