package org.cosearch.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.cosearch.report.Convergence.Point;
import org.cosearch.report.Convergence.Replicate;

/**
 * The median and the range of several step curves, at common places.
 *
 * @param at ascending places on the horizontal axis; the other lists have the same size
 */
record Band(List<Double> at, List<Double> low, List<Double> median, List<Double> high) {

    /** The most places that are kept; more are not seen on a plot. */
    private static final int PLACES = 400;

    /**
     * The band of {@code replicates} along {@code axis}. A curve holds its value until its next point; before its
     * first point it is 0, as no feasible design has been found.
     */
    static Band of(List<Replicate> replicates, ToDoubleFunction<Point> axis) {
        double[] places = replicates.stream()
                .flatMap(replicate -> replicate.curve().stream())
                .mapToDouble(axis)
                .sorted()
                .distinct()
                .toArray();
        Band band = new Band(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        int kept = Math.min(places.length, PLACES);
        for (int i = 0; i < kept; i++) {
            double place = kept == 1 ? places[0] : places[(int) ((long) i * (places.length - 1) / (kept - 1))];
            List<Double> values = replicates.stream()
                    .map(replicate -> valueAt(replicate, axis, place))
                    .toList();
            band.at.add(place);
            band.low.add(Numbers.quantile(values, 0));
            band.median.add(Numbers.quantile(values, 0.5));
            band.high.add(Numbers.quantile(values, 1));
        }
        return band;
    }

    private static double valueAt(Replicate replicate, ToDoubleFunction<Point> axis, double place) {
        List<Point> curve = replicate.curve();
        int from = 0;
        int to = curve.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (axis.applyAsDouble(curve.get(middle)) <= place) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from == 0 ? 0 : curve.get(from - 1).hypervolume();
    }
}
