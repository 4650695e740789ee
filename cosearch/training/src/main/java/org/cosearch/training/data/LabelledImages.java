package org.cosearch.training.data;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.cosearch.workload.VisionTask;

/**
 * Images of one size with a class each, or with a class at every pixel: an immutable value.
 *
 * <p>Pixels are unsigned bytes in the order {@code [image, row, column, channel]}; labels count from 0.
 */
public final class LabelledImages {

    private final int height;
    private final int width;
    private final int channels;
    private final VisionTask task;
    private final byte[] pixels;
    private final byte[] labels;

    private LabelledImages(int height, int width, int channels, VisionTask task, byte[] pixels, byte[] labels) {
        this.height = height;
        this.width = width;
        this.channels = channels;
        this.task = task;
        this.pixels = pixels;
        this.labels = labels;
    }

    /**
     * Images of one class each from raw bytes, which are copied.
     *
     * @param pixels {@code [image, row, column, channel]}
     * @param labels {@code [image]}, at most 127
     */
    public static LabelledImages of(int height, int width, int channels, byte[] pixels, byte[] labels) {
        return checked(height, width, channels, VisionTask.CLASSIFICATION, pixels, labels);
    }

    /**
     * Images with a class at every pixel from raw bytes, which are copied.
     *
     * @param pixels {@code [image, row, column, channel]}
     * @param masks {@code [image, row, column]}, the labels, at most 127
     */
    public static LabelledImages masked(int height, int width, int channels, byte[] pixels, byte[] masks) {
        return checked(height, width, channels, VisionTask.SEGMENTATION, pixels, masks);
    }

    private static LabelledImages checked(
            int height, int width, int channels, VisionTask task, byte[] pixels, byte[] labels) {
        if (height < 1 || width < 1 || channels < 1) {
            throw new IllegalArgumentException(
                    "Images of %d x %d x %d are not images.".formatted(height, width, channels));
        }
        long size = task == VisionTask.CLASSIFICATION ? labels.length : labels.length / ((long) height * width);
        long bytes = size * height * width * channels;
        if (bytes != pixels.length) {
            throw new IllegalArgumentException("%d images of %d x %d x %d need %d bytes, not (%d)."
                    .formatted(size, height, width, channels, bytes, pixels.length));
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0) {
                throw new IllegalArgumentException("%s %d has label (%d), not 0 to 127."
                        .formatted(task == VisionTask.CLASSIFICATION ? "Image" : "Pixel", i, labels[i]));
            }
        }
        LabelledImages images = new LabelledImages(height, width, channels, task, pixels.clone(), labels.clone());
        if ((long) images.size() * images.labelsPerImage() != labels.length) {
            throw new IllegalArgumentException("(%d) labels are no whole number of masks of %d x %d pixels."
                    .formatted(labels.length, height, width));
        }
        return images;
    }

    /** The number of images. */
    public int size() {
        return labels.length / labelsPerImage();
    }

    /** What there is to learn: a class for each image, or one for each pixel. */
    public VisionTask task() {
        return task;
    }

    /** 1, or the pixels of an image. */
    public int labelsPerImage() {
        return task == VisionTask.CLASSIFICATION ? 1 : height * width;
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

    /** The class of an image of a classification, from 0. */
    public int label(int image) {
        if (task != VisionTask.CLASSIFICATION) {
            throw new IllegalStateException("These images have a class at every pixel and none for the whole.");
        }
        return labels[image];
    }

    /** The class at a pixel of a segmentation, from 0. */
    public int label(int image, int row, int column) {
        if (task != VisionTask.SEGMENTATION) {
            throw new IllegalStateException("These images have one class each and none at a pixel.");
        }
        return labels[(image * height + row) * width + column];
    }

    /** The intensity at a place, 0 to 255. */
    public int pixel(int image, int row, int column, int channel) {
        return pixels[((image * height + row) * width + column) * channels + channel] & 0xFF;
    }

    /** All pixels, {@code [image, row, column, channel]}, as a read-only view. */
    public ByteBuffer pixels() {
        return ByteBuffer.wrap(pixels).asReadOnlyBuffer();
    }

    /** All labels, {@code [image]} or {@code [image, row, column]}, as a read-only view. */
    public ByteBuffer labels() {
        return ByteBuffer.wrap(labels).asReadOnlyBuffer();
    }

    /** How often each class is a label, {@code [class]}. Labels of {@code classes} and above are not counted. */
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
        return new LabelledImages(
                height,
                width,
                channels,
                task,
                chosen(pixels, height * width * channels, indices),
                chosen(labels, labelsPerImage(), indices));
    }

    private static byte[] chosen(byte[] all, int each, int[] indices) {
        byte[] chosen = new byte[Math.multiplyExact(indices.length, each)];
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(all, indices[i] * each, chosen, i * each, each);
        }
        return chosen;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabelledImages that
                && height == that.height
                && width == that.width
                && channels == that.channels
                && task == that.task
                && Arrays.equals(labels, that.labels)
                && Arrays.equals(pixels, that.pixels);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * height + width) + Arrays.hashCode(labels);
    }

    @Override
    public String toString() {
        return "%d images of %d x %d x %d".formatted(size(), height, width, channels);
    }
}
