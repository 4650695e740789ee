package org.cosearch.search.surrogate;

import java.util.List;

/** Chooses among regressors by how well they rank samples that they have not seen. */
public final class CrossValidation {

    private static final int FOLDS = 5;

    private CrossValidation() {}

    /**
     * A regressor that was chosen and fitted to all samples.
     *
     * @param label of the regressor
     * @param kendall the rank correlation τ-b of held-out predictions and values, from −1 to 1
     */
    public record Chosen(Regressor.Model model, String label, double kendall) {}

    /**
     * The regressor with the greatest rank correlation in five folds, fitted to all; the first of equals. A sample is in
     * the fold of its place, so give the samples in an order that says nothing, such as that of asking.
     *
     * @param rows {@code [sample, feature]}, at least ten
     * @param values {@code [sample]}
     */
    public static Chosen choose(List<Regressor> regressors, double[][] rows, double[] values) {
        double best = Double.NEGATIVE_INFINITY;
        Regressor chosen = regressors.get(0);
        for (Regressor regressor : regressors) {
            double kendall = kendall(heldOut(regressor, rows, values), values);
            if (kendall > best) {
                best = kendall;
                chosen = regressor;
            }
        }
        return new Chosen(chosen.fit(rows, values), chosen.label(), best);
    }

    private static double[] heldOut(Regressor regressor, double[][] rows, double[] values) {
        double[] predicted = new double[values.length];
        for (int fold = 0; fold < FOLDS; fold++) {
            int held = (values.length - fold + FOLDS - 1) / FOLDS;
            double[][] seen = new double[values.length - held][];
            double[] known = new double[seen.length];
            for (int i = 0, k = 0; i < values.length; i++) {
                if (i % FOLDS != fold) {
                    seen[k] = rows[i];
                    known[k++] = values[i];
                }
            }
            Regressor.Model model = regressor.fit(seen, known);
            for (int i = fold; i < values.length; i += FOLDS) {
                predicted[i] = model.predict(rows[i]).mean();
            }
        }
        return predicted;
    }

    /** Kendall's τ-b: that of equal orders is 1, of reverse ones −1; 0 if either is constant. O(N²). */
    public static double kendall(double[] a, double[] b) {
        long agreement = 0;
        long differentA = 0;
        long differentB = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < i; j++) {
                int byA = Double.compare(a[i], a[j]);
                int byB = Double.compare(b[i], b[j]);
                agreement += (long) Integer.signum(byA) * Integer.signum(byB);
                differentA += byA == 0 ? 0 : 1;
                differentB += byB == 0 ? 0 : 1;
            }
        }
        return differentA == 0 || differentB == 0 ? 0 : agreement / Math.sqrt((double) differentA * differentB);
    }
}
