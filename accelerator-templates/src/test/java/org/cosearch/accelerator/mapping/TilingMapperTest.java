package org.cosearch.accelerator.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.cosearch.accelerator.cost.InputCounts;
import org.cosearch.accelerator.cost.TimeloopCostModel;
import org.cosearch.accelerator.template.Technology;
import org.cosearch.accelerator.template.TemplateRanges;
import org.cosearch.accelerator.template.Templates;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.AcceleratorTemplate;
import org.cosearch.hardware.ActionEnergy;
import org.cosearch.hardware.Bandwidth;
import org.cosearch.hardware.ComputeLevel;
import org.cosearch.hardware.CostModel;
import org.cosearch.hardware.Dataflow;
import org.cosearch.hardware.LevelConstraint;
import org.cosearch.hardware.LevelConstraint.Loops;
import org.cosearch.hardware.Mapper;
import org.cosearch.hardware.MapperContract;
import org.cosearch.hardware.Mesh;
import org.cosearch.hardware.StorageLevel;
import org.cosearch.laws.Laws;
import org.cosearch.space.Genome;
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.LoopNest.Role;
import org.junit.jupiter.api.Test;

class TilingMapperTest extends MapperContract {

    static final Technology TECHNOLOGY = Technology.read(
            Path.of(System.getProperty("cosearch.root", "..")).resolve("configs/technologies/cmos-45nm.yaml"));

    private static final TemplateRanges RANGES = new TemplateRanges(
            new TemplateRanges.Steps(32, 1024, 32), List.of(16, 64, 256), new TemplateRanges.Steps(8, 64, 8));

    static final List<AcceleratorTemplate> TEMPLATES = List.of(
            Templates.named("eyeriss", RANGES, TECHNOLOGY),
            Templates.named("nvdla", RANGES, TECHNOLOGY),
            Templates.named("shidiannao", RANGES, TECHNOLOGY));

    @Override
    protected Mapper mapper() {
        return new TilingMapper(InputCounts.TIMELOOP);
    }

    @Override
    protected CostModel costModel() {
        return new TimeloopCostModel(InputCounts.TIMELOOP);
    }

    @Override
    protected Accelerator accelerator(RandomGenerator random) {
        AcceleratorTemplate template = TEMPLATES.get(random.nextInt(TEMPLATES.size()));
        return template.decode(template.space().sampleDesign(random));
    }

    private static Accelerator accelerator(AcceleratorTemplate template, String pes) {
        Genome first = template.space().enumerate().findFirst().orElseThrow();
        String json = first.toJson().replaceFirst("\"pes\": ?32", "\"pes\":" + pes);
        return template.decode(Genome.fromJson(template.space(), json));
    }

    private Mapper.Mapped map(LoopNest nest, Accelerator accelerator) {
        Mapper.Result result = mapper().map(nest, accelerator);
        assertThat(result).isInstanceOf(Mapper.Mapped.class);
        return (Mapper.Mapped) result;
    }

    @Test
    void everyMappingRespectsTheDataflow() {
        Laws.forAll(100, this::accelerator, (chip, random) -> {
            LoopNest nest = LoopNest.convolution(
                    1,
                    1 + random.nextInt(4),
                    1 + random.nextInt(64),
                    1 + random.nextInt(64),
                    1 + random.nextInt(40),
                    1 + random.nextInt(40),
                    1 + random.nextInt(5),
                    1 + random.nextInt(5),
                    1 + random.nextInt(2),
                    1,
                    1,
                    1);
            Mapper.Mapped mapped = map(nest, chip);
            assertThat(Conformance.violations(mapped.nest(), chip, mapped.mapping()))
                    .isEmpty();
        });
    }

    @Test
    void primeDimensionsFillTheArray() {
        // 127 channels on 32 × 31 elements: perfect factors would leave all but one idle
        LoopNest nest = LoopNest.convolution(1, 1, 127, 131, 13, 13, 3, 3, 1, 1, 1, 1);
        for (AcceleratorTemplate template : TEMPLATES) {
            Accelerator chip = accelerator(template, "992");
            Mapper.Mapped mapped = map(nest, chip);
            double useful = (double) nest.macs() / mapped.cost().computeCycles() / 992;
            assertThat(useful).as(template.name()).isGreaterThan(0.5);
        }
    }

    @Test
    void aMapperBeatsTheUntiledLoops() {
        LoopNest nest = LoopNest.convolution(1, 1, 64, 64, 28, 28, 3, 3, 1, 1, 1, 1);
        for (AcceleratorTemplate template : TEMPLATES) {
            Accelerator chip = accelerator(template, "256");
            Mapper.Mapped mapped = map(nest, chip);
            // one access to DRAM for every operand of every multiply-accumulate
            double untiled = nest.macs() * 3.0 * 64;
            assertThat(mapped.cost().energyPicojoules()).as(template.name()).isLessThan(untiled / 20);
        }
    }

    @Test
    void aLayerThatDoesNotFitSaysWhatItNeeds() {
        StorageLevel dram = new StorageLevel(
                "dram",
                Mesh.SINGLE,
                StorageLevel.UNBOUNDED,
                1,
                0,
                8,
                1,
                1,
                Bandwidth.UNLIMITED,
                new ActionEnergy(1, 1, 1, 0),
                0);
        StorageLevel tiny = new StorageLevel(
                "tiny", Mesh.SINGLE, 2, 1, 0, 8, 1, 1, Bandwidth.UNLIMITED, new ActionEnergy(1, 1, 1, 0), 0);
        Dataflow keepAll = new Dataflow(
                List.of(new LevelConstraint(
                        "tiny", Loops.FREE, Loops.FREE, OptionalInt.empty(), Set.of(Role.values()), Set.of())),
                0);
        Accelerator chip = new Accelerator(
                "chip", "none", 1000, List.of(dram, tiny), new ComputeLevel("mac", Mesh.SINGLE, 1, 1), keepAll);

        Mapper.Result result = mapper().map(LoopNest.product(1, 4, 5, 6), chip);

        assertThat(result)
                .isEqualTo(
                        new Mapper.Unmappable("Even the smallest tiles of the loop nest C5 M6 P4 do not fit: Level tiny"
                                + " needs 3 words, 1 of them for Weights, and has 2."));
    }

    @Test
    void whatWasAskedBeforeIsRemembered() {
        Accelerator chip = accelerator(TEMPLATES.get(0), "256");
        LoopNest one = LoopNest.product(1, 8, 8, 8);
        LoopNest two = LoopNest.product(1, 8, 8, 16);
        LoopNest three = LoopNest.product(1, 8, 8, 32);
        List<LoopNest> asked = new ArrayList<>();
        Mapper counting = (nest, accelerator) -> {
            asked.add(nest);
            return mapper().map(nest, accelerator);
        };
        Mapper memo = new MemoMapper(counting, 2);

        assertThat(memo.map(one, chip)).isEqualTo(mapper().map(one, chip));
        memo.map(two, chip);
        memo.map(one, chip);
        memo.map(three, chip);
        memo.map(one, chip);
        memo.map(two, chip);

        // the one that was not asked for the longest was forgotten
        assertThat(asked).containsExactly(one, two, three, two);
    }
}
