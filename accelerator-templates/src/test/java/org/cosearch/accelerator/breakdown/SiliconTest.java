package org.cosearch.accelerator.breakdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.cosearch.accelerator.cost.InputCounts;
import org.cosearch.accelerator.mapping.TilingMapper;
import org.cosearch.accelerator.template.Technology;
import org.cosearch.accelerator.template.Templates;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.Mapper;
import org.cosearch.workload.Network;
import org.cosearch.workload.json.NetworkJson;
import org.cosearch.workload.zoo.KnownNetwork;
import org.junit.jupiter.api.Test;

/**
 * The preset of Eyeriss beside the chip (Chen et al., JSSC 2017, abstract). The bands are wide: {@code docs/guide/silicon.md}
 * says what the model leaves out. They hold the sides on which it errs.
 */
class SiliconTest {

    private static final Path NETWORKS = Path.of(System.getProperty("cosearch.root", ".."), "configs", "networks");

    private static NetworkBreakdown convolutions(Network network, int batch) {
        Accelerator chip = Templates.named("eyeriss-v1").member(Map.of(), Technology.named("cmos-45nm"));
        Mapper mapper = new TilingMapper(InputCounts.TIMELOOP);
        BreakdownModel.Result result = new BreakdownModel(mapper).of(network, chip, batch);
        return ((BreakdownModel.Broken) result)
                .breakdown()
                .only(layer -> layer.kind().equals("conv"));
    }

    @Test
    void alexNetIsAsDearAsOnTheChipWithoutItsClockTree() throws IOException {
        Network network =
                NetworkJson.read(Files.readString(NETWORKS.resolve("alexnet-2012.json")), "alexnet-2012.json");

        NetworkBreakdown convolutions = convolutions(network, 4);

        // 724 million multiply-accumulates, 666 of them in convolutions: the counts of the publication of 2012
        assertThat(network.macs()).isEqualTo(724_406_816);
        assertThat(convolutions.macs()).isEqualTo(4 * 665_784_864L);
        // the chip: 35 frames a second, 278 mW, 0.0029 accesses of DRAM for each multiply-accumulate
        assertThat(convolutions.inferencesPerSecond()).isBetween(35.0, 51.0);
        assertThat(convolutions.onChipPowerMilliwatts()).isBetween(190.0, 278.0);
        assertThat(convolutions.dramWordsPerMac()).isBetween(0.0029, 0.0090);
    }

    @Test
    void vgg16IsFasterThanOnTheChip() {
        NetworkBreakdown convolutions = convolutions(KnownNetwork.VGG16.network(), 3);

        // the chip: 0.7 frames a second, 236 mW, 0.0035 accesses of DRAM for each multiply-accumulate
        assertThat(convolutions.inferencesPerSecond()).isBetween(0.7, 2.2);
        assertThat(convolutions.onChipPowerMilliwatts()).isBetween(190.0, 260.0);
        assertThat(convolutions.dramWordsPerMac()).isBetween(0.0035, 0.0090);
    }
}
