package org.cosearch.latency.meta;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The weights of a network as plain arrays. Callers do not write into them.
 *
 * @param shapes in the order of the layers
 * @param values row by row, in the order of {@code shapes}
 */
record Weights(List<WeightShape> shapes, List<float[]> values) {

    Weights {
        shapes = List.copyOf(shapes);
        values = List.copyOf(values);
        if (shapes.size() != values.size()) {
            throw new IllegalArgumentException(
                    "%d arrays of weights for %d shapes.".formatted(values.size(), shapes.size()));
        }
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).length != shapes.get(i).size()) {
                throw new IllegalArgumentException("Weights (%s) have %d numbers, not %d."
                        .formatted(
                                shapes.get(i).name(),
                                values.get(i).length,
                                shapes.get(i).size()));
            }
        }
    }

    /** Random weights to start from. */
    static Weights initial(List<WeightShape> shapes, RandomGenerator random) {
        return new Weights(
                shapes, shapes.stream().map(shape -> shape.initial(random)).toList());
    }

    /** The same number everywhere. */
    static Weights filled(List<WeightShape> shapes, double value) {
        List<float[]> values = new ArrayList<>();
        for (WeightShape shape : shapes) {
            float[] array = new float[shape.size()];
            Arrays.fill(array, (float) value);
            values.add(array);
        }
        return new Weights(shapes, values);
    }

    void write(DataOutput out) throws IOException {
        for (float[] array : values) {
            out.writeInt(array.length);
            for (float value : array) {
                out.writeFloat(value);
            }
        }
    }

    static Weights read(List<WeightShape> shapes, DataInput in) throws IOException {
        List<float[]> values = new ArrayList<>();
        for (WeightShape shape : shapes) {
            int length = in.readInt();
            if (length != shape.size()) {
                throw new IllegalArgumentException("Weights (%s) have %d numbers where the space needs %d."
                        .formatted(shape.name(), length, shape.size()));
            }
            float[] array = new float[length];
            for (int i = 0; i < length; i++) {
                array[i] = in.readFloat();
            }
            values.add(array);
        }
        return new Weights(shapes, values);
    }
}
