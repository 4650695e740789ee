package org.cosearch.accelerator.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.cosearch.accelerator.template.Technology;
import org.cosearch.accelerator.template.TemplateRanges;
import org.cosearch.accelerator.template.Templates;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.AcceleratorTemplate;
import org.cosearch.laws.Laws;
import org.cosearch.workload.LoopNest;
import org.cosearch.yaml.Yaml;
import org.junit.jupiter.api.Test;

class OwnYamlTest {

    private static final Path TECHNOLOGIES =
            Path.of(System.getProperty("cosearch.root", "..")).resolve("configs/technologies");

    private static final AcceleratorTemplate TEMPLATE = Templates.named(
            "eyeriss",
            new TemplateRanges(
                    new TemplateRanges.Steps(32, 512, 32), List.of(64, 100), new TemplateRanges.Steps(8, 32, 8)),
            Technology.read(TECHNOLOGIES.resolve("cmos-45nm.yaml")));

    @Test
    void everyAcceleratorReadsBackAsItself() {
        Laws.forAll(30, random -> TEMPLATE.space().sampleDesign(random), (genome, random) -> {
            Accelerator accelerator = TEMPLATE.decode(genome);

            assertThat(AcceleratorYaml.read(Yaml.parse(AcceleratorYaml.write(accelerator), "written")))
                    .isEqualTo(accelerator);
        });
    }

    @Test
    void aNestIsWrittenAsPeopleWouldWriteIt() {
        LoopNest nest = LoopNest.convolution(1, 1, 3, 8, 5, 6, 3, 3, 2, 1, 1, 1);

        assertThat(LoopNestYaml.write(nest)).contains("inputs: [\"N\", C, P*2+R, Q+S]");
    }

    @Test
    void anAxisOfNobodysDimensionIsRefused() {
        String text = LoopNestYaml.write(LoopNest.product(1, 2, 3, 4)).replace("P+R", "P+K");

        assertThatThrownBy(() -> LoopNestYaml.read(Yaml.parse(text, "nest.yaml")))
                .hasMessageContaining("nest.yaml")
                .hasMessageContaining("The axis (P+K) of the inputs");
    }

    @Test
    void aLevelThatCannotBeIsRefusedWithItsPlace() {
        String text = AcceleratorYaml.write(
                        TEMPLATE.decode(TEMPLATE.space().enumerate().findFirst().orElseThrow()))
                .replaceFirst("word_bits: 8", "word_bits: 0");

        assertThatThrownBy(() -> AcceleratorYaml.read(Yaml.parse(text, "chip.yaml")))
                .hasMessageContaining("chip.yaml")
                .hasMessageContaining("word width (0)");
    }
}
