package org.cosearch.search.surrogate;

import java.util.List;

/** Fits a predictor of one number. Deterministic. */
public interface Regressor {

    /** A fitted predictor. Immutable. */
    interface Model {

        Prediction predict(double[] row);
    }

    /**
     * A predicted number.
     *
     * @param sigma its standard deviation as the model sees it, at least 0
     */
    record Prediction(double mean, double sigma) {}

    /** As reports print it. */
    String label();

    /**
     * Fits.
     *
     * @param rows {@code [sample, feature]}, at least two
     * @param values {@code [sample]}, finite
     */
    Model fit(double[][] rows, double[] values);

    /**
     * Those that cross-validation chooses from where nothing else is said: ridge regression, also of pairs, and Gaussian
     * processes, of values and of their ranks.
     */
    static List<Regressor> usual() {
        return List.of(
                ridge(),
                ridgeOfPairs().ofRanks(),
                gaussianProcess(),
                gaussianProcess().ofRanks());
    }

    /** Linear in the features, by least squares with a penalty that generalised cross-validation chooses. */
    static Regressor ridge() {
        return new Ridge(false);
    }

    /** As {@link #ridge}, linear in the features and the products of each two. Only for some hundred such products. */
    static Regressor ridgeOfPairs() {
        return new Ridge(true);
    }

    /** This on the normal scores of the values, which outliers do not bend. */
    default Regressor ofRanks() {
        return new NormalScores(this);
    }

    /** A Gaussian process whose length scale and noise the marginal likelihood chooses. */
    static Regressor gaussianProcess() {
        return new GaussianProcess();
    }

    /** Gradient-boosted regression trees. Needs the native library of LightGBM, which loads at the first fit. */
    static Regressor boostedTrees() {
        return new BoostedTrees();
    }
}
