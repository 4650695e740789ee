package org.cosearch.training.data;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Images of one size with a class each: an immutable value.
 *
 * <p>Pixels are unsigned bytes in the order {@code [image, row, column, channel]}; labels count from 0.
 */
public final class LabelledImages {

    private final int height;
    private final int width;
    private final int channels;
    private final byte[] pixels;
    private final byte[] labels;

    private LabelledImages(int height, int width, int channels, byte[] pixels, byte[] labels) {
        this.height = height;
        this.width = width;
        this.channels = channels;
        this.pixels = pixels;
        this.labels = labels;
    }

    /**
     * Images from raw bytes, which are copied.
     *
     * @param pixels {@code [image, row, column, channel]}
     * @param labels {@code [image]}, at most 127
     */
    public static LabelledImages of(int height, int width, int channels, byte[] pixels, byte[] labels) {
        if (height < 1 || width < 1 || channels < 1) {
            throw new IllegalArgumentException(
                    "Images of %d x %d x %d are not images.".formatted(height, width, channels));
        }
        long bytes = (long) labels.length * height * width * channels;
        if (bytes != pixels.length) {
            throw new IllegalArgumentException("%d images of %d x %d x %d need %d bytes, not (%d)."
                    .formatted(labels.length, height, width, channels, bytes, pixels.length));
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0) {
                throw new IllegalArgumentException("Image %d has label (%d), not 0 to 127.".formatted(i, labels[i]));
            }
        }
        return new LabelledImages(height, width, channels, pixels.clone(), labels.clone());
    }

    /** The number of images. */
    public int size() {
        return labels.length;
    }

    public int height() {
        return height;
    }

    public int width() {
        return width;
    }

    public int channels() {
        return channels;
    }

    /** The class of an image, from 0. */
    public int label(int image) {
        return labels[image];
    }

    /** The intensity at a place, 0 to 255. */
    public int pixel(int image, int row, int column, int channel) {
        return pixels[((image * height + row) * width + column) * channels + channel] & 0xFF;
    }

    /** All pixels, {@code [image, row, column, channel]}, as a read-only view. */
    public ByteBuffer pixels() {
        return ByteBuffer.wrap(pixels).asReadOnlyBuffer();
    }

    /** All labels, {@code [image]}, as a read-only view. */
    public ByteBuffer labels() {
        return ByteBuffer.wrap(labels).asReadOnlyBuffer();
    }

    /** The images of each class, {@code [class]}. Labels of {@code classes} and above are not counted. */
    public int[] perClass(int classes) {
        int[] counts = new int[classes];
        for (byte label : labels) {
            if (label < classes) {
                counts[label]++;
            }
        }
        return counts;
    }

    /** The images at {@code indices}, in that order. */
    public LabelledImages select(int[] indices) {
        int bytes = height * width * channels;
        byte[] chosenPixels = new byte[Math.multiplyExact(indices.length, bytes)];
        byte[] chosenLabels = new byte[indices.length];
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(pixels, indices[i] * bytes, chosenPixels, i * bytes, bytes);
            chosenLabels[i] = labels[indices[i]];
        }
        return new LabelledImages(height, width, channels, chosenPixels, chosenLabels);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabelledImages that
                && height == that.height
                && width == that.width
                && channels == that.channels
                && Arrays.equals(labels, that.labels)
                && Arrays.equals(pixels, that.pixels);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * height + width) + Arrays.hashCode(labels);
    }

    @Override
    public String toString() {
        return "%d images of %d x %d x %d".formatted(labels.length, height, width, channels);
    }
}
