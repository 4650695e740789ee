package org.cosearch.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cosearch.laws.Laws;
import org.cosearch.space.Field;
import org.cosearch.space.Genome;
import org.cosearch.space.Product;
import org.cosearch.space.Space;
import org.cosearch.workload.Activation;
import org.cosearch.workload.Network;
import org.cosearch.workload.Shape;
import org.cosearch.workload.zoo.KnownNetwork;
import org.junit.jupiter.api.Test;

class MbConvTest extends NetworkFamilyContract {

    private static final Shape FASHION = Shape.of(1, 28, 28);

    @Override
    MbConv family() {
        return MbConv.standard();
    }

    @Override
    Shape input() {
        return FASHION;
    }

    /** The smallest and the largest network, by hand. */
    @Test
    void theDefaultSpaceReachesFromAFewHundredThousandToAFewMillionMacs() {
        Network smallest = network(genome(8, 8, 1, 3, 1, 16, 2, 32, 2, 64));
        Network largest = network(genome(16, 16, 3, 5, 4, 32, 6, 64, 6, 256));

        long least = 196 * 9 * 8
                + 196 * (8 * 9 + 8 * 8)
                + 196 * 8 * 16
                + 49 * (16 * 9 + 16 * 16)
                + 49 * 16 * 32
                + 16 * (32 * 9 + 32 * 32)
                + 16 * 32 * 64
                + 64 * 10;
        long most = 196 * 9 * 16
                + 3 * 196 * (64 * (16 + 25 + 16))
                + 196 * 16 * 96
                + 49 * 96 * (25 + 32)
                + 2 * 49 * 192 * (32 + 25 + 32)
                + 49 * 32 * 192
                + 16 * 192 * (25 + 64)
                + 2 * 16 * 384 * (64 + 25 + 64)
                + 16 * 64 * 256
                + 256 * 10;
        assertThat(smallest.macs()).isEqualTo(least).isEqualTo(164_944);
        assertThat(largest.macs()).isEqualTo(most).isEqualTo(7_136_288);
        Laws.forAll(
                100,
                random -> family().space().sampleDecisions(random),
                (genome, random) -> assertThat(network(genome).macs()).isBetween(least, most));
    }

    private Network network(Genome genome) {
        return family().decode(genome, FASHION, 10);
    }

    private Genome genome(
            long stem,
            long width1,
            int depth,
            long kernel,
            long expansion1,
            long width2,
            long expansion2,
            long width3,
            long expansion3,
            long head) {
        Map<String, Object> decisions = new LinkedHashMap<>();
        decisions.put("stem", stem);
        long[][] stages = {{width1, expansion1}, {width2, expansion2}, {width3, expansion3}};
        for (int i = 0; i < stages.length; i++) {
            String stage = "stage" + (i + 1);
            decisions.put(stage + ".width", stages[i][0]);
            decisions.put(stage + ".blocks", (long) depth);
            for (int block = 0; block < depth; block++) {
                decisions.put("%s.blocks[%d].kernel".formatted(stage, block), kernel);
                decisions.put("%s.blocks[%d].expansion".formatted(stage, block), stages[i][1]);
            }
        }
        decisions.put("head", head);
        return Genome.of(family().space(), decisions);
    }

    /** Table 2 of Sandler et al. 2018 as a space of one point: the family contains MobileNetV2. */
    @Test
    void mobileNetV2IsANetworkOfTheFamily() {
        long[][] stages = {{1, 16, 1}, {6, 24, 2}, {6, 32, 3}, {6, 64, 4}, {6, 96, 3}, {6, 160, 3}, {6, 320, 1}};
        List<Field> fields = new ArrayList<>();
        fields.add(Space.field("stem", Space.integers(32, 32)));
        for (int i = 0; i < stages.length; i++) {
            fields.add(Space.field(
                    "stage" + (i + 1),
                    Space.product(
                            Space.field("width", Space.integers(stages[i][1], stages[i][1])),
                            Space.field("depth", Space.integers(stages[i][2], stages[i][2])),
                            Space.field("kernel", Space.oneOf("3")),
                            Space.field("expansion", Space.integers(stages[i][0], stages[i][0])))));
        }
        fields.add(Space.field("head", Space.integers(1280, 1280)));
        Space space = new Product(fields);
        MbConv family = new MbConv(2, List.of(1, 2, 2, 2, 1, 2, 1), Activation.Function.RELU6);

        Network network = family.codec(space, Shape.of(3, 224, 224), 1000)
                .decode(space.enumerate().findFirst().orElseThrow());

        assertThat(network.macs()).isEqualTo(KnownNetwork.MOBILENET_V2.network().macs());
        assertThat(network.parameters())
                .isEqualTo(KnownNetwork.MOBILENET_V2.network().parameters());
    }

    @Test
    void shortcutsAreWhereStrideAndChannelsAllow() {
        Network network = network(genome(8, 8, 2, 3, 1, 16, 2, 32, 2, 64));

        assertThat(network.nodes().stream()
                        .filter(node -> node.layer().kind().equals("add"))
                        .map(node -> node.name()))
                .containsExactly(
                        "stage1.block1/add1", "stage1.block2/add1", "stage2.block2/add1", "stage3.block2/add1");
    }

    @Test
    void aSpaceWithoutAKernelOrWithAnEmptyStageIsRefusedWithItsPath() {
        MbConv oneStage = new MbConv(1, List.of(1), Activation.Function.RELU);
        Space block = Space.product(Space.field("expansion", Space.integers(1, 6)));

        assertThatThrownBy(() -> oneStage.check(space(Space.repeat(1, 2, block))))
                .hasMessageContaining("no decision (stage1.blocks[].kernel)");
        assertThatThrownBy(() -> oneStage.check(space(Space.repeat(0, 2, block))))
                .hasMessageContaining("(stage1.blocks)")
                .hasMessageContaining("at least one");
        assertThatThrownBy(() -> oneStage.check(space(Space.integers(0, 4)))).hasMessageContaining("(stage1.blocks)");
        assertThatThrownBy(() -> new MbConv(1, List.of(), Activation.Function.RELU))
                .hasMessageContaining("one stage");
        assertThatThrownBy(() -> new MbConv(1, List.of(0), Activation.Function.RELU))
                .hasMessageContaining("[0]");
    }

    @Test
    void numbersOutOfRangeAndLabelsThatAreNoNumbersAreRefused() {
        MbConv oneStage = new MbConv(1, List.of(1), Activation.Function.RELU);

        assertThatThrownBy(() -> oneStage.check(space(blocks(Space.integers(0, 5)))))
                .hasMessageContaining("(stage1.blocks[].kernel)")
                .hasMessageContaining("(0)");
        assertThatThrownBy(() -> oneStage.check(space(blocks(Space.oneOf("3", "k5")))))
                .hasMessageContaining("(k5)");
        assertThatThrownBy(() -> oneStage.check(space(blocks(Space.reals(3, 5)))))
                .hasMessageContaining("not a choice of integers");
    }

    private static Space blocks(Space kernel) {
        return Space.repeat(
                1, 2, Space.product(Space.field("kernel", kernel), Space.field("expansion", Space.integers(1, 6))));
    }

    private static Space space(Space blocks) {
        return Space.product(
                Space.field("stem", Space.integers(8, 16)),
                Space.field(
                        "stage1",
                        Space.product(Space.field("width", Space.integers(8, 16)), Space.field("blocks", blocks))),
                Space.field("head", Space.integers(8, 16)));
    }
}
