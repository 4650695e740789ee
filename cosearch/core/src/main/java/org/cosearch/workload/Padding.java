package org.cosearch.workload;

/** How a feature map is extended at its borders before a window slides over it. */
public sealed interface Padding {

    /**
     * TensorFlow's SAME: as many outputs as there are strides in the input, rounded up, with the odd row of padding
     * below and the odd column to the right.
     */
    Padding SAME = new Same();

    /** No padding; TensorFlow's VALID. */
    Padding VALID = new Explicit(0, 0, 0, 0);

    /** The same number of rows and columns at every side, as PyTorch writes it. */
    static Padding symmetric(int border) {
        return new Explicit(border, border, border, border);
    }

    /** The rows and columns to add to an input of {@code height} by {@code width}. */
    Explicit resolve(int height, int width, Size kernel, Size stride, Size dilation);

    /**
     * Rows and columns at each side, none negative.
     *
     * @param top rows above
     * @param bottom rows below
     * @param left columns to the left
     * @param right columns to the right
     */
    record Explicit(int top, int bottom, int left, int right) implements Padding {

        public Explicit {
            if (Math.min(Math.min(top, bottom), Math.min(left, right)) < 0) {
                throw new IllegalArgumentException("The padding (top %d, bottom %d, left %d, right %d) is negative."
                        .formatted(top, bottom, left, right));
            }
        }

        @Override
        public Explicit resolve(int height, int width, Size kernel, Size stride, Size dilation) {
            return this;
        }

        /** As in {@code 1} where all sides are equal, otherwise as in {@code 0,1,0,1}. */
        @Override
        public String toString() {
            return top == bottom && left == right && top == left
                    ? String.valueOf(top)
                    : "%d,%d,%d,%d".formatted(top, bottom, left, right);
        }
    }

    /** See {@link #SAME}. */
    record Same() implements Padding {

        @Override
        public Explicit resolve(int height, int width, Size kernel, Size stride, Size dilation) {
            int rows = total(height, kernel.rows(), stride.rows(), dilation.rows());
            int columns = total(width, kernel.columns(), stride.columns(), dilation.columns());
            return new Explicit(rows / 2, rows - rows / 2, columns / 2, columns - columns / 2);
        }

        private static int total(int extent, int kernel, int stride, int dilation) {
            int outputs = (extent - 1) / stride + 1;
            return Math.max((outputs - 1) * stride + (kernel - 1) * dilation + 1 - extent, 0);
        }

        @Override
        public String toString() {
            return "same";
        }
    }
}
