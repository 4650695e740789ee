package org.cosearch.latency.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The published tasks on the full data sets, with a margin for seeds; goals are for devices that are not among these. */
@Tag("acceptance")
class GoalsTest {

    private static final Path DATA =
            Path.of(System.getProperty("cosearch.data", System.getProperty("cosearch.root", "..") + "/../shared/data"));

    private static double spearman(String space, ProtocolName protocol, String method) {
        EvaluationOptions options = new EvaluationOptions(
                DATA.resolve("latency").resolve(space),
                Optional.empty(),
                protocol,
                List.of(method),
                20,
                3,
                SamplerName.ACTIVE);
        return Evaluation.of(options, System::nanoTime).run(record -> {}).stream()
                .mapToDouble(EvaluationRecord::spearman)
                .average()
                .orElseThrow();
    }

    @Test
    void nasBench201UnderBothProtocols() {
        assertThat(spearman("nasbench201", ProtocolName.HELP, "gp")).isGreaterThan(0.955);
        assertThat(spearman("nasbench201", ProtocolName.FULL, "gp")).isGreaterThan(0.97);
    }

    @Test
    void fbnetWithTwentyMeasurements() {
        assertThat(spearman("fbnet", ProtocolName.FULL, "gp")).isGreaterThan(0.97);
    }

    @Test
    void onceForAllWithConditionalLayers() {
        assertThat(spearman("ofa", ProtocolName.FULL, "gp")).isGreaterThan(0.94);
    }
}
