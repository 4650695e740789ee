package org.cosearch.accelerator.systolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
import org.cosearch.accelerator.cost.InputCounts;
import org.cosearch.accelerator.cost.TimeloopCostModel;
import org.cosearch.accelerator.mapping.TilingMapper;
import org.cosearch.accelerator.template.Technology;
import org.cosearch.accelerator.template.Templates;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.AcceleratorTemplate;
import org.cosearch.hardware.Cost;
import org.cosearch.hardware.CostModel;
import org.cosearch.hardware.Mapper;
import org.cosearch.space.Genome;
import org.cosearch.workload.LoopNest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The templates of systolic arrays cost the compute cycles that SCALE-Sim counts. */
class SystolicCostTest {

    private static final Technology TECHNOLOGY = Technology.read(
            Path.of(System.getProperty("cosearch.root", ".."), "configs", "technologies", "cmos-45nm.yaml"));

    private static final Mapper MAPPER = SystolicCost.of(new TilingMapper(InputCounts.TIMELOOP));

    /** An array of 32 × 32 with a unified buffer of 4 MiB. */
    private static Accelerator array(String template) {
        AcceleratorTemplate family = Templates.named(template).in(TECHNOLOGY);
        Map<String, Object> decisions = new java.util.LinkedHashMap<>(
                Map.of("pes", 1024L, "global_buffer_kib", "4096", "noc_words_per_cycle", 512L));
        if (!template.equals("tpu-output-stationary")) {
            decisions.put("accumulator_words", 4096L);
        }
        return family.decode(Genome.of(family.space(), decisions));
    }

    /**
     * SCALE-Sim v3, commit 1d62b68a, 32 × 32 array, layers of ResNet-18 without padding; no tolerance. Kernel and output
     * are square; the stride does not change the compute cycles.
     */
    @ParameterizedTest
    @CsvSource({
        "tpu-output-stationary, 1, 64, 128, 29, 13607",
        "tpu-output-stationary, 3, 256, 256, 12, 94639",
        "tpu-output-stationary, 3, 512, 512, 5, 74719",
        "tpu-output-stationary, 1, 512, 1000, 1, 18367",
        "tpu-weight-stationary, 1, 64, 128, 29, 7479",
        "tpu-weight-stationary, 3, 256, 256, 12, 137087",
        "tpu-weight-stationary, 3, 512, 512, 5, 274175",
        "tpu-weight-stationary, 1, 512, 1000, 1, 48639",
        "tpu-input-stationary, 1, 64, 128, 29, 11987",
        "tpu-input-stationary, 3, 256, 256, 12, 125999",
        "tpu-input-stationary, 3, 512, 512, 5, 87263",
        "tpu-input-stationary, 1, 512, 1000, 1, 17503"
    })
    void computeCyclesAreThoseOfScaleSim(
            String template, int kernel, int channels, int filters, int side, long computeCycles) {
        LoopNest nest = LoopNest.convolution(1, 1, channels, filters, side, side, kernel, kernel, 1, 1, 1, 1);

        Mapper.Result result = MAPPER.map(nest, array(template));

        assertThat(result).isInstanceOf(Mapper.Mapped.class);
        Cost cost = ((Mapper.Mapped) result).cost();
        assertThat(cost.computeCycles()).isEqualTo(computeCycles);
        assertThat(cost.cycles()).isGreaterThanOrEqualTo(computeCycles);
    }

    @Test
    void aSlowLevelSetsTheCyclesAndLeaksAllTheWhile() {
        LoopNest nest = LoopNest.convolution(1, 1, 512, 1000, 1, 1, 1, 1, 1, 1, 1, 1);
        Accelerator accelerator = array("tpu-output-stationary");
        Cost stepwise = ((Mapper.Mapped) new TilingMapper(InputCounts.TIMELOOP).map(nest, accelerator)).cost();

        Cost cost = ((Mapper.Mapped) MAPPER.map(nest, accelerator)).cost();

        // 1000 · 512 weights through DRAM at 17.064 words a cycle
        assertThat(cost.boundBy()).isEqualTo("dram");
        assertThat(cost.cycles()).isGreaterThan(30_000);
        double leak = accelerator.levels().get(1).energy().leakPicojoules();
        assertThat(cost.levels().get(1).leakagePicojoules()).isCloseTo(leak * cost.cycles(), within(1e-6));
        assertThat(cost.levels().get(0).tensors())
                .isEqualTo(stepwise.levels().get(0).tensors());
    }

    @Test
    void aFixedMappingIsCostedTheSameWay() {
        LoopNest nest = LoopNest.convolution(1, 1, 64, 128, 29, 29, 1, 1, 1, 1, 1, 1);
        Accelerator accelerator = array("tpu-weight-stationary");
        Mapper.Mapped mapped = (Mapper.Mapped) MAPPER.map(nest, accelerator);

        CostModel.Result result = SystolicCost.of(new TimeloopCostModel(InputCounts.TIMELOOP))
                .cost(mapped.nest(), accelerator, mapped.mapping());

        assertThat(((CostModel.Costed) result).cost().computeCycles())
                .isEqualTo(new SystolicArray(accelerator.compute().mesh(), LoopNest.Role.WEIGHTS)
                        .computeCycles(mapped.nest()));
    }

    @Test
    void otherAcceleratorsAreLeftAsTheyAre() {
        LoopNest nest = LoopNest.convolution(1, 1, 64, 128, 14, 14, 3, 3, 1, 1, 1, 1);
        AcceleratorTemplate family = Templates.named("nvdla").in(TECHNOLOGY);
        Accelerator accelerator =
                family.decode(family.space().enumerate().findFirst().orElseThrow());

        assertThat(MAPPER.map(nest, accelerator))
                .isEqualTo(new TilingMapper(InputCounts.TIMELOOP).map(nest, accelerator));
    }
}
