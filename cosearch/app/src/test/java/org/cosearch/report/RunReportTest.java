package org.cosearch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {

    private static RunReport with(
            RunReport run, List<ReportedTrial> trials, Set<Long> front, List<DesignSheet> sheets) {
        return new RunReport(
                run.name(),
                run.description(),
                run.status(),
                run.problem(),
                trials,
                front,
                sheets,
                run.convergence(),
                run.effort(),
                Map.of(),
                run.provenance());
    }

    @Test
    void contradictionsAreRefused() {
        RunReport run = SampleRun.of(1, 60, 1);
        ReportedTrial failed = new ReportedTrial(60, "x", List.of(), new Outcome.Failed("out of memory"));
        List<ReportedTrial> trials =
                Stream.concat(run.trials().stream(), Stream.of(failed)).toList();

        assertThatThrownBy(() -> with(run, trials, Set.of(60L), List.of()))
                .hasMessage("Trial (60) is said to be on the front, but it is not feasible.");
        assertThatThrownBy(() -> with(run, trials, Set.of(61L), List.of()))
                .hasMessage("Trial (61) is said to be on the front, but there is no such trial.");
        assertThatThrownBy(() -> with(run, List.of(failed, failed), Set.of(), List.of()))
                .hasMessage("Two trials have the id (60).");
        assertThatThrownBy(() -> with(
                        run,
                        trials,
                        Set.of(),
                        List.of(new DesignSheet(99, List.of(), List.of(), List.of(), List.of()))))
                .hasMessageContaining("trial (99)");
        assertThatThrownBy(() -> new ReportedTrial(
                        1, "x", List.of(new Fact("pes", "1"), new Fact("pes", "2")), failed.outcome()))
                .hasMessageContaining("trial 1")
                .hasMessageContaining("Maybe");
    }

    @Test
    void everyTrialStandsSomewhere() {
        RunReport run = SampleRun.of(1, 600, 0);

        for (ReportedTrial trial : run.trials()) {
            Standing standing = run.standing(trial);
            assertThat(standing == Standing.FAILED)
                    .isEqualTo(trial.scores().figures().isEmpty());
            assertThat(standing == Standing.FRONT || standing == Standing.DOMINATED)
                    .isEqualTo(run.problem().feasible(trial.outcome()));
        }
        Tally tally = Tally.of(run);
        assertThat(tally.evaluations()).isEqualTo(600);
        assertThat(tally.counts().keySet()).containsExactlyInAnyOrder(Standing.values());
    }

    @Test
    void objectivesComeFirstAmongTheMetrics() {
        assertThat(SampleRun.of(1, 20, 0).metrics())
                .containsExactly(
                        Metric.ACCURACY_PERCENT, Metric.LATENCY_MS, Metric.ENERGY_MJ, Metric.AREA_MM2, Metric.MACS_M);
    }

    @Test
    void theBestSoFarOnlyGetsBetterAndIsFeasible() {
        RunReport run = SampleRun.of(1, 500, 0);

        for (var objective : run.problem().objectives()) {
            BestSoFar best = BestSoFar.of(run, objective);
            List<Double> costs = best.values().stream().map(objective::cost).toList();
            assertThat(costs)
                    .isNotEmpty()
                    .isSortedAccordingTo((a, b) -> Double.compare(b, a))
                    .doesNotHaveDuplicates();
            assertThat(best.evaluations()).isSorted();
            for (int i = 0; i < costs.size(); i++) {
                ReportedTrial trial = run.trials().get((int) (best.evaluations().get(i) - 1));
                assertThat(trial.id()).isEqualTo(best.trials().get(i));
                assertThat(run.problem().feasible(trial.outcome())).isTrue();
            }
        }
    }

    @Test
    void theFolderHasAllFilesAndNothingHalfWritten(@TempDir Path folder) throws Exception {
        RunReport run = SampleRun.of(1, 100, 2);
        Files.writeString(folder.resolve("front.csv"), "older");

        ReportFiles files = ReportFiles.write(run, folder);
        List<Path> written;
        try (Stream<Path> all = Files.walk(folder)) {
            written = all.filter(Files::isRegularFile)
                    .map(folder::relativize)
                    .sorted()
                    .toList();
        }

        List<String> schedules = run.sheets().stream()
                .map(sheet -> "plots/schedule-%d.svg".formatted(sheet.trial()))
                .toList();
        assertThat(written.stream().map(Path::toString)).containsAll(schedules);
        assertThat(written.stream().map(Path::toString).filter(name -> !schedules.contains(name)))
                .containsExactly(
                        "front.csv",
                        "front.json",
                        "plots/hypervolume.svg",
                        "plots/parallel-coordinates.svg",
                        "plots/pareto-area_mm2-accuracy_percent.svg",
                        "plots/pareto-area_mm2-energy_mj.svg",
                        "plots/pareto-area_mm2-latency_ms.svg",
                        "plots/pareto-energy_mj-accuracy_percent.svg",
                        "plots/pareto-energy_mj-latency_ms.svg",
                        "plots/pareto-latency_ms-accuracy_percent.svg",
                        "report.html");
        assertThat(files.plots()).hasSize(8 + schedules.size()).allMatch(Files::exists);
        assertThat(Files.readString(files.frontCsv())).isEqualTo(FrontCsv.of(run));
        assertThat(Files.readString(files.page())).isEqualTo(Page.of(run));
    }

    @Test
    void aFileThatCannotBeWrittenLeavesTheOlderOne(@TempDir Path folder) throws Exception {
        RunReport run = SampleRun.of(1, 20, 0);
        Files.writeString(folder.resolve("front.csv"), "older");
        Files.createDirectories(folder.resolve("front.csv.tmp"));

        assertThatThrownBy(() -> ReportFiles.write(run, folder)).isInstanceOf(java.io.IOException.class);

        assertThat(folder.resolve("front.csv")).hasContent("older");
    }
}
