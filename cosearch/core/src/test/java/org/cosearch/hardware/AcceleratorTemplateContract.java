package org.cosearch.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import org.cosearch.laws.Laws;
import org.cosearch.space.Genome;
import org.junit.jupiter.api.Test;

/** What every {@link AcceleratorTemplate} keeps. */
public abstract class AcceleratorTemplateContract {

    /** The template under test. */
    protected abstract AcceleratorTemplate template();

    @Test
    void theNameIsOneForRunFiles() {
        assertThat(template().name()).matches("[a-z][a-z0-9-]*");
    }

    @Test
    void theSourceIsNamed() {
        assertThat(template().source()).isNotBlank();
    }

    @Test
    void everyGenomeIsAnAcceleratorWithAllItsParts() {
        AcceleratorTemplate template = template();
        Laws.forAll(100, random -> template.space().sampleDesign(random), (genome, random) -> {
            Accelerator accelerator = template.decode(genome);
            assertThat(accelerator.name()).isEqualTo(template.name());
            assertThat(accelerator.levels().get(0).unbounded()).isTrue();
            assertThat(accelerator.areaSquareMicrometers()).isPositive();
            assertThat(accelerator.dataflow().levels()).isNotEmpty();
        });
    }

    @Test
    void equalGenomesAreEqualAccelerators() {
        AcceleratorTemplate template = template();
        Laws.forAll(20, random -> template.space().sampleDesign(random), (genome, random) -> {
            Genome copy = Genome.fromJson(template.space(), genome.toJson());
            assertThat(template.decode(copy)).isEqualTo(template.decode(genome));
        });
    }
}
