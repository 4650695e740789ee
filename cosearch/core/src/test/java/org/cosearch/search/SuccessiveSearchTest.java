package org.cosearch.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Trial;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;
import org.junit.jupiter.api.Test;

class SuccessiveSearchTest {

    private static final Space SPACE = JointProblem.SPACE;

    @Test
    void theSecondIsMadeFromTheTrialsOfTheFirst() {
        List<List<Trial>> given = new ArrayList<>();
        SearchStrategy search = new SuccessiveSearch(random(1), 50, trials -> {
            given.add(trials);
            return random(2);
        });

        List<Trial> trials = Searches.run(search, JointProblem::outcome, 120, 40);

        assertThat(trials).hasSize(120);
        assertThat(given).containsExactly(trials.subList(0, 50));
        assertThat(genomes(trials).subList(0, 50)).isEqualTo(asked(random(1), 50));
        assertThat(genomes(trials).subList(50, 120)).isEqualTo(asked(random(2), 70));
    }

    @Test
    void theBatchesMakeNoDifference() {
        assertThat(genomes(Searches.run(
                        new SuccessiveSearch(random(1), 50, any -> random(2)), JointProblem::outcome, 120, 7)))
                .isEqualTo(genomes(Searches.run(
                        new SuccessiveSearch(random(1), 50, any -> random(2)), JointProblem::outcome, 120, 40)));
    }

    @Test
    void aFirstThatHasNothingLeftGivesWay() {
        Space few = Space.product(Space.field("only", Space.integers(1, 3)));
        SearchStrategy search = new SuccessiveSearch(
                new RandomSearch(TypedProposals.of(few), SearchStrategyContract.generator(1)), 50, any -> random(2));

        assertThat(Searches.run(search, any -> new Outcome.Failed("None."), 3, 3))
                .hasSize(3);
        assertThat(search.ask(5)).isEqualTo(asked(random(2), 5));
    }

    @Test
    void aFirstWithoutEvaluationsIsSkipped() {
        assertThat(new SuccessiveSearch(random(1), 0, any -> random(2)).ask(5)).isEqualTo(asked(random(2), 5));
        assertThatThrownBy(() -> new SuccessiveSearch(random(1), -1, any -> random(2)))
                .hasMessageContaining("(-1)");
    }

    @Test
    void aTranslatedSearchAsksAndIsToldInTheOtherSpace() {
        Space part = Space.product(Space.field("at", Space.integers(0, 199)));
        List<Genome> all = asked(random(5), 200);
        Map<Genome, Genome> back = new HashMap<>();
        SearchStrategy search = new TranslatedSearch(
                new Nsga2(JointProblem.PROBLEM, 20, TypedProposals.of(part), SearchStrategyContract.generator(1)),
                genome -> {
                    Genome meaning = all.get((int) genome.integer("at"));
                    back.put(meaning, genome);
                    return meaning;
                });

        List<Trial> trials = Searches.run(search, JointProblem::outcome, 200, 30);

        assertThat(genomes(trials)).containsExactlyInAnyOrderElementsOf(all);
        assertThat(genomes(trials)).allMatch(genome -> genome.space().equals(SPACE));
        assertThat(back).hasSize(200);
    }

    private static RandomSearch random(long seed) {
        return new RandomSearch(TypedProposals.of(SPACE), SearchStrategyContract.generator(seed));
    }

    private static List<Genome> asked(SearchStrategy search, int n) {
        return search.ask(n);
    }

    private static List<Genome> genomes(List<Trial> trials) {
        return trials.stream().map(Trial::genome).toList();
    }
}
