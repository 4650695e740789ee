package org.cosearch.training;

import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.cosearch.training.data.Dataset;
import org.cosearch.training.data.LabelledImages;
import org.cosearch.workload.Network;
import org.cosearch.workload.Shape;

/** Data that a network learns in a moment: 8 x 8 images of noise with one bright quadrant, which is the class. */
public final class TinyData {

    public static final int CLASSES = 4;

    private TinyData() {}

    public static Dataset dataset(int training, int validation) {
        return new Dataset(
                "quadrants",
                List.of("top left", "top right", "bottom left", "bottom right"),
                images(training, 1),
                images(validation, 2));
    }

    /** The same images, to be told where the bright quadrant is: class 1 in it and class 0 elsewhere. */
    public static Dataset segmentation(int training, int validation) {
        return new Dataset(
                "quadrant masks",
                List.of("noise", "bright"),
                masked(images(training, 3)),
                masked(images(validation, 4)));
    }

    private static LabelledImages masked(LabelledImages images) {
        byte[] pixels = new byte[images.pixels().remaining()];
        images.pixels().get(pixels);
        byte[] masks = new byte[pixels.length];
        for (int i = 0; i < masks.length; i++) {
            int quadrant = i % 64 / 32 * 2 + i % 8 / 4;
            masks[i] = (byte) (quadrant == images.label(i / 64) ? 1 : 0);
        }
        return LabelledImages.masked(8, 8, 1, pixels, masks);
    }

    private static LabelledImages images(int count, int seed) {
        RandomGenerator random = new RandomStreams(seed).stream(Purpose.SAMPLING);
        byte[] pixels = new byte[count * 64];
        byte[] labels = new byte[count];
        for (int n = 0; n < count; n++) {
            labels[n] = (byte) (n % CLASSES);
            for (int i = 0; i < 64; i++) {
                int quadrant = i / 32 * 2 + i % 8 / 4;
                pixels[n * 64 + i] = (byte) (random.nextInt(120) + (quadrant == labels[n] ? 60 : 0));
            }
        }
        return LabelledImages.of(8, 8, 1, pixels, labels);
    }

    /** A small network with everything that a mobile convolutional network has. */
    public static Network network(int channels) {
        return Network.builder("tiny", Shape.of(1, 8, 8))
                .conv(channels, 3)
                .batchNorm()
                .relu()
                .as("in")
                .depthwise(3, 1)
                .batchNorm()
                .relu()
                .pointwise(channels)
                .batchNorm()
                .add("in")
                .conv(2 * channels, 3, 2)
                .batchNorm()
                .relu()
                .flatten()
                .dense(CLASSES)
                .build();
    }
}
