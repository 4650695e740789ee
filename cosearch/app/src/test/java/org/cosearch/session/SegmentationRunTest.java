package org.cosearch.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.OptionalInt;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Origin;
import org.cosearch.report.DesignSheet;
import org.cosearch.report.ReportedTrial;
import org.cosearch.report.RunReport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentationRunTest {

    @TempDir
    Path folder;

    @Test
    void aClassifierAndAUNetAreSearchedAndTrainedForOneChip() throws IOException {
        RunReport report = run().report();

        assertThat(report.description()).endsWith("The accuracy of masks is the mean intersection over union.");
        assertThat(report.trials()).hasSize(6);
        assertThat(report.front()).isNotEmpty();
        for (ReportedTrial trial : report.frontTrials()) {
            Figure classes = figure(trial, "accuracy_percent.classes");
            Figure masks = figure(trial, "accuracy_percent.masks");
            assertThat(masks.origin()).isEqualTo(Origin.TRAINED);
            assertThat(masks.value()).isBetween(10.0, 90.0);
            assertThat(masks.sigma()).isPositive();
            assertThat(figure(trial, "accuracy_percent").value()).isEqualTo((classes.value() + masks.value()) / 2);
            assertThat(figure(trial, "latency_ms").value()).isPositive();
        }
        DesignSheet sheet = report.sheets().get(0);
        assertThat(sheet.networks().get(1).layers())
                .extracting(DesignSheet.LayerRow::kind)
                .contains("concat", "max_pool", "conv")
                .containsAnyOf("transposed_conv", "upsample");
        assertThat(sheet.trainings().get(1).dataSet())
                .isEqualTo("fashion-mnist-segmentation, scored by the mean intersection over union");
    }

    @Test
    @Tag("slow")
    void aDesignIsExportedWithTheWeightsOfBothTasks() throws IOException, InterruptedException {
        Session.Ended ended = run();
        Path target = folder.resolve("export");

        long trial = ended.report().front().iterator().next();
        DesignExport.of(ended.folder()).write(trial, target, true);

        assertThat(target.resolve("classes/saved-model/saved_model.pb")).isNotEmptyFile();
        assertThat(target.resolve("masks/saved-model/saved_model.pb")).isNotEmptyFile();
        assertThat(Files.readString(target.resolve("masks/network.json"))).contains("concat");
    }

    private Session.Ended run() throws IOException {
        Path file = Path.of("src/test/resources/runs/segmentation.yaml");
        return Session.begin(file, name -> folder.resolve(name), InstantSource.system())
                .execute(OptionalInt.of(1), SessionTest.NOBODY);
    }

    private static Figure figure(ReportedTrial trial, String name) {
        return trial.scores()
                .figure(new Metric(name, name.startsWith("accuracy") ? "%" : "ms"))
                .orElseThrow();
    }
}
