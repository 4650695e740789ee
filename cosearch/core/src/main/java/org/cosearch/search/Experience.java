package org.cosearch.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.cosearch.evaluate.Trial;

/** All that a strategy was told, in that order. */
final class Experience {

    private final List<Candidate> told = new ArrayList<>();

    void add(Candidate candidate) {
        told.add(candidate);
    }

    int size() {
        return told.size();
    }

    List<Candidate> all() {
        return told;
    }

    /** At most so many of the best, best first. */
    List<Candidate> best(int most) {
        int[] order = Survival.byCrowding()
                .survivors(Candidate.costs(told), Candidate.violations(told), Math.min(told.size(), most));
        List<Candidate> best = new ArrayList<>();
        for (int row : order) {
            best.add(told.get(row));
        }
        return best;
    }

    /** What predictors learn from, in the order of asking: at most so many of the best and the latest. */
    List<Trial> lessons(List<Candidate> best, int most) {
        List<Candidate> latest =
                told.subList(Math.max(0, told.size() - (most - Math.min(best.size(), most / 2))), told.size());
        List<Trial> trials = new ArrayList<>();
        Stream.concat(best.stream().limit(most / 2), latest.stream())
                .distinct()
                .map(Candidate::trial)
                .sorted(Comparator.comparingLong(Trial::id))
                .forEach(trials::add);
        return trials;
    }
}
