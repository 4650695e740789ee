package org.cosearch.workload;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The extents of a tensor without its batch axis: {@code [C,H,W]} for a feature map, {@code [T,D]} for tokens,
 * {@code [D]} for a vector.
 *
 * @param dimensions one to three extents of at least 1, outermost first
 */
public record Shape(List<Integer> dimensions) {

    public Shape {
        dimensions = List.copyOf(dimensions);
        if (dimensions.isEmpty() || dimensions.size() > 3) {
            throw new IllegalArgumentException(
                    "A shape has %s dimensions, not one to three.\nMaybe leave the batch axis out: %s."
                            .formatted(dimensions.size(), dimensions));
        }
        for (int extent : dimensions) {
            if (extent < 1) {
                throw new IllegalArgumentException("The shape %s has an extent below 1.".formatted(dimensions));
            }
        }
    }

    public static Shape of(int... dimensions) {
        return new Shape(Arrays.stream(dimensions).boxed().toList());
    }

    public int rank() {
        return dimensions.size();
    }

    /** The extent of the axis, counted from 0 and from the outermost. */
    public int dimension(int axis) {
        return dimensions.get(axis);
    }

    /** The product of all extents. */
    public long elements() {
        long product = 1;
        for (int extent : dimensions) {
            product = Math.multiplyExact(product, extent);
        }
        return product;
    }

    /** Whether this is {@code [C,H,W]}. */
    public boolean isFeatureMap() {
        return rank() == 3;
    }

    /** Whether this is {@code [T,D]}. */
    public boolean isTokens() {
        return rank() == 2;
    }

    /** Whether this is {@code [D]}. */
    public boolean isVector() {
        return rank() == 1;
    }

    /** C of a feature map, D of tokens and of a vector. */
    public int channels() {
        return dimensions.get(channelAxis());
    }

    /** 0 for a feature map, otherwise the innermost axis. */
    int channelAxis() {
        return isFeatureMap() ? 0 : rank() - 1;
    }

    /** The rows of a feature map. */
    public int height() {
        return featureMapAxis(1);
    }

    /** The columns of a feature map. */
    public int width() {
        return featureMapAxis(2);
    }

    /** The same shape with another number of channels. */
    public Shape withChannels(int channels) {
        Integer[] extents = dimensions.toArray(Integer[]::new);
        extents[channelAxis()] = channels;
        return new Shape(List.of(extents));
    }

    private int featureMapAxis(int axis) {
        if (!isFeatureMap()) {
            throw new IllegalArgumentException("The shape %s is not a feature map [C,H,W].".formatted(this));
        }
        return dimensions.get(axis);
    }

    /** As in {@code [3,224,224]}. */
    @Override
    public String toString() {
        return dimensions.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    }
}
