package org.cosearch.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The figures of one design, at most one per metric.
 *
 * @param figures in the order in which they were obtained
 */
public record Scores(List<Figure> figures) {

    /** No figures. */
    public static final Scores NONE = new Scores(List.of());

    public Scores {
        figures = List.copyOf(figures);
        for (int i = 0; i < figures.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (figures.get(i)
                        .metric()
                        .name()
                        .equals(figures.get(j).metric().name())) {
                    throw new IllegalArgumentException("Two figures are given for %s."
                            .formatted(figures.get(i).metric().name()));
                }
            }
        }
    }

    public static Scores of(Figure... figures) {
        return new Scores(List.of(figures));
    }

    /** The figure of {@code metric}, if it was obtained. */
    public Optional<Figure> figure(Metric metric) {
        for (Figure figure : figures) {
            if (figure.metric().equals(metric)) {
                return Optional.of(figure);
            }
        }
        return Optional.empty();
    }

    public boolean has(Metric metric) {
        return figure(metric).isPresent();
    }

    /**
     * The value of {@code metric}.
     *
     * @throws IllegalArgumentException if it was not obtained
     */
    public double value(Metric metric) {
        for (Figure figure : figures) {
            if (figure.metric().equals(metric)) {
                return figure.value();
            }
        }
        throw new IllegalArgumentException("There is no figure for %s among %s.".formatted(metric.name(), figures));
    }

    /** These figures followed by those of {@code other}, which must be of other metrics. */
    public Scores and(Scores other) {
        List<Figure> all = new ArrayList<>(figures);
        all.addAll(other.figures);
        return new Scores(all);
    }
}
