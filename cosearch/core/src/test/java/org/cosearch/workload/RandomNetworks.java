package org.cosearch.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Small networks with branches, drawn at random, for property tests. */
public final class RandomNetworks {

    private RandomNetworks() {}

    /** A classifier of 4 classes of 2 to 14 layers on feature maps, some of which nobody may read. */
    public static Network network(RandomGenerator random) {
        NetworkBuilder builder = Network.builder(
                "random", Shape.of(1 + random.nextInt(3), 6 + random.nextInt(10), 6 + random.nextInt(10)));
        List<Shape> shapes = new ArrayList<>(List.of(builder.as("0").shape()));
        int layers = 2 + random.nextInt(12);
        for (int i = 0; i < layers; i++) {
            append(builder, shapes, random);
            shapes.add(builder.as(String.valueOf(shapes.size())).shape());
        }
        return builder.globalAveragePool().dense(4).build();
    }

    private static void append(NetworkBuilder builder, List<Shape> shapes, RandomGenerator random) {
        int from = random.nextInt(4) == 0 ? random.nextInt(shapes.size()) : shapes.size() - 1;
        builder.from(String.valueOf(from));
        int channels = 1 + random.nextInt(8);
        switch (random.nextInt(8)) {
            case 0 -> builder.conv(channels, 3, 1 + random.nextInt(2));
            case 1 -> builder.pointwise(channels);
            case 2 -> builder.depthwise(3, 1);
            case 3 -> builder.layer(Pool.max(2, 1 + random.nextInt(2), Padding.SAME));
            case 4 -> builder.batchNorm();
            case 5 -> builder.add(like(shapes, shapes.get(from), random));
            case 6 -> builder.concat(like(shapes, shapes.get(from), random));
            default -> builder.relu();
        }
    }

    /** The label of a random node of the given shape. */
    private static String like(List<Shape> shapes, Shape shape, RandomGenerator random) {
        List<Integer> candidates = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            if (shapes.get(i).equals(shape)) {
                candidates.add(i);
            }
        }
        return String.valueOf(candidates.get(random.nextInt(candidates.size())));
    }
}
