package org.cosearch.latency.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cosearch.latency.data.SmallDataset;
import org.cosearch.predict.DecisionColumn;
import org.cosearch.predict.DecisionSpace;
import org.junit.jupiter.api.Test;

class ColumnEncoderTest {

    private static final List<String> BLOCKS = List.of("k3_e1", "k3_e1_g2", "k3_e6", "k5_e6", "skip");

    @Test
    void aLayerOfFbnetHasBitsForKernelAndExpansion() {
        DecisionSpace space = new DecisionSpace(
                "fbnet", List.of(DecisionColumn.of("layer_0", BLOCKS), DecisionColumn.of("layer_1", BLOCKS)));
        ColumnEncoder encoder = new ColumnEncoder(space);
        assertThat(encoder.features()).isEqualTo(2 * (2 + 3));
        assertThat(encoder.describe(space.architecture(List.of("k3_e1_g2", "skip"))))
                .containsExactly(1, 0, 1, 0, 0, 0, 0, 0, 0, 0);
        assertThat(encoder.describe(space.architecture(List.of("skip", "k5_e6"))))
                .containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 1, 1);
    }

    @Test
    void anInactiveColumnHasABitOfItsOwn() {
        DecisionSpace space = SmallDataset.space();
        ColumnEncoder encoder = new ColumnEncoder(space);
        float[] shallow = encoder.describe(
                space.architecture(List.of("conv", "pool", "skip", "wide", "conv", "conv", "conv", "conv", "1")));
        float[] deep = encoder.describe(
                space.architecture(List.of("conv", "pool", "skip", "wide", "conv", "conv", "conv", "conv", "2")));
        int differing = 0;
        float bits = 0;
        for (int i = 0; i < shallow.length; i++) {
            differing += shallow[i] == deep[i] ? 0 : 1;
            bits += shallow[i];
        }
        assertThat(bits).isEqualTo(9);
        assertThat(differing).isEqualTo(2 * 5);
    }
}
