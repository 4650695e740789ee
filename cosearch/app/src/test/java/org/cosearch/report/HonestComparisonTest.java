package org.cosearch.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.cosearch.report.Evidence.Done;
import org.cosearch.report.Evidence.NotApplicable;
import org.cosearch.report.Evidence.NotDone;
import org.junit.jupiter.api.Test;

class HonestComparisonTest {

    private static RunReport bare(RunReport run, Convergence convergence, Provenance provenance) {
        return new RunReport(
                run.name(),
                run.description(),
                run.status(),
                run.problem(),
                run.trials(),
                run.front(),
                List.of(),
                convergence,
                run.effort(),
                Map.of(),
                provenance);
    }

    @Test
    void whatIsMissingIsNotDone() {
        RunReport run = SampleRun.of(1, 100, 5);
        Map<Check, Evidence> answers = HonestComparison.of(bare(run, Convergence.NONE, run.provenance()));

        assertThat(answers).containsOnlyKeys(Check.values());
        assertThat(answers.entrySet().stream()
                        .filter(entry -> entry.getValue() instanceof NotDone)
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrder(
                        Check.RANDOM_SEARCH,
                        Check.SAMPLED_AVERAGE,
                        Check.SUPERNET_RANDOM_SEARCH,
                        Check.HAND_DESIGN,
                        Check.LOCAL_SEARCH,
                        Check.SUCCESSIVE_SEARCH,
                        Check.SEEDS,
                        Check.SPREAD,
                        Check.CONFIDENCE,
                        Check.SIGNIFICANCE,
                        Check.CURVE_OVER_EVALUATIONS,
                        Check.CURVE_OVER_TIME,
                        Check.ABLATION,
                        Check.TEST_DATA,
                        Check.RETRAINING,
                        Check.SUPERNET_GAP,
                        Check.HARDWARE,
                        Check.NORMALIZATION,
                        Check.HYPERVOLUME,
                        Check.OTHER_INDICATORS,
                        Check.EXACT_FRONT,
                        Check.SPACE,
                        Check.EVALUATION_LOG,
                        Check.TUNING);
    }

    @Test
    void whatTheRunShowsIsDoneWithItsFigure() {
        RunReport run = SampleRun.of(1, 100, 5);
        Map<Check, Evidence> answers = HonestComparison.of(run);

        double median = Numbers.quantile(run.convergence().baselines().get(0).finals(), 0.5);
        assertThat(answers)
                .containsEntry(
                        Check.RANDOM_SEARCH,
                        new Done("random search: hypervolume %s, 5 seeds of 100 evaluations"
                                .formatted(Numbers.readable(median))))
                .containsEntry(
                        Check.BUDGET,
                        new Done("100 evaluations, 14 networks trained over 28 epochs, 0 predictor queries,"
                                + " 0 measurements, 190 CPU seconds"))
                .containsEntry(Check.REMEASURED, new NotApplicable("no number of this run is predicted"))
                .containsEntry(
                        Check.SEEDS,
                        new NotDone("this run (NSGA-II): 1; random search: 5; architecture first, then chip: 5"));
        assertThat(answers)
                .containsEntry(
                        Check.FEASIBLE_RATE,
                        new Done("latency_ms <= 1.0, area_mm2 <= 4.0; %d of 100 meet them (%s)"
                                .formatted(
                                        Tally.of(run).feasible(),
                                        Numbers.percent(Tally.of(run).feasible(), 100))));
    }

    @Test
    void aBaselineWithASmallerBudgetIsNoComparison() {
        RunReport run = SampleRun.of(1, 100, 5);
        Convergence half = new Convergence(
                run.convergence().axes(),
                "",
                run.convergence().run(),
                SampleRun.of(2, 50, 5).convergence().baselines());

        Map<Check, Evidence> answers = HonestComparison.of(bare(run, half, run.provenance()));

        assertThat(answers)
                .hasEntrySatisfying(
                        Check.RANDOM_SEARCH, answer -> assertThat(answer).isInstanceOf(NotDone.class));
        assertThat(String.valueOf(answers.get(Check.RANDOM_SEARCH)))
                .contains("5 seeds of 50 evaluations; this run had 100 evaluations");
    }

    @Test
    void givenEvidenceGoesBeforeWhatIsDerived() {
        RunReport run = SampleRun.of(1, 50, 5);
        assertThat(HonestComparison.of(run))
                .containsEntry(Check.SUPERNET_RANDOM_SEARCH, new NotApplicable("no weights are shared"))
                .containsEntry(Check.EVALUATION_LOG, new Done("journal.jsonl"));
    }

    @Test
    void anUnknownCommitCannotBeReproduced() {
        RunReport run = SampleRun.of(1, 50, 0);
        Provenance p = run.provenance();
        Provenance unknown = new Provenance(
                p.config(),
                p.configSha256(),
                p.seed(),
                Provenance.UNKNOWN,
                p.coSearchVersion(),
                p.javaVersion(),
                p.tensorFlowVersion(),
                p.operatingSystem(),
                p.cpu(),
                p.cores(),
                p.dataSets(),
                p.started(),
                p.finished(),
                p.wallSeconds(),
                p.command());

        assertThat(HonestComparison.of(bare(run, run.convergence(), unknown)).get(Check.REPRODUCTION))
                .isInstanceOf(NotDone.class);
    }
}
