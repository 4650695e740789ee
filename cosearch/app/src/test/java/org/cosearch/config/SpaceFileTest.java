package org.cosearch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.cosearch.laws.Laws;
import org.cosearch.space.RandomSpaces;
import org.cosearch.space.Space;
import org.cosearch.yaml.Yaml;
import org.junit.jupiter.api.Test;

final class SpaceFileTest {

    @Test
    void aSpaceIsWrittenAsItIsRead() {
        Laws.forAll(1_000, RandomSpaces::any, (space, random) -> {
            SpaceFile file = new SpaceFile(Family.RESNET9, Optional.of("random: # \"space\""), space);
            String text = file.write();
            SpaceFile read = SpaceFile.of(Yaml.parse(text, "written.yaml"));
            assertThat(read).as(text).isEqualTo(file);
            assertThat(read.write()).isEqualTo(text);
        });
    }

    @Test
    void everyKindHasAForm() {
        String text = """
                family: mbconv
                description: all kinds
                space:
                  product:
                    width:
                      int:
                        min: 16
                        max: 64
                        step: 8
                    batch:
                      powers_of_two:
                        min: 16
                        max: 128
                    rate:
                      real:
                        min: 0.001
                        max: 0.1
                        scale: log
                    kernel: [3, 5, 7]
                    block:
                      one_of:
                        - skip
                        - conv:
                            product:
                              groups: [1, "01"]
                    inputs:
                      many_of:
                        options: [a, b, c]
                        min: 1
                        max: 2
                        ordered: true
                    stages:
                      repeat:
                        min: 2
                        max: 4
                        body: [x, "y"]
                    fixed:
                      unit: {}
                """;
        Space space = Space.product(
                Space.field("width", Space.integers(16, 64, 8)),
                Space.field("batch", Space.powersOfTwo(16, 128)),
                Space.field("rate", Space.logReals(0.001, 0.1)),
                Space.field("kernel", Space.oneOf("3", "5", "7")),
                Space.field(
                        "block",
                        Space.oneOf(
                                Space.option("skip"),
                                Space.option("conv", Space.product(Space.field("groups", Space.oneOf("1", "01")))))),
                Space.field("inputs", Space.sequenceOf(1, 2, "a", "b", "c")),
                Space.field("stages", Space.repeat(2, 4, Space.oneOf("x", "y"))),
                Space.field("fixed", Space.unit()));
        SpaceFile file = SpaceFile.of(Yaml.parse(text, "all.yaml"));
        assertThat(file).isEqualTo(new SpaceFile(Family.MBCONV, Optional.of("all kinds"), space));
        assertThat(file.write()).isEqualTo(text);
    }
}
