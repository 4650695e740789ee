package org.cosearch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.cosearch.family.NetworkFamily;
import org.cosearch.laws.Laws;
import org.cosearch.space.RandomSpaces;
import org.cosearch.space.Space;
import org.cosearch.yaml.Yaml;
import org.junit.jupiter.api.Test;

final class SpaceFileTest {

    private static Space read(String text) {
        return SpaceReader.read(Yaml.parse(text, "space.yaml"));
    }

    private static String write(Space space) {
        return Yaml.write(SpaceWriter.write(space));
    }

    @Test
    void aSpaceIsWrittenAsItIsRead() {
        Laws.forAll(1_000, RandomSpaces::any, (space, random) -> {
            String text = write(space);
            assertThat(read(text)).as(text).isEqualTo(space);
            assertThat(write(read(text))).isEqualTo(text);
        });
    }

    @Test
    void aSpaceFileOfEachFamilyIsWrittenAsItIsRead() {
        for (NetworkFamily family : NetworkFamily.standard()) {
            SpaceFile file = new SpaceFile(family, Optional.of("the default: # of " + family.name()), family.space());
            assertThat(SpaceFile.of(Yaml.parse(file.write(), "space.yaml"))).isEqualTo(file);
        }
    }

    @Test
    void everyKindHasAForm() {
        String text = """
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
        assertThat(read(text)).isEqualTo(space);
        assertThat(write(space)).isEqualTo(text);
    }
}
