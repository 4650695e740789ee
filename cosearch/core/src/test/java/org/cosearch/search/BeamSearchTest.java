package org.cosearch.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Trial;
import org.cosearch.search.BeamSearch.Settings;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;
import org.junit.jupiter.api.Test;

class BeamSearchTest extends SearchStrategyContract {

    @Override
    protected SearchStrategy strategy(Problem problem, Space space, RandomGenerator random) {
        return new BeamSearch(problem, space, new Settings(10, 2, 0.1), TypedProposals.of(space), random);
    }

    private static List<Trial> joint(Settings settings, int batch) {
        BeamSearch search = new BeamSearch(
                JointProblem.PROBLEM,
                JointProblem.SPACE,
                settings,
                TypedProposals.of(JointProblem.SPACE),
                generator(3));
        return Searches.run(search, JointProblem::outcome, 600, batch);
    }

    @Test
    void theJointProblemIsSearchedBetterThanAtRandom() {
        double share = Searches.share(seed -> strategy(JointProblem.PROBLEM, JointProblem.SPACE, generator(seed)), 800);

        assertThat(share).isGreaterThan(Searches.randomShare(800));
    }

    @Test
    void withoutWeightOnDiversityGroupsChangeNothing() {
        assertThat(joint(new Settings(12, 4, 0), 50)).isEqualTo(joint(new Settings(12, 1, 0), 50));
        assertThat(joint(new Settings(12, 1, 5), 50)).isEqualTo(joint(new Settings(12, 1, 0), 50));
        assertThat(joint(new Settings(12, 4, 0.5), 50)).isNotEqualTo(joint(new Settings(12, 1, 0), 50));
    }

    @Test
    void aWidthOfAllBeginningsFindsAllDesigns() {
        Space space = Space.product(
                Space.field("a", Space.oneOf("1", "2", "3")),
                Space.field("b", Space.integers(1, 5)),
                Space.field("c", Space.manyOf(0, 2, "x", "y")));
        BeamSearch search = new BeamSearch(
                JointProblem.PROBLEM, space, new Settings(60, 1, 0), TypedProposals.of(space), generator(0));
        Set<Genome> found = new HashSet<>();
        for (int level = 0; level < 1 + 1 + 3 + 2; level++) { // the longest sequence of choices, and the start
            List<Genome> asked = search.ask(1000);
            found.addAll(asked);
            search.tell(Searches.told(asked, found.size(), genome -> JointProblem.withArea(genome.hashCode() & 7)));
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(space.enumerate().toList());
    }

    @Test
    void theBatchSizeChangesNothing() {
        assertThat(joint(new Settings(10, 2, 0.1), 1)).isEqualTo(joint(new Settings(10, 2, 0.1), 1000));
    }

    @Test
    void settingsAreChecked() {
        assertThatThrownBy(() -> new Settings(4, 5, 0)).hasMessageContaining("groups (5)");
    }
}
