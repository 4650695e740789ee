package org.cosearch.latency.meta;

/** The arithmetic of dense layers on plain arrays, fast on vectors with many zeros. */
final class Rows {

    private Rows() {}

    /**
     * {@code bias + row · matrix}.
     *
     * @param from where the row of {@code inputs} numbers starts
     * @param inputs the rows of {@code matrix}
     */
    static float[] dense(float[] row, int from, int inputs, float[] matrix, float[] bias) {
        int outputs = bias.length;
        float[] out = bias.clone();
        for (int i = 0; i < inputs; i++) {
            float factor = row[from + i];
            if (factor != 0) {
                add(out, factor, matrix, i * outputs);
            }
        }
        return out;
    }

    /** {@code to += factor · values[from …]}. */
    static void add(float[] to, float factor, float[] values, int from) {
        for (int j = 0; j < to.length; j++) {
            to[j] += factor * values[from + j];
        }
    }

    /** Negative numbers become 0, in place. */
    static float[] relu(float[] row) {
        for (int j = 0; j < row.length; j++) {
            row[j] = Math.max(0, row[j]);
        }
        return row;
    }
}
