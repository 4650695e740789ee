package org.cosearch.accelerator.systolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.cosearch.hardware.Mesh;
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.LoopNest.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystolicArrayTest {

    /** SCALE-Sim v3, commit 1d62b68a, 32 × 32 array, layers of ResNet-18 without padding; no tolerance. */
    @ParameterizedTest
    @CsvSource({
        "OUTPUTS, 1, 64, 128, 29, 29, 13607",
        "OUTPUTS, 9, 128, 256, 14, 14, 67983",
        "OUTPUTS, 9, 256, 256, 12, 12, 94639",
        "OUTPUTS, 1, 128, 256, 15, 15, 12159",
        "OUTPUTS, 9, 256, 512, 7, 7, 75711",
        "OUTPUTS, 9, 512, 512, 5, 5, 74719",
        "OUTPUTS, 1, 256, 512, 8, 8, 10175",
        "OUTPUTS, 1, 512, 1000, 1, 1, 18367",
        "WEIGHTS, 1, 64, 128, 29, 29, 7479",
        "WEIGHTS, 9, 128, 256, 14, 14, 83519",
        "WEIGHTS, 9, 256, 256, 12, 12, 137087",
        "WEIGHTS, 1, 128, 256, 15, 15, 10207",
        "WEIGHTS, 9, 256, 512, 7, 7, 164735",
        "WEIGHTS, 9, 512, 512, 5, 5, 274175",
        "WEIGHTS, 1, 256, 512, 8, 8, 20223",
        "WEIGHTS, 1, 512, 1000, 1, 1, 48639",
        "INPUTS, 1, 64, 128, 29, 29, 11987",
        "INPUTS, 9, 128, 256, 14, 14, 88199",
        "INPUTS, 9, 256, 256, 12, 12, 125999",
        "INPUTS, 1, 128, 256, 15, 15, 11199",
        "INPUTS, 9, 256, 512, 7, 7, 87263",
        "INPUTS, 9, 512, 512, 5, 5, 87263",
        "INPUTS, 1, 256, 512, 8, 8, 9695",
        "INPUTS, 1, 512, 1000, 1, 1, 17503"
    })
    void cyclesAreThoseOfScaleSim(
            Role resting, int kernelArea, int channels, int filters, int outRows, int outColumns, long cycles) {
        assertThat(new SystolicArray(new Mesh(32, 32), resting)
                        .computeCycles((long) outRows * outColumns, (long) kernelArea * channels, filters))
                .isEqualTo(cycles);
    }

    @Test
    void aNestIsTheProductThatItsDimensionsMake() {
        SystolicArray array = new SystolicArray(new Mesh(32, 32), Role.WEIGHTS);
        LoopNest nest = LoopNest.convolution(1, 1, 128, 256, 14, 14, 3, 3, 1, 1, 1, 1);

        assertThat(array.computeCycles(nest)).isEqualTo(83519);
    }

    @Test
    void groupsRunOneAfterAnother() {
        SystolicArray array = new SystolicArray(new Mesh(32, 32), Role.OUTPUTS);

        long one = array.computeCycles(LoopNest.convolution(1, 1, 1, 1, 14, 14, 3, 3, 1, 1, 1, 1));
        long seven = array.computeCycles(LoopNest.convolution(1, 7, 1, 1, 14, 14, 3, 3, 1, 1, 1, 1));

        assertThat(seven + 1).isEqualTo(7 * (one + 1));
    }

    @Test
    void aMatrixWithoutElementsIsRefused() {
        assertThatThrownBy(() -> new SystolicArray(Mesh.SINGLE, Role.INPUTS).computeCycles(0, 4, 4))
                .hasMessageContaining("(0) elements");
    }
}
