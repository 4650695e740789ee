package org.cosearch.latency.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cosearch.latency.data.SmallDataset;
import org.cosearch.predict.DecisionSpace;
import org.junit.jupiter.api.Test;

class ColumnEncoderTest {

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
