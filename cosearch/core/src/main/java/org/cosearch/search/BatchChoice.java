package org.cosearch.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cosearch.archive.GrowingHypervolume;
import org.cosearch.archive.Hypervolume;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Outcome;

/** Chooses which predicted designs are worth evaluating. */
final class BatchChoice {

    /** The reference point beyond the worst costs of the front, in ranges of it. */
    private static final double BEYOND = 1.1;

    private final List<Candidate> known;
    private final List<Candidate> predicted;

    /**
     * @param known told designs, the front among them
     * @param predicted designs by their predicted figures
     */
    BatchChoice(List<Candidate> known, List<Candidate> predicted) {
        this.known = known;
        this.predicted = predicted;
    }

    /**
     * First those that add most hypervolume to the known front one after the other, then the least certain.
     *
     * @return at most that many of each, all different
     */
    List<Candidate> chosen(int best, int uncertain) {
        Set<Candidate> chosen = new LinkedHashSet<>(byVolume(best));
        predicted.stream()
                .filter(candidate -> !chosen.contains(candidate))
                .sorted((a, b) -> Double.compare(uncertainty(b), uncertainty(a)))
                .limit(uncertain)
                .toList()
                .forEach(chosen::add);
        return List.copyOf(chosen);
    }

    private List<Candidate> byVolume(int count) {
        List<Candidate> left = new ArrayList<>(predicted);
        List<Candidate> feasible = known.stream().filter(Candidate::feasible).toList();
        List<Candidate> chosen = new ArrayList<>();
        if (!feasible.isEmpty()) {
            Scaling scaling = Scaling.of(feasible, predicted);
            List<double[]> front = new ArrayList<>();
            feasible.forEach(candidate -> front.add(scaling.apply(candidate.costs())));
            while (chosen.size() < count && !left.isEmpty()) {
                int next = mostVolume(left, front, scaling);
                if (next < 0) {
                    break;
                }
                Candidate candidate = left.remove(next);
                chosen.add(candidate);
                front.add(scaling.apply(candidate.costs()));
            }
        }
        left.stream().limit(count - chosen.size()).forEach(chosen::add); // the best first
        return chosen;
    }

    /** Which candidate adds most, the first of equals; −1 if none adds anything. */
    private static int mostVolume(List<Candidate> left, List<double[]> front, Scaling scaling) {
        double[] reference = new double[scaling.from.length];
        Arrays.fill(reference, BEYOND);
        GrowingHypervolume base = new GrowingHypervolume(Hypervolume.upTo(reference));
        front.forEach(base::add);
        double most = 1e-12;
        int chosen = -1;
        for (int i = 0; i < left.size(); i++) {
            if (left.get(i).feasible()) {
                double gain = base.gain(scaling.apply(left.get(i).costs()));
                if (gain > most) {
                    most = gain;
                    chosen = i;
                }
            }
        }
        return chosen;
    }

    /** The sum over the metrics of the deviation relative to the range of predictions. */
    private double uncertainty(Candidate candidate) {
        double sum = 0;
        for (Figure figure :
                ((Outcome.Scored) candidate.trial().outcome()).scores().figures()) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (Candidate other : predicted) {
                double value =
                        ((Outcome.Scored) other.trial().outcome()).scores().value(figure.metric());
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
            sum += most > least ? figure.sigma() / (most - least) : 0;
        }
        return sum;
    }

    /** Costs relative to the front of what is known and predicted together. */
    private static final class Scaling {

        private final double[] from;
        private final double[] ranges;

        private Scaling(double[] from, double[] ranges) {
            this.from = from;
            this.ranges = ranges;
        }

        static Scaling of(List<Candidate> known, List<Candidate> predicted) {
            List<Candidate> all = new ArrayList<>(known);
            predicted.stream().filter(Candidate::feasible).forEach(all::add);
            List<Candidate> front = all.stream()
                    .filter(candidate -> all.stream().noneMatch(other -> other.dominates(candidate)))
                    .toList();
            double[] from = front.get(0).costs().clone();
            double[] to = from.clone();
            for (Candidate candidate : front) {
                for (int m = 0; m < from.length; m++) {
                    from[m] = Math.min(from[m], candidate.costs()[m]);
                    to[m] = Math.max(to[m], candidate.costs()[m]);
                }
            }
            double[] ranges = new double[from.length];
            Arrays.setAll(ranges, m -> to[m] > from[m] ? to[m] - from[m] : 1);
            return new Scaling(from, ranges);
        }

        double[] apply(double[] costs) {
            double[] scaled = new double[costs.length];
            Arrays.setAll(scaled, m -> (costs[m] - from[m]) / ranges[m]);
            return scaled;
        }
    }
}
