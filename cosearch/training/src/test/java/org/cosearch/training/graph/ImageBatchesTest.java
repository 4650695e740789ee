package org.cosearch.training.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.cosearch.laws.Laws;
import org.cosearch.training.data.LabelledImages;
import org.cosearch.training.recipe.Augmentation;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

class ImageBatchesTest {

    private static final int HEIGHT = 5;
    private static final int WIDTH = 7;

    private static LabelledImages random(int count, int channels, RandomGenerator random) {
        byte[] pixels = new byte[count * HEIGHT * WIDTH * channels];
        random.nextBytes(pixels);
        return LabelledImages.of(HEIGHT, WIDTH, channels, pixels, new byte[count]);
    }

    private static TUint8 tensor(LabelledImages images) {
        byte[] bytes = new byte[images.pixels().remaining()];
        images.pixels().get(bytes);
        return TUint8.tensorOf(Shape.of(images.size(), HEIGHT, WIDTH, images.channels()), DataBuffers.of(bytes));
    }

    @Test
    void shiftsAndMirroringsMoveWholePixels() {
        Laws.forAll(5, random -> random(12, 2, random), (images, random) -> {
            float[] rows = ImageTransforms.draw(new Augmentation(true, 2), images.size(), WIDTH, random);
            try (Graph graph = new Graph();
                    Session session = new Session(graph, Classifier.computingWith(1));
                    TUint8 bytes = tensor(images);
                    TFloat32 transforms =
                            TFloat32.tensorOf(Shape.of(images.size(), ImageTransforms.NUMBERS), DataBuffers.of(rows))) {
                Ops tf = Ops.create(graph);
                Operand<TUint8> moved = new ImageBatches(tf, images)
                        .transformed(tf.placeholder(TUint8.class), tf.placeholder(TFloat32.class));
                try (Result result = session.runner()
                        .feed("Placeholder", bytes)
                        .feed("Placeholder_1", transforms)
                        .fetch(moved)
                        .run()) {
                    assertMoved((TUint8) result.get(0), images, rows);
                }
            }
        });
    }

    private static void assertMoved(TUint8 moved, LabelledImages images, float[] rows) {
        for (int n = 0; n < images.size(); n++) {
            int row = n * ImageTransforms.NUMBERS;
            boolean mirrored = rows[row] < 0;
            int right = mirrored ? Math.round(rows[row + 2]) - (WIDTH - 1) : -Math.round(rows[row + 2]);
            int down = -Math.round(rows[row + 5]);
            assertThat(Math.abs(right)).isLessThanOrEqualTo(2);
            assertThat(Math.abs(down)).isLessThanOrEqualTo(2);
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    int fromY = y - down;
                    int fromX = mirrored ? WIDTH - 1 - (x - right) : x - right;
                    boolean inside = fromY >= 0 && fromY < HEIGHT && fromX >= 0 && fromX < WIDTH;
                    for (int c = 0; c < images.channels(); c++) {
                        int expected = inside ? images.pixel(n, fromY, fromX, c) : 0;
                        assertThat(moved.getByte(n, y, x, c) & 0xFF)
                                .as(
                                        "image %d at (%d, %d) moved by (%d, %d) mirrored %s",
                                        n, y, x, down, right, mirrored)
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }

    @Test
    void trainingImagesHaveMeanZeroAndDeviationOnePerChannel() {
        Laws.forAll(3, random -> random(20, 3, random), (images, random) -> {
            try (Graph graph = new Graph();
                    Session session = new Session(graph, Classifier.computingWith(1));
                    TUint8 bytes = tensor(images)) {
                Ops tf = Ops.create(graph);
                Operand<TFloat32> normalised = new ImageBatches(tf, images).normalised(tf.placeholder(TUint8.class));
                try (Result result = session.runner()
                        .feed("Placeholder", bytes)
                        .fetch(normalised)
                        .run()) {
                    TFloat32 values = (TFloat32) result.get(0);
                    for (int c = 0; c < 3; c++) {
                        double sum = 0;
                        double squares = 0;
                        for (int n = 0; n < images.size(); n++) {
                            for (int i = 0; i < HEIGHT * WIDTH; i++) {
                                float value = values.getFloat(n, i / WIDTH, i % WIDTH, c);
                                sum += value;
                                squares += value * value;
                            }
                        }
                        int places = images.size() * HEIGHT * WIDTH;
                        assertThat(sum / places).isCloseTo(0, within(1e-5));
                        assertThat(squares / places).isCloseTo(1, within(1e-5));
                    }
                }
            }
        });
    }
}
