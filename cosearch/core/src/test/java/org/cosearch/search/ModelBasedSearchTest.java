package org.cosearch.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.evaluate.Problem;
import org.cosearch.search.ModelBasedSearch.Settings;
import org.cosearch.search.surrogate.Regressor;
import org.cosearch.space.Space;
import org.junit.jupiter.api.Test;

class ModelBasedSearchTest extends SearchStrategyContract {

    @Override
    protected SearchStrategy strategy(Problem problem, Space space, RandomGenerator random) {
        return new ModelBasedSearch(
                problem,
                space,
                new Settings(30, 20, 20, 1, 0.1),
                TypedProposals.of(space),
                List.of(Regressor.ridge()),
                random);
    }

    @Test
    void theJointProblemIsSearchedBetterThanAtRandom() {
        double share = Searches.share(
                seed -> new ModelBasedSearch(
                        JointProblem.PROBLEM,
                        JointProblem.SPACE,
                        new Settings(30, 30, 200, 1, 0.1),
                        TypedProposals.of(JointProblem.SPACE),
                        List.of(Regressor.ridgeOfPairs().ofRanks()),
                        generator(seed)),
                300);

        assertThat(share).isGreaterThan(Searches.randomShare(300) + 0.01);
    }

    @Test
    void settingsAreChecked() {
        assertThatThrownBy(() -> new Settings(9, 5, 200, 1, 0.1)).hasMessageContaining("initial (9)");
        assertThatThrownBy(() -> new Settings(10, 5, 200, 1, 1.5)).hasMessageContaining("chance (1.5)");
    }
}
