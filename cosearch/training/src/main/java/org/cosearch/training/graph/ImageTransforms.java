package org.cosearch.training.graph;

import java.util.random.RandomGenerator;
import org.cosearch.training.recipe.Augmentation;

/** Random mirrorings and shifts of images, as the rows of ImageProjectiveTransformV3. */
final class ImageTransforms {

    /** Numbers per image: output (x, y) is read from input (a0·x + a1·y + a2, b0·x + b1·y + b2); the last two are 0. */
    static final int NUMBERS = 8;

    private ImageTransforms() {}

    /** Transforms that change nothing, {@code [count, 8]}. */
    static float[] identities(int count) {
        float[] rows = new float[count * NUMBERS];
        for (int i = 0; i < count; i++) {
            rows[i * NUMBERS] = 1;
            rows[i * NUMBERS + 4] = 1;
        }
        return rows;
    }

    /**
     * Draws {@code count} transforms.
     *
     * @param width columns of an image
     * @return {@code [count, 8]}, row by row
     */
    static float[] draw(Augmentation augmentation, int count, int width, RandomGenerator random) {
        float[] rows = identities(count);
        int places = 2 * augmentation.shiftPixels() + 1;
        for (int i = 0; i < count; i++) {
            boolean mirrored = augmentation.flip() && random.nextBoolean();
            int right = places > 1 ? random.nextInt(places) - augmentation.shiftPixels() : 0;
            int down = places > 1 ? random.nextInt(places) - augmentation.shiftPixels() : 0;
            int row = i * NUMBERS;
            rows[row] = mirrored ? -1 : 1;
            rows[row + 2] = mirrored ? width - 1 + right : -right;
            rows[row + 5] = -down;
        }
        return rows;
    }
}
