package org.cosearch.campaign;

import java.util.List;

/**
 * The samples of one session in the order they were taken, examined for what a median would hide.
 *
 * @param samplesNanos at least 5
 */
record Trace(List<Double> samplesNanos) {

    /** A shift below this share of the median does no harm, whatever its significance. */
    private static final double SHIFT_THAT_MATTERS = 0.03;

    /** Standard errors beyond which a shift is no chance, over the tests of a whole campaign. */
    private static final double SHIFT_ERRORS = 5;

    /** A mode has at least this share of the samples. */
    private static final double SMALLEST_MODE = 0.15;

    /** Modes closer than this share of the median do no harm. */
    private static final double DISTANCE_THAT_MATTERS = 0.02;

    /**
     * Modes are further apart than so many of their deviations. Ashman et al. 1994 (Astronomical Journal 108, section 5)
     * ask for 2 of two given normal distributions; the best cut through one normal distribution gives about 3, because
     * it is sought.
     */
    private static final double MODE_DEVIATIONS = 4.5;

    /**
     * By how much the last third is slower than the first, as a share of the median; 0 if that may be chance. Positive
     * while a device heats up and slows down, negative while it is still warming up.
     */
    double shift() {
        int third = samplesNanos.size() / 3;
        if (third < 2) {
            return 0;
        }
        List<Double> first = samplesNanos.subList(0, third);
        List<Double> last = samplesNanos.subList(samplesNanos.size() - third, samplesNanos.size());
        double shift = Statistics.median(last) - Statistics.median(first);
        double spread = Math.max(deviation(first), deviation(last));
        // of the difference of two medians of normal samples: √(2·π/2 / n)
        double error = spread * Math.sqrt(Math.PI / third);
        double share = shift / Statistics.median(samplesNanos);
        return Math.abs(share) > SHIFT_THAT_MATTERS && Math.abs(shift) > SHIFT_ERRORS * error ? share : 0;
    }

    private static double deviation(List<Double> samples) {
        return Statistics.DEVIATION_PER_MAD * Statistics.medianAbsoluteDeviation(samples);
    }

    /** Whether there is a cut of the sorted samples that leaves two narrow groups far apart. */
    boolean hasTwoModes() {
        List<Double> sorted = samplesNanos.stream().sorted().toList();
        int smallest = Math.max(2, (int) Math.ceil(SMALLEST_MODE * sorted.size()));
        double least = DISTANCE_THAT_MATTERS * Statistics.median(sorted);
        for (int cut = smallest; cut <= sorted.size() - smallest; cut++) {
            List<Double> fast = sorted.subList(0, cut);
            List<Double> slow = sorted.subList(cut, sorted.size());
            double distance = Statistics.mean(slow) - Statistics.mean(fast);
            double deviation =
                    Math.hypot(Statistics.standardDeviation(fast), Statistics.standardDeviation(slow)) / Math.sqrt(2);
            if (distance > least && distance > MODE_DEVIATIONS * deviation) {
                return true;
            }
        }
        return false;
    }
}
