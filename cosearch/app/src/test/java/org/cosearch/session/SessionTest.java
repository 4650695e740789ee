package org.cosearch.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.report.ReportedTrial;
import org.cosearch.report.RunReport;
import org.cosearch.run.Run;
import org.cosearch.run.RunListener;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {

    static final Path RUNS = Path.of("src/test/resources/runs");

    static final Session.Watcher NOBODY = new Session.Watcher() {
        @Override
        public RunListener searching(Problem problem, long evaluations) {
            return RunListener.none();
        }

        @Override
        public void trained(String task, double accuracyPercent) {}

        @Override
        public void comparing(long evaluations, long all) {}
    };

    @TempDir
    Path folder;

    @Test
    void oneTwoAndFourWorkersWriteTheSameJournal() throws IOException {
        for (int workers : new int[] {1, 2, 4}) {
            run("hardware.yaml", workers);
        }

        for (String file : List.of("journal.jsonl", "front.csv", "front.json")) {
            assertThat(folder.resolve("2").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("1").resolve(file));
            assertThat(folder.resolve("4").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("1").resolve(file));
        }
    }

    @Test
    @Tag("slow")
    void oneTwoAndFourWorkersTrainToTheSameJournal() throws IOException {
        for (int workers : new int[] {1, 2, 4}) {
            RunReport report = run("training.yaml", workers).report();
            assertThat(report.effort().networksTrained()).isBetween(2L, 6L);
        }

        for (String file : List.of("journal.jsonl", "front.csv", "front.json")) {
            assertThat(folder.resolve("2").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("1").resolve(file));
            assertThat(folder.resolve("4").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("1").resolve(file));
        }
    }

    @Test
    void everyDesignOfTheFrontMeetsTheSpecsAndHasAllFigures() throws IOException {
        Session.Ended ended = run("hardware.yaml", 2);

        RunReport report = ended.report();
        assertThat(ended.end()).isEqualTo(Run.End.EVALUATIONS);
        assertThat(report.trials()).hasSize(600);
        assertThat(report.front()).isNotEmpty();
        for (ReportedTrial trial : report.frontTrials()) {
            assertThat(trial.outcome()).isInstanceOf(Outcome.Scored.class);
            assertThat(report.problem().violation(trial.scores())).isZero();
            assertThat(trial.scores().figures()).hasSize(5);
        }
        assertThat(report.sheets()).hasSameSizeAs(report.front());
        assertThat(ended.files().page()).isNotEmptyFile();
    }

    @Test
    void templatesOfEveryKindAreSearchedInTheirOwnRanges() throws IOException {
        Session.Ended ended = run("templates.yaml", 2);

        RunReport report = ended.report();
        assertThat(report.trials())
                .hasSize(60)
                .allSatisfy(trial -> assertThat(trial.outcome()).isInstanceOf(Outcome.Scored.class));
        assertThat(report.trials())
                .extracting(ReportedTrial::label)
                .anyMatch(label -> label.startsWith("simba, "))
                .anyMatch(label -> label.startsWith("tpu-weight-stationary, "))
                .anyMatch(label -> label.startsWith("eyeriss-v1, 168 PEs, "));
        assertThat(ended.folder().resolve("inputs/configs/accelerators/eyeriss-v1.yaml"))
                .isNotEmptyFile();
    }

    @Test
    void aFinishedRunIsReportedAgainFromItsJournal() throws IOException {
        Session.Ended ended = run("hardware.yaml", 2);
        byte[] front = Files.readAllBytes(ended.files().frontJson());
        Files.delete(ended.files().frontJson());

        Session.reopen(ended.folder(), InstantSource.system()).report();

        assertThat(ended.files().frontJson()).hasBinaryContent(front);
    }

    @Test
    void theFolderOfARunIsCompleteInItself() throws IOException {
        Session.Ended ended = run("hardware.yaml", 2);

        Path moved = folder.resolve("moved");
        Files.move(ended.folder(), moved);
        Session.Ended again = Session.reopen(moved, InstantSource.system()).report();

        assertThat(again.report().front()).isEqualTo(ended.report().front());
    }

    @Test
    void aRunDoesNotOverwriteAnother() throws IOException {
        Session.Ended ended = run("hardware.yaml", 2);

        assertThatThrownBy(() ->
                        Session.begin(RUNS.resolve("hardware.yaml"), name -> ended.folder(), InstantSource.system()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not empty")
                .hasMessageContaining("Maybe resume it");
    }

    @Test
    void aFolderThatIsNoRunIsNotResumed() {
        assertThatThrownBy(() -> Session.reopen(folder, InstantSource.system()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nsga3",
                "sms-emoa",
                "moea-d",
                "regularized-evolution",
                "local-search",
                "linas",
                "model-based",
                "tree",
                "beam",
                "random"
            })
    void everyStrategyCanBeNamed(String strategy) throws IOException {
        Path file = Path.of("target", "strategies", strategy + ".yaml"); // in the project, as it refers to its spaces
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                Files.readString(RUNS.resolve("hardware.yaml"))
                        .replace("{strategy: nsga2, population: 20}", "{strategy: %s}".formatted(strategy))
                        .replace("evaluations: 600", "evaluations: 60"));
        RunReport report = Session.begin(file, name -> folder.resolve("run"), InstantSource.system())
                .execute(OptionalInt.of(2), NOBODY)
                .report();

        assertThat(report.trials()).hasSize(60);
        assertThat(report.trials()).anyMatch(trial -> trial.outcome() instanceof Outcome.Scored);
    }

    private Session.Ended run(String file, int workers) throws IOException {
        return Session.begin(
                        RUNS.resolve(file), name -> folder.resolve(String.valueOf(workers)), InstantSource.system())
                .execute(OptionalInt.of(workers), NOBODY);
    }
}
