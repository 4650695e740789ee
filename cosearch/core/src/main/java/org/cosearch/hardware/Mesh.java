package org.cosearch.hardware;

/**
 * A rectangle of equal instances.
 *
 * @param x columns, at least 1
 * @param y rows, at least 1
 */
public record Mesh(int x, int y) {

    /** A single instance. */
    public static final Mesh SINGLE = new Mesh(1, 1);

    public Mesh {
        if (x < 1 || y < 1) {
            throw new IllegalArgumentException(
                    "A mesh has (%d) columns and (%d) rows, not at least 1.".formatted(x, y));
        }
        if ((long) x * y > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("A mesh of (%d) columns and (%d) rows has more than %d instances."
                    .formatted(x, y, Integer.MAX_VALUE));
        }
    }

    /** Columns times rows. */
    public int instances() {
        return x * y;
    }
}
