package org.cosearch.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cosearch.space.Space.option;

import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Trial;
import org.cosearch.search.TypedProposals.Uniform;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;
import org.junit.jupiter.api.Test;

class RandomSearchTest extends SearchStrategyContract {

    @Override
    protected SearchStrategy strategy(Problem problem, Space space, RandomGenerator random) {
        return new RandomSearch(TypedProposals.of(space), random);
    }

    @Test
    void theBatchSizeAndTheOutcomesChangeNothing() {
        SearchStrategy one = strategy(JointProblem.PROBLEM, JointProblem.SPACE, generator(1));
        SearchStrategy many = strategy(JointProblem.PROBLEM, JointProblem.SPACE, generator(1));

        List<Trial> alone = Searches.run(one, genome -> new Outcome.Failed("no"), 200, 1);
        List<Trial> together = Searches.run(many, JointProblem::outcome, 200, 64);

        assertThat(Searches.genomes(alone)).isEqualTo(Searches.genomes(together));
    }

    @Test
    void overDesignsAnOptionIsAsProbableAsItIsLargeAndOverDecisionsAsAnyOther() {
        // below "large" are 999,900 of the million designs
        Space space = Space.oneOf(option("large", Space.integers(1, 999_900)), option("small", Space.integers(1, 100)));
        TypedProposals overDecisions = TypedProposals.of(space);

        // of 400 draws 200 ± 4 standard deviations of 10, and no more than the 100 small ones exist
        assertThat(large(overDecisions)).isBetween(300L, 301L + 40L);
        assertThat(large(overDecisions.over(Uniform.DESIGNS))).isBetween(395L, 400L);
    }

    private static long large(Proposals proposals) {
        SearchStrategy search = new RandomSearch(proposals, generator(11));
        List<Genome> genomes = search.ask(400);
        return genomes.stream()
                .filter(genome -> genome.choice().equals("large"))
                .count();
    }
}
