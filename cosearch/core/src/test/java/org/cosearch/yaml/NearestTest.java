package org.cosearch.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestTest {

    private static final List<String> METRICS = List.of("accuracy_percent", "latency_ms", "energy_mj", "area_mm2");

    @ParameterizedTest
    @CsvSource({
        "area_m2, area_mm2",
        "latency-ms, latency_ms",
        "Latency_MS, latency_ms",
        "latnecy_ms, latency_ms",
        "energy, energy_mj"
    })
    void aMistypedWordFindsItsNeighbour(String word, String neighbour) {
        assertThat(Nearest.to(word, METRICS)).hasValue(neighbour);
    }

    @Test
    void aStrangeWordHasNoNeighbour() {
        assertThat(Nearest.to("throughput", METRICS)).isEmpty();
        assertThat(Nearest.to("x", List.of("y"))).isEmpty();
        assertThat(Nearest.advice("throughput", METRICS))
                .isEqualTo("Maybe one of accuracy_percent, latency_ms, energy_mj, area_mm2.");
        assertThat(Nearest.advice("throughput", List.of())).isEmpty();
    }
}
