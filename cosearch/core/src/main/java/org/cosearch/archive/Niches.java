package org.cosearch.archive;

import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** A division of the space of descriptors into cells. Immutable. */
public interface Niches {

    /** The number of descriptors. */
    int descriptors();

    /** The number of cells. */
    int cells();

    /** The cell of a point, from 0; none if it lies outside. */
    OptionalInt cell(double... descriptors);

    /**
     * A range of one descriptor in equal parts.
     *
     * @param from the lower bound, part of the range
     * @param to the upper bound, part of the last part
     * @param parts at least 1
     */
    record Axis(double from, double to, int parts) {

        public Axis {
            if (!(from < to && to - from < Double.POSITIVE_INFINITY) || parts < 1) {
                throw new IllegalArgumentException(
                        "An axis goes from (%s) to (%s) in (%d) parts, but it ascends, is finite and has a part."
                                .formatted(from, to, parts));
            }
        }

        private int part(double value) {
            return Math.min(parts - 1, (int) ((value - from) / (to - from) * parts));
        }

        private boolean holds(double value) {
            return value >= from && value <= to;
        }
    }

    /** Boxes of equal size (Mouret and Clune 2015); the last axis varies fastest. A point off an axis lies outside. */
    static Niches grid(Axis... axes) {
        return new Grid(List.of(axes));
    }

    /**
     * Cells of about equal volume, however many descriptors there are: each is what is nearest to one of {@code cells}
     * centres, which are the means of uniform samples found by Lloyd's algorithm (centroidal Voronoi tessellation). A
     * point off an axis lies in the nearest cell, outside is nowhere. The parts of the axes are not looked at.
     *
     * @see <a href="https://doi.org/10.1109/TEVC.2017.2735550">Vassiliades, Chatzilygeroudis and Mouret 2018: using
     *     centroidal Voronoi tessellations to scale up MAP-Elites</a>
     */
    static Niches voronoi(int cells, List<Axis> axes, RandomGenerator random) {
        return Voronoi.of(cells, axes, random);
    }

    /** A grid over axes. */
    record Grid(List<Axis> axes) implements Niches {

        public Grid {
            axes = List.copyOf(axes);
            long cells = axes.stream().mapToLong(Axis::parts).reduce(1, (a, b) -> Math.min(a * b, Integer.MAX_VALUE));
            if (axes.isEmpty() || cells == Integer.MAX_VALUE) {
                throw new IllegalArgumentException("A grid of %s has no axis or more than 2^31 cells.".formatted(axes));
            }
        }

        @Override
        public int descriptors() {
            return axes.size();
        }

        @Override
        public int cells() {
            return axes.stream().mapToInt(Axis::parts).reduce(1, (a, b) -> a * b);
        }

        @Override
        public OptionalInt cell(double... descriptors) {
            Voronoi.check(descriptors, axes.size());
            int cell = 0;
            for (int i = 0; i < descriptors.length; i++) {
                Axis axis = axes.get(i);
                if (!axis.holds(descriptors[i])) {
                    return OptionalInt.empty();
                }
                cell = cell * axis.parts() + axis.part(descriptors[i]);
            }
            return OptionalInt.of(cell);
        }
    }
}
