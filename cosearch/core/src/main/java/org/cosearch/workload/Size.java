package org.cosearch.workload;

/**
 * A number of rows and of columns: of a kernel, a stride or a dilation.
 *
 * @param rows at least 1
 * @param columns at least 1
 */
public record Size(int rows, int columns) {

    /** One row, one column. */
    public static final Size ONE = new Size(1, 1);

    public Size {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException("The size (%dx%d) has an extent below 1.".formatted(rows, columns));
        }
    }

    public static Size square(int side) {
        return new Size(side, side);
    }

    /** Rows times columns. */
    public long area() {
        return (long) rows * columns;
    }

    /** As in {@code 3x3}. */
    @Override
    public String toString() {
        return rows + "x" + columns;
    }
}
