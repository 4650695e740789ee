package org.cosearch.search;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What was decided so far on the way to some designs, and what became of these. */
final class TreeNode {

    private final double[] shares; // [objective], sums over the designs told below
    private @Nullable TreeNode[] children = {};
    private int visits; // designs asked below
    private boolean exhausted;

    TreeNode(int objectives) {
        shares = new double[objectives];
    }

    /** Whether all designs below were composed. */
    boolean exhausted() {
        return exhausted;
    }

    /** Notes that all designs below were composed if this has no child that is not exhausted. Returns whether so. */
    boolean exhaust() {
        for (TreeNode child : children) {
            if (child == null || !child.exhausted) {
                return false;
            }
        }
        exhausted = true;
        return true;
    }

    boolean has(int choice) {
        return children[choice] != null;
    }

    /** What follows a choice; made at the first call. */
    TreeNode child(int choice) {
        TreeNode child = children[choice];
        if (child == null) {
            child = new TreeNode(shares.length);
            children[choice] = child;
        }
        return child;
    }

    /** Of the children that are not exhausted one that no design was asked below, else that of the greatest bound. */
    int choose(int alternatives, Weighting weighting, double exploration, RandomGenerator random) {
        if (children.length == 0) {
            children = new TreeNode[alternatives];
        }
        int best = -1;
        double most = Double.NEGATIVE_INFINITY;
        int equal = 0;
        for (int i = 0; i < alternatives; i++) {
            TreeNode child = children[i];
            if (child != null && child.exhausted) {
                continue;
            }
            double bound = child == null || child.visits == 0
                    ? Double.POSITIVE_INFINITY
                    : weighting.of(child.shares) / child.visits
                            + exploration * Math.sqrt(Math.log(Math.max(1, visits)) / child.visits);
            equal = bound == most ? equal + 1 : 1;
            if (bound > most || (bound == most && random.nextInt(equal) == 0)) {
                most = bound;
                best = i;
            }
        }
        return best < 0 ? random.nextInt(alternatives) : best;
    }

    void visit() {
        visits++;
    }

    void add(double[] of) {
        for (int m = 0; m < shares.length; m++) {
            shares[m] += of[m];
        }
    }

    /** Forgets what became of the designs, not how many there were. */
    void forget() {
        Arrays.fill(shares, 0);
    }
}
