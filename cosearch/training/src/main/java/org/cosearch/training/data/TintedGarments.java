package org.cosearch.training.data;

import java.util.random.RandomGenerator;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;

/**
 * Colour images of {@value #PIXELS} x {@value #PIXELS} pixels, made from Fashion-MNIST: a second classification with
 * larger images and three channels, where none can be downloaded. The garments and their ten classes are the same.
 *
 * <p>A garment is enlarged to {@value #LEAST_SIDE} to {@value #PIXELS} pixels by bilinear interpolation and put somewhere
 * on the image. Its intensity fades from a dark colour to a bright one, both drawn for the image, so the colours say
 * nothing of the class. The image of an index follows from the garment and the index.
 */
final class TintedGarments {

    /** Rows and columns of an image. */
    static final int PIXELS = 48;

    /** Red, green and blue. */
    static final int CHANNELS = 3;

    private static final int LEAST_SIDE = 36;
    private static final int DARK_RANGE = 96;
    private static final int BRIGHT_RANGE = 128;
    private static final long SEED = 2011;

    private TintedGarments() {}

    /**
     * Each image tinted, in order.
     *
     * @param garments images of Fashion-MNIST
     * @param share another number gives other colours and places
     */
    static LabelledImages of(LabelledImages garments, int share) {
        int bytes = PIXELS * PIXELS * CHANNELS;
        byte[] pixels = new byte[Math.multiplyExact(garments.size(), bytes)];
        byte[] labels = new byte[garments.size()];
        for (int i = 0; i < garments.size(); i++) {
            labels[i] = (byte) garments.label(i);
            draw(
                    garments,
                    i,
                    pixels,
                    i * bytes,
                    new RandomStreams(SEED).stream(Purpose.DATA, ((long) share << 32) + i));
        }
        return LabelledImages.of(PIXELS, PIXELS, CHANNELS, pixels, labels);
    }

    private static void draw(LabelledImages garments, int image, byte[] pixels, int first, RandomGenerator random) {
        int side = LEAST_SIDE + random.nextInt(PIXELS - LEAST_SIDE + 1);
        int top = random.nextInt(PIXELS - side + 1);
        int left = random.nextInt(PIXELS - side + 1);
        int[] dark = random.ints(CHANNELS, 0, DARK_RANGE).toArray();
        int[] bright = random.ints(CHANNELS, 256 - BRIGHT_RANGE, 256).toArray();
        for (int row = 0; row < PIXELS; row++) {
            for (int column = 0; column < PIXELS; column++) {
                boolean inside = row >= top && row < top + side && column >= left && column < left + side;
                double share = inside
                        ? interpolated(garments, image, centre(row - top, side), centre(column - left, side)) / 255
                        : 0;
                for (int c = 0; c < CHANNELS; c++) {
                    pixels[first + (row * PIXELS + column) * CHANNELS + c] =
                            (byte) Math.round(dark[c] + share * (bright[c] - dark[c]));
                }
            }
        }
    }

    /** The centre of a pixel among {@code side}, between 0 and the last pixel of the original. */
    private static double centre(int pixel, int side) {
        double place = (pixel + 0.5) * FashionMnist.PIXELS / side - 0.5;
        return Math.min(Math.max(place, 0), FashionMnist.PIXELS - 1);
    }

    private static double interpolated(LabelledImages garments, int image, double row, double column) {
        int top = Math.min((int) row, FashionMnist.PIXELS - 2);
        int left = Math.min((int) column, FashionMnist.PIXELS - 2);
        double down = row - top;
        double right = column - left;
        double above =
                garments.pixel(image, top, left, 0) * (1 - right) + garments.pixel(image, top, left + 1, 0) * right;
        double below = garments.pixel(image, top + 1, left, 0) * (1 - right)
                + garments.pixel(image, top + 1, left + 1, 0) * right;
        return above * (1 - down) + below * down;
    }
}
