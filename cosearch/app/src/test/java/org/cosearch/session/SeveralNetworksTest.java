package org.cosearch.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.cosearch.codesign.HardwareEvaluator;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.report.DesignSheet;
import org.cosearch.report.DesignSheet.ScheduledLayer;
import org.cosearch.report.ReportedTrial;
import org.cosearch.report.RunReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of two networks on chips of one or two sub-accelerators. */
class SeveralNetworksTest {

    @TempDir
    Path folder;

    @Test
    void oneAndTwoWorkersWriteTheSameJournal() throws IOException {
        run("1", 1);
        run("2", 2);

        for (String file : List.of("journal.jsonl", "front.csv", "front.json")) {
            assertThat(folder.resolve("2").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("1").resolve(file));
        }
    }

    @Test
    void aRunThatWasCutShortIsResumedToTheSameFront() throws IOException {
        Path whole = run("whole", 2).folder();
        Path cut = run("cut", 2).folder();
        List<String> lines = Files.readAllLines(cut.resolve("journal.jsonl"));
        Files.write(cut.resolve("journal.jsonl"), lines.subList(0, 20));
        Files.delete(cut.resolve("front.json"));

        Session.reopen(cut, InstantSource.system()).execute(OptionalInt.of(2), SessionTest.NOBODY);

        for (String file : List.of("journal.jsonl", "front.json")) {
            assertThat(cut.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
        }
    }

    @Test
    void theScheduleOfADesignAgreesWithItsFigures() throws IOException {
        RunReport report = run("run", 2).report();

        assertThat(report.sheets()).hasSameSizeAs(report.front()).isNotEmpty();
        assertThat(report.sheets()).anyMatch(sheet -> sheet.accelerators().size() == 2);
        for (DesignSheet sheet : report.sheets()) {
            ReportedTrial trial = report.frontTrials().stream()
                    .filter(each -> each.id() == sheet.trial())
                    .findFirst()
                    .orElseThrow();
            assertThat(trial.scores().figures().stream().map(Figure::metric))
                    .isEqualTo(HardwareEvaluator.metrics(List.of("first", "second")));
            assertThat(end(sheet.schedule().stream())).isEqualTo(trial.scores().value(Metric.LATENCY_MS));
            for (String task : List.of("first", "second")) {
                assertThat(end(sheet.schedule().stream()
                                .filter(layer -> layer.network().equals(task))))
                        .isEqualTo(trial.scores().value(HardwareEvaluator.latency(task)));
            }
            for (DesignSheet.AcceleratorSheet accelerator : sheet.accelerators()) {
                noTwoAtATime(sheet.schedule().stream()
                        .filter(layer -> layer.accelerator().equals(accelerator.name()))
                        .toList());
            }
        }
    }

    private static double end(Stream<ScheduledLayer> layers) {
        return layers.mapToDouble(ScheduledLayer::endMs).max().orElse(0);
    }

    private static void noTwoAtATime(List<ScheduledLayer> layers) {
        List<ScheduledLayer> inOrder = layers.stream()
                .sorted(Comparator.comparingDouble(ScheduledLayer::startMs).thenComparingDouble(ScheduledLayer::endMs))
                .toList();
        for (int i = 1; i < inOrder.size(); i++) {
            assertThat(inOrder.get(i).startMs())
                    .isGreaterThanOrEqualTo(inOrder.get(i - 1).endMs());
        }
    }

    @Test
    void aDesignIsExportedWithItsSubAcceleratorsAndItsSchedule() throws Exception {
        Session.Ended ended = run("run", 2);
        DesignSheet two = ended.report().sheets().stream()
                .filter(sheet -> sheet.accelerators().size() == 2)
                .findFirst()
                .orElseThrow();

        Path target = folder.resolve("export");
        DesignExport.of(ended.folder()).write(two.trial(), target, false);

        for (DesignSheet.AcceleratorSheet accelerator : two.accelerators()) {
            assertThat(target.resolve("sub-accelerators")
                            .resolve(accelerator.name())
                            .resolve("accelerator.yaml"))
                    .isNotEmptyFile();
        }
        List<String> schedule = Files.readAllLines(target.resolve("schedule.csv"));
        assertThat(schedule.get(0)).isEqualTo("network,layer,sub_accelerator,start_cycle,end_cycle,energy_pj");
        assertThat(schedule).hasSize(1 + two.schedule().size());
        assertThat(target.resolve("first/network.json")).isNotEmptyFile();
        assertThat(target.resolve("second/mappings")).isNotEmptyDirectory();
    }

    private Session.Ended run(String name, int workers) throws IOException {
        return Session.begin(
                        SessionTest.RUNS.resolve("two-networks.yaml"),
                        any -> folder.resolve(name),
                        InstantSource.system())
                .execute(OptionalInt.of(workers), SessionTest.NOBODY);
    }
}
