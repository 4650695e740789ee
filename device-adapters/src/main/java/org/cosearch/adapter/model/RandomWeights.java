package org.cosearch.adapter.model;

import java.util.random.RandomGenerator;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.cosearch.workload.Node;

/**
 * Untrained weights of a seed: kernels uniform with the variance of He et al. 2015 (equation 10), so that activations
 * neither fade nor overflow, everything else close to what it is in a trained network.
 *
 * @param seed every seed counts, 0 included
 */
public record RandomWeights(long seed) implements Weights {

    @Override
    public float[] values(int index, Node node, Part part, int... shape) {
        RandomGenerator random = new RandomStreams(seed)
                .stream(Purpose.WEIGHTS, ((long) index << 32) ^ part.name().hashCode());
        int count = 1;
        for (int extent : shape) {
            count = Math.multiplyExact(count, extent);
        }
        // the inputs of one output: all extents but the first
        double bound = Math.sqrt(6.0 * shape[0] / count);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            double unit = 2 * random.nextDouble() - 1;
            values[i] = (float)
                    switch (part) {
                        case KERNEL, PROJECTION -> unit * bound;
                        case SCALE -> 1 + 0.1 * unit;
                        case VARIANCE -> 1 + 0.2 * unit;
                        case BIAS, PROJECTION_BIAS, OFFSET, MEAN, EMBEDDING -> 0.1 * unit;
                    };
        }
        return values;
    }
}
