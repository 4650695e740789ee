package org.cosearch.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Trial;
import org.cosearch.space.Space;
import org.junit.jupiter.api.Test;

class ExhaustiveSearchTest extends SearchStrategyContract {

    @Override
    protected SearchStrategy strategy(Problem problem, Space space, RandomGenerator random) {
        return new ExhaustiveSearch(space);
    }

    @Override
    @Test
    void sameSeedSameSearch() { // it has no seed
        List<Trial> all =
                Searches.run(new ExhaustiveSearch(JointProblem.SPACE), SearchStrategyContract::mixed, 10_000, 1000);

        assertThat(Searches.genomes(all))
                .isEqualTo(JointProblem.SPACE.enumerate().toList());
    }

    @Override
    @Test
    void aContinuousSpaceHasNoEnd() { // so it is refused
        assertThatThrownBy(() -> new ExhaustiveSearch(Space.reals(0, 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Maybe sample it.");
    }
}
