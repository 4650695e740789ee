package org.cosearch.latency.meta;

import java.util.random.RandomGenerator;

/**
 * What one array of weights looks like: a matrix {@code [inputs, outputs]}, or a bias with one row.
 *
 * @param fanIn how many inputs feed an output, which sets the range of initial values; 0 where they start at 0
 */
record WeightShape(String name, int inputs, int outputs, int fanIn) {

    static WeightShape matrix(String name, int inputs, int outputs) {
        return new WeightShape(name, inputs, outputs, inputs);
    }

    static WeightShape bias(String name, int outputs, int fanIn) {
        return new WeightShape(name, 1, outputs, fanIn);
    }

    int size() {
        return inputs * outputs;
    }

    /** Uniform within ± 1/√fanIn, or 0. */
    float[] initial(RandomGenerator random) {
        float range = (float) (1 / Math.sqrt(fanIn));
        float[] values = new float[size()];
        for (int i = 0; fanIn > 0 && i < values.length; i++) {
            values[i] = range * (2 * random.nextFloat() - 1);
        }
        return values;
    }
}
