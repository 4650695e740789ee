package org.cosearch.search.surrogate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cosearch.space.Decision;
import org.cosearch.space.FloatRange;
import org.cosearch.space.Genome;
import org.cosearch.space.IntRange;
import org.cosearch.space.ManyOf;
import org.cosearch.space.OneOf;
import org.cosearch.space.Option;
import org.cosearch.space.Repeat;
import org.cosearch.space.Scale;
import org.cosearch.space.Space;

/**
 * Genomes as rows of numbers from 0 to 1, for regression: an indicator per option of a choice, the place of a number on
 * its scale, and, for numbers that are not always decided, whether they are. What is not decided is 0.
 */
public final class Features {

    /** The columns of one decision. */
    private interface Columns {
        int width();

        void write(Object value, double[] row, int at);
    }

    /** The options of a choice; of a sequence which are chosen, not their order. */
    private record Indicators(Map<String, Integer> places) implements Columns {

        static Indicators of(List<Option> options) {
            Map<String, Integer> places = new HashMap<>();
            options.forEach(option -> places.put(option.label(), places.size()));
            return new Indicators(places);
        }

        @Override
        public int width() {
            return places.size();
        }

        @Override
        public void write(Object value, double[] row, int at) {
            for (Object label : value instanceof List<?> labels ? labels : List.of(value)) {
                row[at + places.getOrDefault(label, 0)] = 1;
            }
        }
    }

    private record Place(double min, double max, boolean logarithmic, boolean conditional) implements Columns {

        @Override
        public int width() {
            return conditional ? 2 : 1;
        }

        @Override
        public void write(Object value, double[] row, int at) {
            double number = ((Number) value).doubleValue();
            double part = logarithmic ? Math.log(number / min) / Math.log(max / min) : (number - min) / (max - min);
            row[at] = max > min ? part : 0;
            if (conditional) {
                row[at + 1] = 1;
            }
        }
    }

    private final Map<String, Columns> columns = new HashMap<>();
    private final Map<String, Integer> starts = new HashMap<>();
    private final int width;

    /** The features of the genomes of a space. */
    public Features(Space space) {
        int at = 0;
        for (Decision decision : space.decisions()) {
            Columns of = columns(decision);
            columns.put(decision.path(), of);
            starts.put(decision.path(), at);
            at += of.width();
        }
        width = at;
    }

    private static Columns columns(Decision decision) {
        boolean conditional = !decision.conditions().isEmpty();
        Space domain = decision.domain();
        if (domain instanceof OneOf choice) {
            return Indicators.of(choice.options());
        }
        if (domain instanceof ManyOf choice) {
            return Indicators.of(choice.options());
        }
        if (domain instanceof IntRange range) {
            return new Place(range.min(), range.max(), range.scale() == Scale.LOGARITHMIC, conditional);
        }
        if (domain instanceof FloatRange range) {
            return new Place(range.min(), range.max(), range.scale() == Scale.LOGARITHMIC, conditional);
        }
        Repeat repeat = (Repeat) domain;
        return new Place(repeat.min(), repeat.max(), false, conditional);
    }

    /** The number of features. */
    public int width() {
        return width;
    }

    /** The features of a genome of the space, {@code [feature]}. */
    public double[] of(Genome genome) {
        double[] row = new double[width];
        genome.decisions().forEach((path, value) -> {
            Columns of = columns.get(path);
            if (of != null) {
                of.write(value, row, starts.getOrDefault(path, 0));
            }
        });
        return row;
    }

    /** {@code [genome, feature]}. */
    public double[][] of(List<Genome> genomes) {
        List<double[]> rows = new ArrayList<>();
        genomes.forEach(genome -> rows.add(of(genome)));
        return rows.toArray(double[][]::new);
    }
}
