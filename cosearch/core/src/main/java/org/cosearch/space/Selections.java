package org.cosearch.space;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Steps between, and crossings of, selections: arrays of distinct indices below n. */
final class Selections {

    private Selections() {}

    static boolean[] members(int[] selection, int n) {
        boolean[] members = new boolean[n];
        for (int index : selection) {
            members[index] = true;
        }
        return members;
    }

    static int[] without(int[] selection, int position) {
        int[] shorter = Arrays.copyOf(selection, selection.length - 1);
        System.arraycopy(selection, position + 1, shorter, position, shorter.length - position);
        return shorter;
    }

    static int[] inserted(int[] selection, int position, int index) {
        int[] longer = Arrays.copyOf(selection, selection.length + 1);
        System.arraycopy(selection, position, longer, position + 1, selection.length - position);
        longer[position] = index;
        return longer;
    }

    static int[] replaced(int[] selection, int position, int index) {
        int[] changed = selection.clone();
        changed[position] = index;
        return changed;
    }

    static int[] swapped(int[] selection, int i, int j) {
        int[] changed = selection.clone();
        changed[i] = selection[j];
        changed[j] = selection[i];
        return changed;
    }

    /** The first {@code length} indices. */
    static int[] first(int length) {
        int[] selection = new int[length];
        Arrays.setAll(selection, i -> i);
        return selection;
    }

    /** Makes {@code selection} the next of its length in lexicographic order, or returns false. */
    static boolean advance(int[] selection, int n, boolean ordered) {
        boolean[] taken = members(selection, n);
        for (int position = selection.length - 1; position >= 0; position--) {
            taken[selection[position]] = false;
            int next = selection[position] + 1;
            while (next < n && taken[next]) {
                next++;
            }
            int last = ordered ? n : n - (selection.length - 1 - position);
            if (next < last) {
                selection[position] = next;
                taken[next] = true;
                fill(selection, position + 1, taken, ordered ? 0 : next + 1);
                return true;
            }
        }
        return false;
    }

    /** Fills the positions from {@code position} with the smallest indices that are free, from {@code index} on. */
    private static void fill(int[] selection, int position, boolean[] taken, int index) {
        int candidate = index;
        for (int i = position; i < selection.length; i++) {
            while (taken[candidate]) {
                candidate++;
            }
            selection[i] = candidate;
            taken[candidate] = true;
        }
    }

    /** Keeps what both sets have and fills up to the size of either with what only one has. */
    static int[] crossSets(int[] a, int[] b, int n, RandomGenerator random) {
        int length = random.nextBoolean() ? a.length : b.length;
        boolean[] inA = members(a, n);
        boolean[] inB = members(b, n);
        int[] child = new int[length];
        int[] either = new int[a.length + b.length];
        int kept = 0;
        int spare = 0;
        for (int index = 0; index < n; index++) {
            if (inA[index] && inB[index]) {
                child[kept++] = index;
            } else if (inA[index] || inB[index]) {
                either[spare++] = index;
            }
        }
        while (kept < length) {
            int drawn = random.nextInt(spare);
            child[kept++] = either[drawn];
            either[drawn] = either[--spare];
        }
        Arrays.sort(child);
        return child;
    }

    /**
     * Uniform order crossover (Davis 1991): each position keeps what {@code a} has there with probability one half, the
     * others take what is left in the order of {@code b}, then of {@code a}. The length is that of either.
     */
    static int[] crossSequences(int[] a, int[] b, int n, RandomGenerator random) {
        int[] child = new int[random.nextBoolean() ? a.length : b.length];
        boolean[] taken = new boolean[n];
        Arrays.fill(child, -1);
        for (int i = 0; i < Math.min(child.length, a.length); i++) {
            if (random.nextBoolean()) {
                child[i] = a[i];
                taken[a[i]] = true;
            }
        }
        int next = 0;
        for (int i = 0; i < child.length; i++) {
            if (child[i] < 0) {
                while (taken[donor(a, b, next)]) {
                    next++;
                }
                child[i] = donor(a, b, next);
                taken[child[i]] = true;
            }
        }
        return child;
    }

    private static int donor(int[] a, int[] b, int position) {
        return position < b.length ? b[position] : a[position - b.length];
    }
}
