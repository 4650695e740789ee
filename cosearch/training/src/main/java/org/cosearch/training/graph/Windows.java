package org.cosearch.training.graph;

import java.util.ArrayList;
import java.util.List;
import org.cosearch.workload.Padding;
import org.cosearch.workload.Pool;
import org.cosearch.workload.Size;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.StridedSlice;
import org.tensorflow.types.TFloat32;

/**
 * Sliding windows over feature maps {@code [batch, row, column, channel]}: convolutions and pools of every stride,
 * dilation, grouping and padding, from the operators whose gradients TensorFlow has on every platform.
 */
final class Windows {

    private static final int ROWS = 1;
    private static final int COLUMNS = 2;

    private final Ops tf;

    Windows(Ops tf) {
        this.tf = tf;
    }

    /** How a window moves over an input of {@code height} by {@code width}. */
    record Sweep(int height, int width, Size kernel, Size stride, Size dilation, Padding padding) {

        Padding.Explicit border() {
            return padding.resolve(height, width, kernel, stride, dilation);
        }

        boolean padded() {
            return !border().equals(Padding.VALID);
        }

        int[][] paddings() {
            Padding.Explicit border = border();
            return new int[][] {{0, 0}, {border.top(), border.bottom()}, {border.left(), border.right()}, {0, 0}};
        }
    }

    /** An operator that slides without dilation. */
    private interface Slide {
        Operand<TFloat32> apply(Operand<TFloat32> input, Size stride, String padding);
    }

    /**
     * A convolution in groups.
     *
     * @param kernel {@code [row, column, input channels of a group, filters]}, the filters of a group side by side
     */
    Operand<TFloat32> convolution(Operand<TFloat32> input, Operand<TFloat32> kernel, int groups, Sweep sweep) {
        if (sweep.kernel().equals(Size.ONE) && sweep.stride().equals(Size.ONE) && !sweep.padded() && groups == 1) {
            return pointwise(input, kernel);
        }
        return sweep(input, sweep, (x, stride, padding) -> {
            if (groups == 1) {
                return tf.nn.conv2d(x, kernel, strides(stride), padding);
            }
            // Conv2D takes groups too, but its gradient exists on the CPU only where oneDNN runs
            List<Operand<TFloat32>> parts = new ArrayList<>();
            var inputs = tf.split(tf.constant(3), x, (long) groups);
            var kernels = tf.split(tf.constant(3), kernel, (long) groups);
            for (int g = 0; g < groups; g++) {
                parts.add(tf.nn.conv2d(inputs.output().get(g), kernels.output().get(g), strides(stride), padding));
            }
            return tf.concat(parts, tf.constant(3));
        });
    }

    /** A dense layer at every position: a matrix product, which takes a sixth less time per step than Conv2D. */
    private Operand<TFloat32> pointwise(Operand<TFloat32> input, Operand<TFloat32> kernel) {
        long[] shape = input.shape().asArray();
        long filters = kernel.shape().get(3);
        Operand<TFloat32> rows = tf.reshape(input, tf.constant(new long[] {-1, shape[3]}));
        Operand<TFloat32> product =
                tf.linalg.matMul(rows, tf.reshape(kernel, tf.constant(new long[] {shape[3], filters})));
        return tf.reshape(product, tf.constant(new long[] {shape[0], shape[ROWS], shape[COLUMNS], filters}));
    }

    /**
     * A convolution with filters of its own for every channel.
     *
     * @param kernel {@code [row, column, channel, filters of the channel]}
     */
    Operand<TFloat32> depthwise(Operand<TFloat32> input, Operand<TFloat32> kernel, Sweep sweep) {
        return sweep(input, sweep, (x, stride, padding) -> {
            if (stride.rows() == stride.columns()) {
                return tf.nn.depthwiseConv2dNative(x, kernel, strides(stride), padding);
            }
            // the operator has one stride: slide by one, then keep every stride-th place
            Operand<TFloat32> borders = x;
            if (padding.equals("SAME")) {
                borders = pad(x, sweep, 0);
            }
            return every(tf.nn.depthwiseConv2dNative(borders, kernel, strides(Size.ONE), "VALID"), stride);
        });
    }

