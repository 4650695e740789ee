package org.cosearch.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GenomeTest {

    private static final Space LAYER = Space.product(
            Space.field("kernel", Space.integers(3, 7, 2)), Space.field("activation", Space.oneOf("relu", "hswish")));
    private static final Space CHIP = Space.oneOf(
            Space.option("nvdla", Space.product(Space.field("pes", Space.powersOfTwo(8, 64)))),
            Space.option("eyeriss", Space.product(Space.field("clock", Space.reals(0.1, 2)))),
            Space.option("fixed"));
    private static final Space SPACE = Space.product(
            Space.field("stages", Space.repeat(1, 3, LAYER)),
            Space.field("chip", CHIP),
            Space.field("loops", Space.sequenceOf(3, 3, "k", "c", "x")),
            Space.field(
                    "features", Space.manyOf(0, 2, Space.option("bias"), Space.option("skip", Space.integers(1, 4)))));
    private static final String JSON = """
            {"stages":2,"stages[0].kernel":3,"stages[0].activation":"relu","stages[1].kernel":7,\
            "stages[1].activation":"hswish","chip":"nvdla","chip.nvdla.pes":16,"loops":["x","k","c"],\
            "features":["bias","skip"],"features.skip":4}""";

    private final Genome genome = Genome.fromJson(SPACE, JSON);

    @Test
    void jsonIsCanonical() {
        assertThat(genome.toJson()).isEqualTo(JSON).isEqualTo(genome.toString());
        assertThat(Genome.fromJson(SPACE, JSON.replace("[\"bias\",\"skip\"]", "[ \"skip\", \"bias\" ]")))
                .isEqualTo(genome);
    }

    @Test
    void decisionsAreTheActiveOnesInOrder() {
        assertThat(genome.decisions())
                .containsExactly(
                        entry("stages", 2L),
                        entry("stages[0].kernel", 3L),
                        entry("stages[0].activation", "relu"),
                        entry("stages[1].kernel", 7L),
                        entry("stages[1].activation", "hswish"),
                        entry("chip", "nvdla"),
                        entry("chip.nvdla.pes", 16L),
                        entry("loops", List.of("x", "k", "c")),
                        entry("features", List.of("bias", "skip")),
                        entry("features.skip", 4L));
    }

    @Test
    void partsAreGenomesOfTheirOwnSpaces() {
        assertThat(genome.repeated("stages"))
                .extracting(layer -> layer.integer("kernel"))
                .containsExactly(3L, 7L);
        assertThat(genome.at("stages").repeated()).isEqualTo(genome.repeated("stages"));
        assertThat(genome.choice("chip"))
                .isEqualTo("nvdla")
                .isEqualTo(genome.at("chip").choice());
        assertThat(genome.at("chip").chosen()).isEqualTo(genome.at("chip").chosen("nvdla"));
        assertThat(genome.at("chip").chosen().integer("pes")).isEqualTo(16);
        assertThat(genome.choices("loops")).containsExactly("x", "k", "c");
        assertThat(genome.at("features").choices()).containsExactly("bias", "skip");
        assertThat(genome.at("features").chosen("skip").integer()).isEqualTo(4);
        assertThat(genome.at("chip").toJson()).isEqualTo("{\".\":\"nvdla\",\"nvdla.pes\":16}");
        assertThat(genome.at("chip")).isEqualTo(Genome.fromJson(CHIP, "{\".\":\"nvdla\",\"nvdla.pes\":16}"));
    }

    @Test
    void blocksCanBeExchanged() {
        Genome chip = Genome.of(CHIP, Map.of(".", "eyeriss", "eyeriss.clock", 1.5));
        Genome changed = genome.with("chip", chip);

        assertThat(changed.at("chip")).isEqualTo(chip);
        assertThat(changed.at("chip").chosen().real("clock")).isEqualTo(1.5);
        assertThat(changed.at("chip").chosen().at("clock").real()).isEqualTo(1.5);
        assertThat(changed.at("stages")).isEqualTo(genome.at("stages"));
        assertThat(changed.decisions()).doesNotContainKey("chip.nvdla.pes");
        assertThat(changed.with("chip", genome.at("chip"))).isEqualTo(genome).hasSameHashCodeAs(genome);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> genome.with("chip", genome.at("loops")))
                .withMessageContaining("chip");
    }

    @Test
    void equalDesignsAreEqualWhicheverWayTheyWereReached() {
        Genome fixed = genome.with("chip", Genome.of(CHIP, Map.of(".", "fixed")));
        Genome byEyeriss = genome.with("chip", Genome.of(CHIP, Map.of(".", "eyeriss", "eyeriss.clock", 0.3)))
                .with("chip", Genome.of(CHIP, Map.of(".", "fixed")));
        Genome byNeighbours = SPACE
                .neighbours(SPACE.neighbours(genome).stream()
                        .filter(neighbour -> neighbour.choice("chip").equals("eyeriss"))
                        .findFirst()
                        .orElseThrow())
                .stream()
                .filter(neighbour -> neighbour.choice("chip").equals("fixed"))
                .findFirst()
                .orElseThrow();

        assertThat(Stream.of(byEyeriss, byNeighbours))
                .allSatisfy(other -> assertThat(other).isEqualTo(fixed).hasSameHashCodeAs(fixed));
    }

    @Test
    void theNegativeZeroIsZero() {
        Space space = Space.reals(-1, 1);
        assertThat(Genome.of(space, Map.of(".", -0.0))).isEqualTo(Genome.of(space, Map.of(".", 0.0)));
        assertThat(Space.reals(-0.0, 1)).isEqualTo(Space.reals(0.0, 1));
    }

    @Test
    void largeIntegersAreExact() {
        long large = (1L << 53) - 1;
        Genome large53 = Genome.of(Space.integers(-large, large), Map.of(".", large));
        assertThat(large53.integer()).isEqualTo(large);
        assertThat(Genome.fromJson(large53.space(), large53.toJson())).isEqualTo(large53);
    }

    @Test
    void wholeNumbersAreReals() {
        assertThat(Genome.fromJson(Space.reals(0, 3), "{\".\":2}").real()).isEqualTo(2);
    }

    @Test
    void theOnlyDesignHasNoDecisions() {
        assertThat(Genome.fromJson(Space.unit(), "{}").decisions()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"stages\":2 | \"stages\":4 | Decision (stages) has value (4), but it is a count from 1 to 3.",
                "\"stages\":2 | \"stages\":2.0 | Decision (stages) has value (2.0), but it is a count from 1 to 3.",
                "\"stages\":2 | \"stages\":1 | Decision (stages[1].kernel) has value (7), but it is active only if stages > 1.",
                "\"stages\":2 | \"stages\":3 | Decision (stages[2].kernel) is missing",
                "\"stages[0].kernel\":3 | \"stages[0].kernel\":4 | Decision (stages[0].kernel) has value (4), but it is one of [3, 5, 7].",
                "\"stages[0].kernel\":3 | \"stages[0].kernel\":\"3\" | Decision (stages[0].kernel) has value (\"3\"), but it is one of [3, 5, 7].",
                "\"stages[0].kernel\":3 | \"stages[0].kernel\":null | Decision (stages[0].kernel) has value (null)",
                "\"chip\":\"nvdla\" | \"chip\":\"tpu\" | Decision (chip) has value (\"tpu\"), but it is one of [nvdla, eyeriss, fixed].",
                "\"chip\":\"nvdla\" | \"chip\":\"fixed\" | Decision (chip.nvdla.pes) has value (16), but it is active only if chip is nvdla.",
                "\"chip\":\"nvdla\" | \"chip\":7 | Decision (chip) has value (7), but it is one of [nvdla, eyeriss, fixed].",
                "\"chip.nvdla.pes\":16 | \"chip.nvdla.pes\":24 | Decision (chip.nvdla.pes) has value (24), but it is one of the integers 8, 16, … 64.",
                "\"chip.nvdla.pes\":16 | \"chip.nvdla.pes\":123456789012345678901234567890 | has value (123456789012345678901234567890)",
                "[\"x\",\"k\",\"c\"] | [\"x\",\"k\"] | Decision (loops) has value ([x, k]), but it is a list of 3 distinct of [k, c, x].",
                "[\"x\",\"k\",\"c\"] | [\"x\",\"k\",\"k\"] | Decision (loops) has value ([x, k, k])",
                "[\"x\",\"k\",\"c\"] | [\"x\",\"k\",3] | Decision (loops) has value ([x, k, 3])",
                "[\"bias\",\"skip\"] | \"bias\" | Decision (features) has value (\"bias\"), but it is a list of 0 to 2 distinct of [bias, skip].",
                "[\"bias\",\"skip\"] | [\"bias\"] | Decision (features.skip) has value (4), but it is active only if features contains skip.",
                "\"chip\":\"nvdla\" | \"chip\":\"nvdla\",\"chip\":\"nvdla\" | The genome is not JSON",
                "\"features.skip\":4} | \"features.skip\":4}} | The genome is not JSON",
            })
    void aGenomeThatIsNotOneIsRefused(String before, String after, String message) {
        String json = JSON.replace(before, after);
        assertThat(json).isNotEqualTo(JSON);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Genome.fromJson(SPACE, json))
                .withMessageContaining(message);
    }

    @Test
    void anUnknownDecisionIsRefusedWithTheNearestOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Genome.fromJson(SPACE, JSON.replace("{", "{\"stages[0].kernl\":3,")))
                .withMessage("There is no decision (stages[0].kernl) in the space, but it has value (3)."
                        + "\nMaybe stages[0].kernel.");
    }

    @Test
    void aRealOutOfRangeIsRefused() {
        for (String value : List.of("0.09", "2.1", "1e999", "\"1\"", "NaN", "[1]", "true")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Genome.fromJson(Space.reals(0.1, 2), "{\".\":" + value + "}"));
        }
        for (String json : List.of("", "[]", "3", "null", "{")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Genome.fromJson(Space.unit(), json));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Genome.of(Space.reals(0, 1), Map.of(".", Double.NaN)))
                .withMessage("Decision (.) has value (NaN), but it is a number from 0.0 to 1.0.");
    }

    @Test
    void askingForWhatIsNotThereIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> genome.at("chips"))
                .withMessage("There is no field (chips) among [stages, chip, loops, features].");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> genome.integer("chip"))
                .withMessageStartingWith("Field (chip) has a space of kind OneOf, not IntRange: ");
        assertThatIllegalArgumentException().isThrownBy(genome::choice).withMessageContaining("Product");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> genome.at("chip").chosen("fixed"))
                .withMessage("Option (fixed) is not chosen, but [nvdla].");
    }

    @Test
    void genomesOfOtherSpacesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CHIP.neighbours(genome))
                .withMessageContaining("stages");
        assertThatIllegalArgumentException().isThrownBy(() -> SPACE.distance(genome, genome.at("chip")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Codec.of(CHIP, Genome::choice).decode(genome));
    }

    @Test
    void genomesOfUnequalSpacesDiffer() {
        Genome one = Genome.of(Space.integers(1, 2), Map.of(".", 1));
        Genome other = Genome.of(Space.integers(1, 3), Map.of(".", 1));
        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void everyDecisionIsListedWithItsConditions() {
        assertThat(SPACE.decisions())
                .extracting(decision -> decision.path() + " " + decision.conditions())
                .containsExactly(
                        "stages []",
                        "stages[0].kernel []",
                        "stages[0].activation []",
                        "stages[1].kernel [stages > 1]",
                        "stages[1].activation [stages > 1]",
                        "stages[2].kernel [stages > 2]",
                        "stages[2].activation [stages > 2]",
                        "chip []",
                        "chip.nvdla.pes [chip is nvdla]",
                        "chip.eyeriss.clock [chip is eyeriss]",
                        "loops []",
                        "features []",
                        "features.skip [features contains skip]");
        assertThat(SPACE.decisions().get(7).domain()).isEqualTo(CHIP);
    }

    @Test
    void aJointCodecDecodesBothBlocks() {
        Codec<String> chips = Codec.of(CHIP, Genome::choice);
        Codec<Integer> depths = Codec.of(
                Space.repeat(1, 3, LAYER), network -> network.repeated().size());
        Codec<Map.Entry<Integer, String>> joint = Codec.join("net", depths, "chip", chips, Map::entry);
        Map<String, Object> decisions =
                new LinkedHashMap<>(Map.of("net", 1, "net[0].kernel", 5, "net[0].activation", "relu", "chip", "fixed"));

        assertThat(joint.decode(Genome.of(joint.space(), decisions))).isEqualTo(Map.entry(1, "fixed"));
    }
}
