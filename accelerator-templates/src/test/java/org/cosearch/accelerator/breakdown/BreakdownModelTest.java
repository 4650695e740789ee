package org.cosearch.accelerator.breakdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.Map;
import org.cosearch.accelerator.breakdown.NetworkBreakdown.Layer;
import org.cosearch.accelerator.cost.InputCounts;
import org.cosearch.accelerator.mapping.LayerByLayerCostModel;
import org.cosearch.accelerator.mapping.TilingMapper;
import org.cosearch.accelerator.template.Technology;
import org.cosearch.accelerator.template.Templates;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.LayerCost.Treatment;
import org.cosearch.hardware.Mapper;
import org.cosearch.hardware.NetworkCost;
import org.cosearch.workload.Network;
import org.cosearch.workload.Shape;
import org.junit.jupiter.api.Test;

class BreakdownModelTest {

    private static final Mapper MAPPER = new TilingMapper(InputCounts.TIMELOOP);

    private static final Network NETWORK = Network.builder("small", Shape.of(3, 16, 16))
            .as("first")
            .conv(8, 3)
            .relu()
            .maxPool(2, 2)
            .as("tower")
            .conv(8, 3)
            .flatten()
            .dense(10)
            .build();

    private static final Accelerator CHIP =
            Templates.named("nvdla").member(Map.of("pes", 64L), Technology.named("cmos-45nm"));

    private static NetworkBreakdown breakdown(int batch) {
        return ((BreakdownModel.Broken) new BreakdownModel(MAPPER).of(NETWORK, CHIP, batch)).breakdown();
    }

    @Test
    void oneInferenceCostsWhatTheCostModelSays() {
        NetworkCost.Costed cost = (NetworkCost.Costed) new LayerByLayerCostModel(MAPPER).cost(NETWORK, CHIP);
        NetworkBreakdown breakdown = breakdown(1);

        assertThat(breakdown.cycles()).isEqualTo(cost.cycles());
        assertThat(breakdown.latencyMs()).isEqualTo(cost.latencyMs());
        assertThat(breakdown.energyMillijoules()).isCloseTo(cost.energyMillijoules(), withinPercentage(1e-9));
        assertThat(breakdown.macs()).isEqualTo(NETWORK.macs());
    }

    @Test
    void noLayerIsLeftOut() {
        assertThat(breakdown(1).layers())
                .extracting(Layer::name)
                .isEqualTo(NETWORK.nodes().stream().map(node -> node.name()).toList());
        assertThat(breakdown(1).layers())
                .extracting(Layer::treatment)
                .contains(Treatment.ARRAY, Treatment.VECTOR_UNIT, Treatment.FUSED);
    }

    @Test
    void thePartsOfTheEnergyAddUp() {
        NetworkBreakdown breakdown = breakdown(2);

        assertThat(breakdown.energyMillijoulesByPart().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isCloseTo(breakdown.energyMillijoules(), withinPercentage(1e-9));
        assertThat(breakdown.onChipEnergyMillijoules())
                .isCloseTo(
                        breakdown.energyMillijoules()
                                - breakdown.energyMillijoulesByPart().getOrDefault("dram", 0.0),
                        within(1e-12));
    }

    @Test
    void aBatchReadsWeightsLessOften() {
        NetworkBreakdown one = breakdown(1);
        NetworkBreakdown four = breakdown(4);

        assertThat(four.macs()).isEqualTo(4 * one.macs());
        assertThat(four.dramWordsPerMac()).isLessThan(one.dramWordsPerMac());
        Layer pool = one.layers().stream()
                .filter(layer -> layer.treatment() == Treatment.VECTOR_UNIT)
                .findFirst()
                .orElseThrow();
        assertThat(four.layers())
                .filteredOn(layer -> layer.name().equals(pool.name()))
                .singleElement()
                .satisfies(layer -> {
                    assertThat(layer.cycles()).isEqualTo(4 * pool.cycles());
                    assertThat(layer.dramWords()).isEqualTo(4 * pool.dramWords());
                });
    }

    @Test
    void poolingStreamsItsWordsThroughDram() {
        // 8 maps of 16 × 16 in, of 8 × 8 out
        assertThat(breakdown(1).layers())
                .filteredOn(layer -> layer.kind().equals("max_pool"))
                .singleElement()
                .satisfies(layer -> assertThat(layer.dramWords()).isEqualTo(8 * 16 * 16 + 8 * 8 * 8));
    }

    @Test
    void aKindOfLayersHasItsOwnTotals() {
        NetworkBreakdown convolutions = breakdown(1).only(layer -> layer.kind().equals("conv"));

        assertThat(convolutions.layers()).hasSize(2);
        assertThat(convolutions.macs()).isEqualTo(16 * 16 * 8 * 27 + 8 * 8 * 8 * 8 * 9);
    }

    @Test
    void whatDoesNotFitIsNamed() {
        Mapper none = (nest, chip) -> new Mapper.Unmappable("no room");

        assertThat(new BreakdownModel(none).of(NETWORK, CHIP, 1))
                .isInstanceOfSatisfying(BreakdownModel.DoesNotFit.class, misfit -> {
                    assertThat(misfit.layer()).isEqualTo("conv1");
                    assertThat(misfit.reason()).isEqualTo("no room");
                });
    }

    @Test
    void anEmptyBatchIsRefused() {
        assertThatThrownBy(() -> new BreakdownModel(MAPPER).of(NETWORK, CHIP, 0))
                .hasMessageContaining("(0)");
        assertThat(breakdown(1).only(layer -> false).inferencesPerSecond()).isZero();
        assertThat(List.of(breakdown(1).only(layer -> false).dramWordsPerMac())).containsExactly(0.0);
    }
}