    /** The maximum or the average of the elements inside the map. */
    Operand<TFloat32> pool(Operand<TFloat32> input, Pool.Kind kind, Sweep sweep) {
        boolean explicit = sweep.padded() && !sweep.padding().equals(Padding.SAME);
        String padding = sweep.padded() && !explicit ? "SAME" : "VALID";
        Size kernel = sweep.kernel();
        if (kind == Pool.Kind.MAX) {
            Operand<TFloat32> borders = explicit ? pad(input, sweep, -Float.MAX_VALUE) : input;
            return tf.nn.maxPool(
                    borders,
                    tf.constant(new int[] {1, kernel.rows(), kernel.columns(), 1}),
                    tf.constant(
                            new int[] {1, sweep.stride().rows(), sweep.stride().columns(), 1}),
                    padding);
        }
        Operand<TFloat32> borders = explicit ? pad(input, sweep, 0) : input;
        Operand<TFloat32> average = tf.nn.avgPool(borders, strides(kernel), strides(sweep.stride()), padding);
        return explicit ? tf.math.mul(average, tf.constant(areaOverInside(sweep))) : average;
    }

    /** Window area over the elements inside the map, {@code [1, row, column, 1]}: undoes the zeros in an average. */
    private static float[][][][] areaOverInside(Sweep sweep) {
        Padding.Explicit border = sweep.border();
        int[] rows = inside(
                sweep.height(),
                border.top(),
                border.bottom(),
                sweep.kernel().rows(),
                sweep.stride().rows());
        int[] columns = inside(
                sweep.width(),
                border.left(),
                border.right(),
                sweep.kernel().columns(),
                sweep.stride().columns());
        float[][][][] factors = new float[1][rows.length][columns.length][1];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                factors[0][i][j][0] = (float) sweep.kernel().area() / (rows[i] * columns[j]);
            }
        }
        return factors;
    }

    /** For each place of a window along one axis, how many of its elements are inside the map. */
    static int[] inside(int extent, int before, int after, int kernel, int stride) {
        int[] counts = new int[(extent + before + after - kernel) / stride + 1];
        for (int place = 0; place < counts.length; place++) {
            int start = place * stride - before;
            counts[place] = Math.max(0, Math.min(start + kernel, extent) - Math.max(start, 0));
        }
        return counts;
    }

    private Operand<TFloat32> sweep(Operand<TFloat32> input, Sweep sweep, Slide slide) {
        if (!sweep.dilation().equals(Size.ONE)) {
            return dilated(input, sweep, slide);
        }
        if (sweep.padding().equals(Padding.SAME)) {
            return slide.apply(input, sweep.stride(), "SAME");
        }
        return slide.apply(sweep.padded() ? pad(input, sweep, 0) : input, sweep.stride(), "VALID");
    }

    /**
     * A dilated window as a dense one over every dilation-th element (Yu and Koltun 2016; the operators
     * SpaceToBatchND and BatchToSpaceND), because Conv2D's own dilation has no gradient on the CPU without oneDNN.
     */
    private Operand<TFloat32> dilated(Operand<TFloat32> input, Sweep sweep, Slide slide) {
        Padding.Explicit border = sweep.border();
        Size dilation = sweep.dilation();
        int moreRows = Math.floorMod(-(sweep.height() + border.top() + border.bottom()), dilation.rows());
        int moreColumns = Math.floorMod(-(sweep.width() + border.left() + border.right()), dilation.columns());
        var block = tf.constant(new int[] {dilation.rows(), dilation.columns()});
        Operand<TFloat32> phases = tf.spaceToBatchNd(input, block, tf.constant(new int[][] {
            {border.top(), border.bottom() + moreRows}, {border.left(), border.right() + moreColumns}
        }));
        Operand<TFloat32> slid = slide.apply(phases, Size.ONE, "VALID");
        Operand<TFloat32> places =
                tf.batchToSpaceNd(slid, block, tf.constant(new int[][] {{0, moreRows}, {0, moreColumns}}));
        return sweep.stride().equals(Size.ONE) ? places : every(places, sweep.stride());
    }

    /** Every stride-th row and column, from the first. */
    private Operand<TFloat32> every(Operand<TFloat32> input, Size stride) {
        long all = 0b1111;
        return tf.stridedSlice(
                input,
                tf.constant(new int[] {0, 0, 0, 0}),
                tf.constant(new int[] {0, 0, 0, 0}),
                tf.constant(new int[] {1, stride.rows(), stride.columns(), 1}),
                StridedSlice.beginMask(all),
                StridedSlice.endMask(all));
    }

    private Operand<TFloat32> pad(Operand<TFloat32> input, Sweep sweep, float value) {
        return tf.pad(input, tf.constant(sweep.paddings()), tf.constant(value));
    }

    private static List<Long> strides(Size size) {
        return List.of(1L, (long) size.rows(), (long) size.columns(), 1L);
    }
}
