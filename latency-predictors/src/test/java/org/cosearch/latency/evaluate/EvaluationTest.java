package org.cosearch.latency.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.cosearch.latency.data.SmallDataset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        SmallDataset.write(folder, 200);
    }

    private List<EvaluationRecord> run(ProtocolName protocol, SamplerName sampler, String... methods) {
        EvaluationOptions options =
                new EvaluationOptions(folder, Optional.empty(), protocol, List.of(methods), 15, 2, sampler);
        return Evaluation.of(options, () -> 0).run(record -> {});
    }

    @Test
    void everyMethodDeviceAndSeedHasARecordWithinTheBudget() {
        List<EvaluationRecord> records =
                run(ProtocolName.FULL, SamplerName.ACTIVE, "gp", "nearest-device", "ridge-transfer", "layer-table");
        assertThat(records).hasSize(8).allSatisfy(record -> {
            assertThat(record.measurements()).isEqualTo(15);
            assertThat(record.protocol()).isEqualTo("full");
            assertThat(record.spearman()).isBetween(0.5, 1.0);
            assertThat(record.kendall()).isLessThan(record.spearman());
        });
        assertThat(records.get(0).spearman()).isGreaterThan(0.98);
    }

    @Test
    void theHelpProtocolCountsReferencesAndWarnsOfTheSampler() {
        assertThat(run(ProtocolName.HELP, SamplerName.ACTIVE, "gp")).allSatisfy(record -> {
            assertThat(record.measurements()).isEqualTo(15);
            assertThat(record.spearman()).isGreaterThan(0.9);
        });
        EvaluationOptions options = new EvaluationOptions(
                folder, Optional.empty(), ProtocolName.HELP, List.of("gp"), 15, 1, SamplerName.ACTIVE);
        assertThat(Evaluation.of(options, () -> 0).warnings())
                .singleElement()
                .asString()
                .contains("sampler");
    }

    @Test
    void equalSeedsGiveEqualRecords() {
        assertThat(run(ProtocolName.FULL, SamplerName.RANDOM, "gp"))
                .isEqualTo(run(ProtocolName.FULL, SamplerName.RANDOM, "gp"));
    }

    @Test
    void theJsonHasTheAgreedKeys() throws IOException {
        Path file = folder.resolve("out.json");
        new EvaluationReport(run(ProtocolName.FULL, SamplerName.RANDOM, "nearest-device")).write(file);
        JsonNode first =
                new ObjectMapper().readTree(file.toFile()).get("results").get(0);
        assertThat(first.fieldNames())
                .toIterable()
                .contains(
                        "method",
                        "device",
                        "seed",
                        "protocol",
                        "spearman",
                        "kendall",
                        "mape_percent",
                        "measurements",
                        "coverage_90",
                        "meta_train_seconds",
                        "calibrate_seconds",
                        "predict_seconds");
    }

    @Test
    void anUnknownMethodIsRefusedBeforeAnythingRuns() {
        assertThatThrownBy(() -> run(ProtocolName.FULL, SamplerName.RANDOM, "gpp"))
                .hasMessageContaining("(gpp)")
                .hasMessageContaining("Maybe one of");
    }
}
