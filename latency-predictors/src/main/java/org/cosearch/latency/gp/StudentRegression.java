package org.cosearch.latency.gp;

import java.util.Arrays;
import org.apache.commons.math3.special.Gamma;

/**
 * Gaussian process regression with Student-t noise, by variational inference on its scale mixture (Tipping and Lawrence
 * 2005, with the posterior of f kept in full).
 *
 * @param weights α with f(x) = k(x)ᵀ α, by observation
 * @param factor lower Cholesky factor of the covariance of the observations, effective noise included
 * @param evidence the variational lower bound of log p(y), without the constant −n/2 log 2π
 */
record StudentRegression(double[] weights, double[][] factor, double evidence) {

    /** Degrees of freedom of the noise. */
    static final double FREEDOM = 4;

    private static final int ITERATIONS = 12;
    private static final double SHAPE = (FREEDOM + 1) / 2;
    private static final double MIXTURE = Gamma.logGamma(SHAPE) - Gamma.logGamma(FREEDOM / 2) - 0.5 * Math.log(SHAPE);

    /**
     * Fits {@code y}.
     *
     * @param covariance of f at the observations, positive semi-definite, {@code [n][n]}
     * @param noise squared scale of the noise by observation, above 0
     */
    static StudentRegression fit(double[][] covariance, double[] y, double[] noise) {
        int n = y.length;
        double[] precision = new double[n];
        Arrays.fill(precision, 1);
        double[] misfit = new double[n];
        for (int iteration = 0; ; iteration++) {
            double[][] factor = Dense.copy(covariance);
            double[] effective = new double[n];
            for (int i = 0; i < n; i++) {
                effective[i] = noise[i] / precision[i];
                factor[i][i] += effective[i];
            }
            Dense.cholesky(factor);
            double[] alpha = Dense.solve(factor, y);
            double[][] inverse = Dense.inverse(factor);
            for (int i = 0; i < n; i++) {
                double residual = effective[i] * alpha[i];
                double variance = Math.max(0, effective[i] - effective[i] * effective[i] * inverse[i][i]);
                misfit[i] = (residual * residual + variance) / noise[i];
            }
            if (iteration == ITERATIONS - 1) {
                return new StudentRegression(alpha, factor, evidence(factor, alpha, y, misfit));
            }
            for (int i = 0; i < n; i++) {
                precision[i] = (FREEDOM + 1) / (FREEDOM + misfit[i]);
            }
        }
    }

    private static double evidence(double[][] factor, double[] alpha, double[] y, double[] misfit) {
        double sum = -0.5 * Dense.dot(y, alpha) - 0.5 * Dense.logDeterminant(factor);
        for (double c : misfit) {
            sum += mixture(c);
        }
        return sum;
    }

    /**
     * What an observation adds to the bound beside its Gaussian part: the expected log precision minus the divergence
     * of the precision's posterior from its prior.
     *
     * @param misfit expected squared residual over the squared scale of the noise
     */
    static double mixture(double misfit) {
        return MIXTURE + SHAPE * misfit / (FREEDOM + misfit) - FREEDOM / 2 * Math.log1p(misfit / FREEDOM);
    }
}
