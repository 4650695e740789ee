package org.cosearch.accelerator.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import org.cosearch.accelerator.cost.InputCounts;
import org.cosearch.family.UNet;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.AcceleratorTemplate;
import org.cosearch.hardware.LayerCost;
import org.cosearch.hardware.LayerCost.Treatment;
import org.cosearch.hardware.Mapper;
import org.cosearch.hardware.NetworkCost;
import org.cosearch.laws.Laws;
import org.cosearch.space.Codec;
import org.cosearch.workload.Network;
import org.cosearch.workload.Node;
import org.cosearch.workload.Shape;
import org.junit.jupiter.api.Test;

class LayerByLayerCostModelTest {

    private static final Mapper MAPPER = new TilingMapper(InputCounts.TIMELOOP);

    static Network small() {
        return Network.builder("small", Shape.of(3, 16, 16))
                .conv(8, 3)
                .batchNorm()
                .relu()
                .as("trunk")
                .depthwise(3, 1)
                .pointwise(8)
                .add("trunk")
                .maxPool(2, 2)
                .globalAveragePool()
                .dense(10)
                .build();
    }

    private static NetworkCost.Costed cost(Network network, Accelerator chip) {
        NetworkCost cost = new LayerByLayerCostModel(MAPPER).cost(network, chip);
        assertThat(cost).isInstanceOf(NetworkCost.Costed.class);
        return (NetworkCost.Costed) cost;
    }

    private static Accelerator chip(AcceleratorTemplate template) {
        return template.decode(template.space().enumerate().findFirst().orElseThrow());
    }

    @Test
    void everyLayerIsNamedWithItsTreatment() {
        Network network = small();
        NetworkCost.Costed cost = cost(network, chip(TilingMapperTest.TEMPLATES.get(0)));

        assertThat(cost.layers().stream().map(LayerCost::layer))
                .containsExactlyElementsOf(
                        network.nodes().stream().map(Node::name).toList());
        assertThat(cost.layers().stream().map(LayerCost::treatment))
                .containsExactly(
                        Treatment.FUSED,
                        Treatment.ARRAY,
                        Treatment.FUSED,
                        Treatment.FUSED,
                        Treatment.ARRAY,
                        Treatment.ARRAY,
                        Treatment.VECTOR_UNIT,
                        Treatment.VECTOR_UNIT,
                        Treatment.VECTOR_UNIT,
                        Treatment.ARRAY);
    }

    @Test
    void everyLayerOfAUNetIsCostedOnEveryTemplate() {
        UNet family = new UNet();
        Codec<Network> codec = family.codec(Shape.of(1, 32, 32), 5);
        Laws.forAll(6, family.space()::sampleDecisions, (genome, random) -> {
            Network network = codec.decode(genome);
            for (AcceleratorTemplate template : TilingMapperTest.TEMPLATES) {
                NetworkCost.Costed cost = cost(network, chip(template));

                assertThat(cost.layers()).hasSameSizeAs(network.nodes());
                assertThat(cost.layers().stream().mapToLong(LayerCost::macs).sum())
                        .isEqualTo(network.macs());
                for (LayerCost layer : cost.layers()) {
                    Treatment expected = switch (layer.kind()) {
                        case "conv", "transposed_conv" -> Treatment.ARRAY;
                        case "max_pool", "upsample" -> Treatment.VECTOR_UNIT;
                        default -> Treatment.FUSED;
                    };
                    assertThat(layer.treatment()).as(layer.layer()).isEqualTo(expected);
                    assertThat(layer.cycles() > 0).as(layer.layer()).isEqualTo(expected != Treatment.FUSED);
                }
            }
        });
    }

    @Test
    void theTotalsAreSumsOfTheLayers() {
        Accelerator chip = chip(TilingMapperTest.TEMPLATES.get(1));
        NetworkCost.Costed cost = cost(small(), chip);

        assertThat(cost.layers().stream().mapToLong(LayerCost::macs).sum()).isEqualTo(small().macs());
        assertThat(cost.latencyMs())
                .isCloseTo(
                        cost.layers().stream().mapToLong(LayerCost::cycles).sum() / (chip.clockMegahertz() * 1000),
                        offset(1e-12));
        assertThat(cost.areaSquareMillimeters()).isCloseTo(chip.areaSquareMicrometers() / 1e6, offset(1e-12));
    }

    @Test
    void aSumIsStreamedThroughTheBufferByHand() {
        Accelerator chip = chip(TilingMapperTest.TEMPLATES.get(0));
        LayerCost add = cost(small(), chip).layers().stream()
                .filter(layer -> layer.kind().equals("add"))
                .findFirst()
                .orElseThrow();

        // two inputs and one output of 8 × 16 × 16 words; 17.064 words a cycle in DRAM, 8 each way in the buffer
        long words = 8 * 16 * 16;
        assertThat(add.cycles()).isEqualTo((long) Math.ceil(3.0 * words / 8));
        assertThat(add.boundBy()).isEqualTo("global_buffer");
        double buffer = 3.0
                * words
                / 8
                * (chip.levels().get(1).energy().readPicojoules()
                        + chip.levels().get(1).energy().writePicojoules());
        double leak = chip.levels().get(1).energy().leakPicojoules() * add.cycles();
        assertThat(add.energyPicojoules()).isCloseTo(3.0 * words / 8 * 512 + buffer + leak, offset(1e-6));
    }

    @Test
    void everyTemplateRunsEveryLayer() {
        for (AcceleratorTemplate template : TilingMapperTest.TEMPLATES) {
            Laws.forAll(5, random -> template.decode(template.space().sampleDesign(random)), (chip, random) -> {
                NetworkCost.Costed cost = cost(small(), chip);
                assertThat(cost.latencyMs()).isPositive();
                assertThat(cost.energyMillijoules()).isPositive();
                for (LayerCost layer : cost.layers()) {
                    assertThat(layer.utilization()).isBetween(0.0, 1.0);
                }
            });
        }
    }

    @Test
    void aNetworkWithALayerThatDoesNotFitDoesNotFit() {
        Mapper refusing = (nest, accelerator) -> new Mapper.Unmappable("too big.");

        assertThat(new LayerByLayerCostModel(refusing).cost(small(), chip(TilingMapperTest.TEMPLATES.get(0))))
                .isEqualTo(new NetworkCost.DoesNotFit(small().nodes().get(1).name(), "too big."));
    }
}
