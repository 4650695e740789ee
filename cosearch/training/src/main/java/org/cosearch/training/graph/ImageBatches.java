package org.cosearch.training.graph;

import org.cosearch.training.data.LabelledImages;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * Images as a network reads them: every channel moved and scaled to mean 0 and deviation 1 over the training images.
 */
final class ImageBatches {

    /** The names of the constants of the first {@link #normalised} of a graph. */
    static final String SCALES = "input_scales";

    static final String OFFSETS = "input_offsets";

    private final Ops tf;
    private final LabelledImages images;
    private final float[] scales;
    private final float[] offsets;

    /** @param images the training images, whose mean and deviation count */
    ImageBatches(Ops tf, LabelledImages images) {
        this.tf = tf;
        this.images = images;
        int channels = images.channels();
        this.scales = new float[channels];
        this.offsets = new float[channels];
        double places = (double) images.size() * images.height() * images.width();
        long[] sums = new long[channels];
        long[] squares = new long[channels];
        var pixels = images.pixels();
        for (int i = 0; i < pixels.limit(); i++) {
            int value = pixels.get(i) & 0xFF;
            sums[i % channels] += value;
            squares[i % channels] += (long) value * value;
        }
        for (int c = 0; c < channels; c++) {
            double mean = sums[c] / places;
            // a channel of one value has no deviation; it becomes 0 everywhere
            double deviation = Math.sqrt(Math.max(squares[c] / places - mean * mean, 1e-6));
            scales[c] = (float) (1 / deviation);
            offsets[c] = (float) (-mean / deviation);
        }
    }

    /** {@code [batch, row, column, channel]} */
    Shape shape(int batch) {
        return Shape.of(batch, images.height(), images.width(), images.channels());
    }

    /** Bytes 0 to 255 as normalised numbers. */
    Operand<TFloat32> normalised(Operand<TUint8> bytes) {
        Operand<TFloat32> values = tf.dtypes.cast(bytes, TFloat32.class);
        Operand<TFloat32> scaled = tf.math.mul(values, tf.withName(SCALES).constant(scales));
        return tf.math.add(scaled, tf.withName(OFFSETS).constant(offsets));
    }

    /**
     * Each image mirrored and moved by its own transform.
     *
     * @param transforms {@code [batch, 8]}, see {@link ImageTransforms}
     */
    Operand<TUint8> transformed(Operand<TUint8> bytes, Operand<TFloat32> transforms) {
        return tf.image.imageProjectiveTransformV3(
                bytes,
                transforms,
                tf.constant(new int[] {images.height(), images.width()}),
                tf.constant(0f),
                "NEAREST");
    }
}
