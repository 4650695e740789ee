package org.cosearch.accelerator.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.AcceleratorTemplate;
import org.cosearch.hardware.AcceleratorTemplateContract;
import org.cosearch.hardware.Mesh;
import org.cosearch.laws.Laws;
import org.cosearch.space.Codec;
import org.cosearch.space.Genome;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplatesTest {

    static final TemplateRanges RANGES = new TemplateRanges(
            new TemplateRanges.Steps(32, 1024, 32), List.of(64, 128, 256, 512), new TemplateRanges.Steps(8, 64, 8));

    static Stream<AcceleratorTemplate> all() {
        Technology technology = TechnologyTest.technology("cmos-45nm");
        return Stream.of(
                new RowStationary(RANGES, technology),
                new WeightStationary(RANGES, technology),
                new OutputStationary(RANGES, technology));
    }

    @Nested
    class RowStationaryTemplate extends AcceleratorTemplateContract {
        @Override
        protected AcceleratorTemplate template() {
            return new RowStationary(RANGES, TechnologyTest.technology("cmos-45nm"));
        }
    }

    @Nested
    class WeightStationaryTemplate extends AcceleratorTemplateContract {
        @Override
        protected AcceleratorTemplate template() {
            return new WeightStationary(RANGES, TechnologyTest.technology("cmos-45nm"));
        }
    }

    @Nested
    class OutputStationaryTemplate extends AcceleratorTemplateContract {
        @Override
        protected AcceleratorTemplate template() {
            return new OutputStationary(RANGES, TechnologyTest.technology("cmos-32nm"));
        }
    }

    @ParameterizedTest
    @CsvSource({"168, 14, 12", "32, 8, 4", "992, 32, 31", "1024, 32, 32", "1, 1, 1", "13, 13, 1"})
    void theArrayIsNearlySquareAndHoldsAllElements(int pes, int columns, int rows) {
        assertThat(Parts.array(pes)).isEqualTo(new Mesh(columns, rows));
    }

    @Test
    void aTemplateIsFoundByItsName() {
        Technology technology = TechnologyTest.technology("cmos-45nm");

        assertThat(Templates.named("nvdla", RANGES, technology)).isInstanceOf(WeightStationary.class);
        assertThatThrownBy(() -> Templates.named("eyris", RANGES, technology))
                .hasMessageContaining("(eyris)")
                .hasMessageContaining("Maybe one of [shidiannao, eyeriss, nvdla].");
    }

    @Test
    void theChoiceAmongTemplatesIsADecision() {
        Codec<Accelerator> codec = Templates.anyOf(all().toList());
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

    @Test
    void theGenomeSetsTheResources() {
        all().forEach(template -> Laws.forAll(20, random -> template.space().sampleDesign(random), (genome, random) -> {
            Accelerator accelerator = template.decode(genome);
            assertThat(accelerator.compute().mesh().instances()).isEqualTo((int) genome.integer("pes"));
            assertThat(accelerator.levels().get(1).capacityWords())
                    .isEqualTo(1024L * Integer.parseInt(genome.choice("global_buffer_kib")));
            assertThat(accelerator.levels().get(1).bandwidth().readWordsPerCycle())
                    .isEqualTo((double) genome.integer("noc_words_per_cycle"));
        }));
    }

    @Test
    void moreOfAnyResourceTakesMoreArea() {
        all().forEach(template -> Laws.forAll(20, random -> template.space().sampleDesign(random), (genome, random) -> {
            double area = template.decode(genome).areaSquareMicrometers();
            for (Map.Entry<String, Object> decision : genome.decisions().entrySet()) {
                Map<String, Object> more = new LinkedHashMap<>(genome.decisions());
                Object value = decision.getValue();
                boolean isPes = decision.getKey().equals("pes");
                if (value instanceof Long number && !isPes) {
                    more.put(decision.getKey(), larger(decision.getKey(), number));
                }
                double grown =
                        template.decode(Genome.of(template.space(), more)).areaSquareMicrometers();
                assertThat(grown).as(decision.getKey()).isGreaterThanOrEqualTo(area);
            }
        }));
    }

    private static long larger(String field, long value) {
        if (field.equals("noc_words_per_cycle")) {
            return Math.min(64, value + 8);
        }
        return switch (field) {
            case "weight_spad_words" -> Math.min(512, 2 * value);
            case "psum_spad_words" -> Math.min(32, 2 * value);
            case "weight_words", "input_words" -> Math.min(16, 2 * value);
            case "accumulator_words" -> Math.min(256, 2 * value);
            case "output_words" -> Math.min(8, 2 * value);
            default -> throw new AssertionError(field);
        };
    }
}
