package org.cosearch.accelerator.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.cosearch.accelerator.cost.InputCounts;
import org.cosearch.accelerator.mapping.TilingMapper;
import org.cosearch.accelerator.template.Technology;
import org.cosearch.accelerator.template.TemplateRanges;
import org.cosearch.accelerator.template.Templates;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.AcceleratorTemplate;
import org.cosearch.hardware.Mapper;
import org.cosearch.hardware.Mapping;
import org.cosearch.hardware.Mapping.Loop;
import org.cosearch.laws.Laws;
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.LoopNest.Role;
import org.cosearch.yaml.Yaml;
import org.cosearch.yaml.YamlNode;
import org.junit.jupiter.api.Test;

class TimeloopExportTest {

    private static Accelerator draw(RandomGenerator random) {
        List<AcceleratorTemplate> templates = Templates.all(
                new TemplateRanges(
                        new TemplateRanges.Steps(16, 256, 16), List.of(32, 64), new TemplateRanges.Steps(4, 16, 4)),
                Technology.read(Path.of(System.getProperty("cosearch.root", ".."))
                        .resolve("configs/technologies/cmos-45nm.yaml")));
        AcceleratorTemplate template = templates.get(random.nextInt(templates.size()));
        return template.decode(template.space().sampleDesign(random));
    }

    private static YamlNode parse(String text) {
        return Yaml.parse(text, "exported");
    }

    @Test
    void everyAcceleratorIsReadBackAsItWas() {
        Laws.forAll(40, TimeloopExportTest::draw, (accelerator, random) -> {
            Accelerator read = TimeloopArchitecture.read(
                    parse(TimeloopExport.architecture(accelerator)),
                    TimeloopTables.read(
                            parse(TimeloopExport.energies(accelerator)), parse(TimeloopExport.areas(accelerator))));
            read = read.with(TimeloopConstraints.read(parse(TimeloopExport.constraints(accelerator)), read));

            assertThat(read.levels().stream().map(level -> level.name()).toList())
                    .isEqualTo(accelerator.levels().stream()
                            .map(level -> level.name())
                            .toList());
            // wires carry no area in Timeloop: what ART files say of them is a placeholder
            for (int i = 0; i < read.levels().size(); i++) {
                if (accelerator.levels().get(i).capacityWords() > 0) {
                    assertThat(read.levels().get(i))
                            .isEqualTo(accelerator.levels().get(i));
                }
            }
            assertThat(read.compute()).isEqualTo(accelerator.compute());
            assertThat(read.dataflow()).isEqualTo(accelerator.dataflow());
            assertThat(read.clockMegahertz()).isEqualTo(accelerator.clockMegahertz());
            assertThat(read.technology()).isEqualTo(accelerator.technology());
        });
    }

    @Test
    void everyMappingIsReadBackAsItWas() {
        Mapper mapper = new TilingMapper(InputCounts.TIMELOOP);
        Laws.forAll(40, TimeloopExportTest::draw, (accelerator, random) -> {
            LoopNest asked = LoopNest.convolution(
                    1,
                    1 + random.nextInt(3),
                    1 + random.nextInt(40),
                    1 + random.nextInt(40),
                    1 + random.nextInt(20),
                    1 + random.nextInt(20),
                    1 + random.nextInt(3),
                    1 + random.nextInt(3),
                    1 + random.nextInt(2),
                    1 + random.nextInt(2),
                    1 + random.nextInt(2),
                    1);
            Mapper.Mapped mapped = (Mapper.Mapped) mapper.map(asked, accelerator);

            LoopNest nest = TimeloopProblem.read(parse(TimeloopExport.problem(mapped.nest())));
            Mapping mapping = TimeloopMapping.read(
                    parse(TimeloopExport.mapping(mapped.mapping(), nest, accelerator)), nest, accelerator);

            assertThat(nest).isEqualTo(mapped.nest());
            assertThat(mapping).isEqualTo(mapped.mapping());
        });
    }

    @Test
    void twoLoopsOverOneDimensionCannotBeSaid() {
        Accelerator accelerator = draw(RandomGenerator.of("L64X128MixRandom"));
        LoopNest nest = LoopNest.product(1, 4, 4, 4);
        Mapping twice = new Mapping(accelerator.levels().stream()
                .map(level -> new Mapping.Level(
                        level.name(),
                        List.of(new Loop("C", 2), new Loop("M", 2), new Loop("C", 2)),
                        List.of(),
                        List.of(),
                        Set.of(Role.values())))
                .toList());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeloopExport.mapping(twice, nest, accelerator))
                .withMessageContaining("two loops over C");
    }
}
