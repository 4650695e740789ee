package org.cosearch.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Trial;
import org.cosearch.search.Linas.Settings;
import org.cosearch.search.surrogate.Regressor;
import org.cosearch.space.Space;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LinasTest extends SearchStrategyContract {

    private static final Settings SMALL = new Settings(40, 50, 20, 5, 60);

    @Override
    protected SearchStrategy strategy(Problem problem, Space space, RandomGenerator random) {
        return new Linas(problem, space, SMALL, TypedProposals.of(space), List.of(Regressor.ridge()), random);
    }

    private static Linas joint(Settings settings, long seed) {
        return new Linas(
                JointProblem.PROBLEM,
                JointProblem.SPACE,
                settings,
                TypedProposals.of(JointProblem.SPACE),
                generator(seed));
    }

    @Test
    @Tag("slow")
    void fewEvaluationsReachWhatEvolutionNeedsManyFor() {
        Settings settings = new Settings(50, 25, 40, 15, 120);
        double ours = Searches.share(seed -> joint(settings, seed), 200);
        double evolution = Searches.share(
                seed -> new Nsga2(JointProblem.PROBLEM, 40, TypedProposals.of(JointProblem.SPACE), generator(seed)),
                400);

        assertThat(ours).isGreaterThan(evolution).isGreaterThan(Searches.randomShare(800));
    }

    @Test
    void theBatchSizeChangesNothing() {
        List<Trial> whole = Searches.run(joint(SMALL, 1), JointProblem::outcome, 190, 1000);

        assertThat(Searches.run(joint(SMALL, 1), JointProblem::outcome, 190, 1)).isEqualTo(whole);
        assertThat(Searches.run(joint(SMALL, 1), JointProblem::outcome, 190, 7)).isEqualTo(whole);
    }

    @Test
    void everyRoundSaysHowWellItPredicts() {
        Linas search = joint(SMALL, 1);
        Searches.run(search, JointProblem::outcome, 140, 1000);

        assertThat(search.reports()).hasSize(2 * 4); // two objectives, two specs
        assertThat(search.reports()).allMatch(report -> report.used() && report.kendall() > 0.3);
        assertThat(search.reports().get(0).told()).isEqualTo(40);
    }

    @Test
    void noiseIsNotFollowed() {
        Linas search = joint(SMALL, 1);
        Searches.run(
                search,
                genome -> JointProblem.outcome(JointProblem.SPACE.sampleDesign(
                        generator(genome.toJson().hashCode()))),
                140,
                1000);

        assertThat(search.reports()).isNotEmpty().noneMatch(Linas.Report::used);
    }

    @Test
    void withoutFiguresItGoesOnAsEvolutionDoes() {
        Linas search = joint(SMALL, 1);
        List<Trial> trials = Searches.run(search, genome -> new Outcome.Failed("Does not fit."), 200, 50);

        assertThat(trials).hasSize(200);
        assertThat(search.reports()).isEmpty();
    }

    @Test
    void settingsAreChecked() {
        assertThatThrownBy(() -> new Settings(9, 1, 2, 1, 20)).hasMessageContaining("initial (9)");
    }
}
