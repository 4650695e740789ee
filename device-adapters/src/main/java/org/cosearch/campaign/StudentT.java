package org.cosearch.campaign;

/** Quantiles of Student's t distribution. */
final class StudentT {

    private StudentT() {}

    /**
     * The half width of a two-sided 95 % interval in standard errors: the quantile at 0.975.
     *
     * @param degreesOfFreedom at least 1
     */
    static double quantile975(int degreesOfFreedom) {
        double low = 0;
        double high = 16; // above the largest, 12.71 for one degree
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (central(middle, degreesOfFreedom) < 0.95) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** The probability between -t and t, as a finite sum (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4). */
    private static double central(double t, int degrees) {
        double angle = Math.atan(t / Math.sqrt(degrees));
        double square = Math.cos(angle) * Math.cos(angle);
        boolean odd = degrees % 2 == 1;
        double term = odd ? Math.cos(angle) : 1;
        double sum = 0;
        for (int i = odd ? 1 : 0; i <= degrees - 2; i += 2) {
            sum += term;
            term *= square * (i + 1) / (i + 2);
        }
        return odd ? 2 / Math.PI * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
    }
}
