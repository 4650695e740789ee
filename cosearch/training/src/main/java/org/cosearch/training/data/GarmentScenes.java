package org.cosearch.training.data;

import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;

/**
 * Scenes for segmentation, made from Fashion-MNIST: one to three garments of different sizes and places on a textured
 * background, and a mask that says for every pixel which group of garments covers it. A substitute where no annotated
 * photographs can be had.
 *
 * <p>A garment is the part of its image that is not nearly black. It is scaled to {@value #LEAST_SIDE} to
 * {@value #MOST_SIDE} pixels by taking the nearest pixel, lies over the garments before it, and may leave the scene by up
 * to a quarter of its side. The mask is exact: a pixel belongs to the group whose intensity it shows. The background is
 * as bright as many garments, so intensity alone does not tell them apart.
 *
 * <p>The scene of an index follows from the index and the garments to choose from, and from nothing else.
 */
final class GarmentScenes {

    /** Rows and columns of a scene; it has one channel. */
    static final int PIXELS = 32;

    /** The meaning of labels; the first is no garment. */
    static final List<String> CLASS_NAMES = List.of("background", "top or dress", "trouser", "shoe", "bag");

    /** The group of each class of {@link FashionMnist#CLASS_NAMES}. */
    private static final int[] GROUPS = {1, 2, 1, 1, 1, 3, 1, 3, 4, 3};

    /** Fainter pixels of an image are none of its garment: shadows and traces of the original background. */
    private static final int LEAST_INTENSITY = 16;

    private static final int MOST_GARMENTS = 3;
    private static final int LEAST_SIDE = 14;
    private static final int MOST_SIDE = 26;

    /** Pixels between the places of the background whose intensity is drawn; between them it is interpolated. */
    private static final int LATTICE = 8;

    private static final int LATTICE_RANGE = 128;
    private static final int NOISE_RANGE = 32;

    private static final long SEED = 2015;

    private GarmentScenes() {}

    /**
     * Scenes 0 to {@code count - 1}.
     *
     * @param garments images of Fashion-MNIST to choose from
     * @param share another number gives other scenes of the same garments
     */
    static LabelledImages of(LabelledImages garments, int count, int share) {
        byte[] pixels = new byte[count * PIXELS * PIXELS];
        byte[] masks = new byte[count * PIXELS * PIXELS];
        for (int i = 0; i < count; i++) {
            RandomGenerator random = new RandomStreams(SEED).stream(Purpose.DATA, ((long) share << 32) + i);
            int first = i * PIXELS * PIXELS;
            background(pixels, first, random);
            int number = 1 + random.nextInt(MOST_GARMENTS);
            for (int garment = 0; garment < number; garment++) {
                place(garments, pixels, masks, first, random);
            }
        }
        return LabelledImages.masked(PIXELS, PIXELS, 1, pixels, masks);
    }

    private static void background(byte[] pixels, int first, RandomGenerator random) {
        int nodes = PIXELS / LATTICE + 1;
        int[] lattice = random.ints((long) nodes * nodes, 0, LATTICE_RANGE).toArray();
        for (int row = 0; row < PIXELS; row++) {
            for (int column = 0; column < PIXELS; column++) {
                int node = row / LATTICE * nodes + column / LATTICE;
                int down = row % LATTICE;
                int right = column % LATTICE;
                int above = lattice[node] * (LATTICE - right) + lattice[node + 1] * right;
                int below = lattice[node + nodes] * (LATTICE - right) + lattice[node + nodes + 1] * right;
                int smooth = (above * (LATTICE - down) + below * down) / (LATTICE * LATTICE);
                pixels[first + row * PIXELS + column] = (byte) (smooth + random.nextInt(NOISE_RANGE));
            }
        }
    }

    /** One garment over what is there. */
    private static void place(LabelledImages garments, byte[] pixels, byte[] masks, int first, RandomGenerator random) {
        int image = random.nextInt(garments.size());
        int side = LEAST_SIDE + random.nextInt(MOST_SIDE - LEAST_SIDE + 1);
        int outside = side / 4;
        int places = PIXELS - side + 2 * outside + 1;
        int top = random.nextInt(places) - outside;
        int left = random.nextInt(places) - outside;
        byte group = (byte) GROUPS[garments.label(image)];
        for (int row = Math.max(0, top); row < Math.min(PIXELS, top + side); row++) {
            for (int column = Math.max(0, left); column < Math.min(PIXELS, left + side); column++) {
                int intensity = garments.pixel(
                        image,
                        nearest(row - top, side, garments.height()),
                        nearest(column - left, side, garments.width()),
                        0);
                if (intensity >= LEAST_INTENSITY) {
                    pixels[first + row * PIXELS + column] = (byte) intensity;
                    masks[first + row * PIXELS + column] = group;
                }
            }
        }
    }

    /** Where the centre of a pixel among {@code side} lies among {@code original} ones. */
    private static int nearest(int pixel, int side, int original) {
        return (2 * pixel + 1) * original / (2 * side);
    }
}
