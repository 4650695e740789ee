package org.cosearch.archive;

/** Sorts indices by what they stand for, stably and without boxing. */
public final class Places {

    private static final int SHORT = 8;

    private Places() {}

    /** Compares what two indices stand for, as a {@link java.util.Comparator} does. */
    @FunctionalInterface
    public interface Comparison {
        int compare(int a, int b);
    }

    /** The indices from 0 to {@code count} − 1 in order; equal ones ascend. O(N log N). */
    public static int[] sorted(int count, Comparison comparison) {
        int[] places = new int[count];
        for (int i = 0; i < count; i++) {
            places[i] = i;
        }
        sort(places, count, comparison);
        return places;
    }

    /** Sorts the first {@code count} indices; equal ones keep their order. O(N log N). */
    public static void sort(int[] places, int count, Comparison comparison) {
        if (descends(places, count, comparison)) { // such as a front of two objectives, sorted by the other
            for (int i = 0, j = count - 1; i < j; i++, j--) {
                int place = places[i];
                places[i] = places[j];
                places[j] = place;
            }
        } else {
            sort(places, 0, count, comparison, new int[count / 2 + 1]);
        }
    }

    /** Sorts by ascending keys and where they are equal by a comparison; keys are numbers. */
    static void sort(int[] places, int count, double[] keys, Comparison ties) {
        sort(places, count, (a, b) -> {
            double first = keys[a];
            double second = keys[b];
            return first < second ? -1 : first > second ? 1 : ties.compare(a, b);
        });
    }

    private static boolean descends(int[] places, int count, Comparison comparison) {
        int i = 1;
        while (i < count && comparison.compare(places[i - 1], places[i]) > 0) {
            i++;
        }
        return i >= count;
    }

    private static void sort(int[] places, int from, int to, Comparison comparison, int[] scratch) {
        if (to - from <= SHORT) {
            insert(places, from, to, comparison);
            return;
        }
        int middle = (from + to) >>> 1;
        sort(places, from, middle, comparison, scratch);
        sort(places, middle, to, comparison, scratch);
        if (comparison.compare(places[middle - 1], places[middle]) <= 0) {
            return;
        }
        int left = middle - from;
        System.arraycopy(places, from, scratch, 0, left);
        int i = 0;
        int j = middle;
        int k = from;
        while (i < left && j < to) {
            places[k++] = comparison.compare(places[j], scratch[i]) < 0 ? places[j++] : scratch[i++];
        }
        System.arraycopy(scratch, i, places, k, left - i);
    }

    private static void insert(int[] places, int from, int to, Comparison comparison) {
        for (int i = from + 1; i < to; i++) {
            int place = places[i];
            int j = i;
            for (; j > from && comparison.compare(place, places[j - 1]) < 0; j--) {
                places[j] = places[j - 1];
            }
            places[j] = place;
        }
    }
}
