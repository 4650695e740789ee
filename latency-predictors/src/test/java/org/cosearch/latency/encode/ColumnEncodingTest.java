package org.cosearch.latency.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.cosearch.latency.data.SmallDataset;
import org.cosearch.predict.DecisionColumn;
import org.cosearch.predict.DecisionSpace;
import org.junit.jupiter.api.Test;

class ColumnEncodingTest {

    @Test
    void columnsThatDifferInTheirNumberFormAGroup() {
        Encoding encoding = Encoding.of(SmallDataset.space());
        assertThat(encoding.groups()).extracting(ItemGroup::name).containsExactly("layer_#", "depth");
        assertThat(encoding.groups()).extracting(ItemGroup::columns).containsExactly(8, 1);
        assertThat(encoding.groups()).extracting(ItemGroup::options).containsExactly(5, 2);
    }

    @Test
    void inactiveColumnsHaveTheItemForThat() {
        Encoding encoding = Encoding.of(SmallDataset.space());
        int[] items = encoding.items(SmallDataset.space()
                .architecture(List.of("conv", "skip", "pool", "wide", "conv", "conv", "conv", "conv", "1")));
        assertThat(items).containsExactly(0, 7, 11, 18, 24, 29, 34, 39, 40);
    }

    @Test
    void anArchitectureOfAnotherSpaceIsRefused() {
        DecisionSpace other = new DecisionSpace("other", List.of(DecisionColumn.of("a", List.of("x"))));
        assertThatThrownBy(() -> Encoding.of(SmallDataset.space()).requireSpace(other.architecture(List.of("x"))))
                .hasMessageContaining("(other)")
                .hasMessageContaining("(layers)");
    }
}
