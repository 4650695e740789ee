package org.cosearch.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PredictionTest {

    @Test
    void momentsAreThoseOfTheLogNormalDistribution() {
        Prediction prediction = new Prediction(10, 0.5);
        assertThat(prediction.meanMs()).isCloseTo(10 * Math.exp(0.125), within(1e-12));
        assertThat(prediction.standardDeviationMs())
                .isCloseTo(Math.sqrt((Math.exp(0.25) - 1) * Math.exp(0.25)) * 10, within(1e-9));
        assertThat(prediction.boundMs(1)).isCloseTo(10 * Math.exp(0.5), within(1e-12));
    }

    @Test
    void aLatencyOfZeroIsNoPrediction() {
        assertThatThrownBy(() -> new Prediction(0, 0.1)).hasMessageContaining("(0.0 ms)");
        assertThatThrownBy(() -> new Prediction(1, Double.NaN)).hasMessageContaining("NaN");
    }

    @Test
    void measurementsAreFiniteAndAboveZero() {
        DecisionSpace space = new DecisionSpace("one", List.of(DecisionColumn.of("a", List.of("x"))));
        Architecture architecture = space.architecture(List.of("x"));
        for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new LatencyMeasurement(architecture, wrong))
                    .hasMessageContaining(String.valueOf(wrong))
                    .hasMessageContaining("\nMaybe");
        }
    }
}
