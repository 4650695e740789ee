package org.cosearch.accelerator.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.cosearch.accelerator.cost.InputCounts;
import org.cosearch.accelerator.mapping.TilingMapper;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.AcceleratorTemplate;
import org.cosearch.hardware.AcceleratorTemplateContract;
import org.cosearch.hardware.Mapper;
import org.cosearch.hardware.Mesh;
import org.cosearch.laws.Laws;
import org.cosearch.space.Codec;
import org.cosearch.space.Genome;
import org.cosearch.workload.LoopNest;
import org.cosearch.yaml.Yaml;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TemplatesTest {

    private static final Path FOLDER =
            Path.of(System.getProperty("cosearch.root", "..")).resolve("configs/accelerators");

    static AcceleratorTemplate template(String name) {
        return Templates.named(name).in(TechnologyTest.technology("cmos-45nm"));
    }

    static List<String> families() {
        return Templates.builtIn().stream()
                .filter(name -> !Templates.named(name).parameters().isEmpty())
                .toList();
    }

    @Nested
    class Eyeriss extends AcceleratorTemplateContract {
        @Override
        protected AcceleratorTemplate template() {
            return TemplatesTest.template("eyeriss");
        }
    }

    @Nested
    class Simba extends AcceleratorTemplateContract {
        @Override
        protected AcceleratorTemplate template() {
            return TemplatesTest.template("simba");
        }
    }

    @Nested
    class Gemmini extends AcceleratorTemplateContract {
        @Override
        protected AcceleratorTemplate template() {
            return TemplatesTest.template("gemmini");
        }
    }

    @Nested
    class Tpu extends AcceleratorTemplateContract {
        @Override
        protected AcceleratorTemplate template() {
            return Templates.named("tpu-weight-stationary").in(TechnologyTest.technology("cmos-32nm"));
        }
    }

    @Test
    void theBuiltInOnesAreThoseOfTheConfigs() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(Path::getFileName)
                            .map(Objects::toString)
                            .filter(name -> name.endsWith(".yaml"))
                            .sorted())
                    .isEqualTo(Templates.builtIn().stream()
                            .map(name -> name + ".yaml")
                            .sorted()
                            .toList());
        }
    }

    static List<String> builtIn() {
        return Templates.builtIn();
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void aFileHasTheNameOfItsTemplate(String name) {
        assertThat(TemplateSource.read(Yaml.read(FOLDER.resolve(name + ".yaml")))
                        .name())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void everyTemplateRunsAConvolutionADepthwiseOneAndAProduct(String name) {
        AcceleratorTemplate template = template(name);
        Accelerator accelerator =
                template.decode(template.space().enumerate().findFirst().orElseThrow());
        for (LoopNest nest : List.of(
                LoopNest.convolution(1, 1, 16, 32, 14, 14, 3, 3, 1, 1, 1, 1),
                LoopNest.convolution(1, 32, 1, 1, 14, 14, 3, 3, 2, 2, 1, 1),
                LoopNest.product(1, 1, 128, 10))) {
            assertThat(new TilingMapper(InputCounts.TIMELOOP).map(nest, accelerator))
                    .isInstanceOf(Mapper.Mapped.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"168, 14, 12", "32, 8, 4", "992, 32, 31", "1024, 32, 32", "13, 13, 1"})
    void theArrayIsNearlySquareAndHoldsAllElements(int pes, int columns, int rows) {
        AcceleratorTemplate one = Templates.named("eyeriss")
                .with("pes", new Domain.Choices(List.of(pes)))
                .in(TechnologyTest.technology("cmos-45nm"));
        Accelerator accelerator = one.decode(one.space().enumerate().findFirst().orElseThrow());

        assertThat(accelerator.compute().mesh()).isEqualTo(new Mesh(columns, rows));
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThatThrownBy(() -> Templates.named("eyeris"))
                .hasMessageContaining("(eyeris)")
                .hasMessageContaining("Maybe eyeriss.");
    }

    @Test
    void aParameterThatTheTemplateLacksIsRefused() {
        assertThatThrownBy(() -> Templates.named("nvdla").with("lanes", new Domain.Steps(1, 2, 1)))
                .hasMessageContaining("no parameter (lanes)");
        assertThatThrownBy(() -> Templates.named("eyeriss-v1").with("pes", new Domain.Steps(1, 2, 1)))
                .hasMessageContaining("is a single one");
    }

    @Test
    void theChoiceAmongTemplatesIsADecision() {
        Codec<Accelerator> codec =
                Templates.anyOf(List.of(template("eyeriss"), template("nvdla"), template("shidiannao")));
        Genome genome = Genome.of(
                codec.space(),
                Map.of(
                        ".",
                        "nvdla",
                        "nvdla.pes",
                        64L,
                        "nvdla.global_buffer_kib",
                        "128",
                        "nvdla.noc_words_per_cycle",
                        16L,
                        "nvdla.weight_words",
                        4L,
                        "nvdla.accumulator_words",
                        64L));

        Accelerator accelerator = codec.decode(genome);

        assertThat(accelerator.name()).isEqualTo("nvdla");
        assertThat(accelerator.compute().mesh()).isEqualTo(new Mesh(8, 8));
    }

    @ParameterizedTest
    @MethodSource("families")
    void theGenomeSetsTheResources(String name) {
        AcceleratorTemplate template = template(name);
        Laws.forAll(20, random -> template.space().sampleDesign(random), (genome, random) -> {
            Accelerator accelerator = template.decode(genome);
            assertThat(accelerator.compute().mesh().instances()).isEqualTo((int) genome.integer("pes"));
            assertThat(accelerator.levels().get(1).capacityWords())
                    .isEqualTo(1024L * Integer.parseInt(genome.choice("global_buffer_kib")));
            assertThat(accelerator.levels().get(1).bandwidth().readWordsPerCycle())
                    .isEqualTo((double) genome.integer("noc_words_per_cycle"));
        });
    }

    @ParameterizedTest
    @MethodSource("families")
    void moreOfAnyResourceTakesNoLessArea(String name) {
        TemplateSource source = Templates.named(name);
        AcceleratorTemplate template = template(name);
        Laws.forAll(20, random -> template.space().sampleDesign(random), (genome, random) -> {
            double area = template.decode(genome).areaSquareMicrometers();
            source.parameters().forEach((parameter, domain) -> {
                if (!parameter.equals("pes")) { // more elements may make a wider array with fewer rows
                    Map<String, Object> more = new LinkedHashMap<>(genome.decisions());
                    more.put(
                            parameter,
                            domain instanceof Domain.Choices
                                    ? (Object) String.valueOf(domain.most())
                                    : (Object) (long) domain.most());
                    assertThat(template.decode(Genome.of(template.space(), more))
                                    .areaSquareMicrometers())
                            .as(parameter)
                            .isGreaterThanOrEqualTo(area);
                }
            });
        });
    }
}
