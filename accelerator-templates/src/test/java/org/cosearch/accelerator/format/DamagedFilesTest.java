package org.cosearch.accelerator.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cosearch.accelerator.cost.InputCounts;
import org.cosearch.accelerator.cost.TimeloopCostModel;
import org.cosearch.accelerator.template.Technology;
import org.cosearch.accelerator.template.TemplateSource;
import org.cosearch.hardware.Accelerator;
import org.cosearch.laws.Laws;
import org.cosearch.workload.LoopNest;
import org.cosearch.yaml.Yaml;
import org.cosearch.yaml.YamlException;
import org.cosearch.yaml.YamlNode;
import org.junit.jupiter.api.Test;

/** Sound files with one random damage: each is read and costed, or refused with its place; nothing else. */
class DamagedFilesTest {

    private static final List<String> VALUES = List.of(
            "0",
            "-1",
            "1",
            "7",
            "2147483647",
            "2147483648",
            "9007199254740993",
            "1.5",
            "1.0e+300",
            "1.0e-300",
            "-0.0",
            ".nan",
            ".inf",
            "null",
            "true",
            "x",
            "''",
            "[]",
            "{}",
            "[1, 2]",
            "{a: 1}",
            "C=0",
            "M<=3",
            "*a",
            "!!int 3");

    private static final Pattern VALUE = Pattern.compile("(?<=[:,\\[] )[A-Za-z0-9.+-]+");

    /** A file of a kind, damaged. */
    private record Damaged(String kind, String text) {}

    private static String sound(String kind) {
        try {
            return Files.readString(Path.of(
                    Objects.requireNonNull(DamagedFilesTest.class.getResource("/org/cosearch/accelerator/broken/sound"))
                            .toURI()
                            .resolve("sound/" + kind + ".yaml")));
        } catch (IOException | URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static YamlNode node(String kind) {
        return Yaml.parse(sound(kind), kind + ".yaml");
    }

    private static Damaged draw(RandomGenerator random) {
        List<String> kinds = List.of(
                "architecture",
                "problem",
                "mapping",
                "constraints",
                "ert",
                "art",
                "accelerator",
                "nest",
                "template",
                "technology");
        String kind = kinds.get(random.nextInt(kinds.size()));
        String text = sound(kind);
        return new Damaged(
                kind,
                switch (random.nextInt(4)) {
                    case 0 -> withoutALine(text, random);
                    case 1 -> withALineTwice(text, random);
                    default -> withAnotherValue(text, random);
                });
    }

    private static String withoutALine(String text, RandomGenerator random) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        lines.remove(random.nextInt(lines.size()));
        return String.join("\n", lines) + "\n";
    }

    private static String withALineTwice(String text, RandomGenerator random) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        int line = random.nextInt(lines.size());
        lines.add(line, lines.get(line));
        return String.join("\n", lines) + "\n";
    }

    private static String withAnotherValue(String text, RandomGenerator random) {
        Matcher values = VALUE.matcher(text);
        List<int[]> places = new ArrayList<>();
        while (values.find()) {
            places.add(new int[] {values.start(), values.end()});
        }
        int[] place = places.get(random.nextInt(places.size()));
        return text.substring(0, place[0]) + VALUES.get(random.nextInt(VALUES.size())) + text.substring(place[1]);
    }

    /** Reads a damaged file and does with it what the program would. */
    private static void use(Damaged damaged) {
        YamlNode root = Yaml.parse(damaged.text(), damaged.kind() + ".yaml");
        Accelerator chip = TimeloopArchitecture.read(node("architecture"), TimeloopTables.none());
        LoopNest nest = TimeloopProblem.read(node("problem"));
        switch (damaged.kind()) {
            case "architecture" -> cost(TimeloopArchitecture.read(root, TimeloopTables.none()), nest, node("mapping"));
            case "problem" -> cost(chip, TimeloopProblem.read(root), node("mapping"));
            case "mapping" -> cost(chip, nest, root);
            case "constraints" -> TimeloopConstraints.read(root, chip);
            case "ert" ->
                cost(
                        TimeloopArchitecture.read(node("architecture"), TimeloopTables.readEnergy(root)),
                        nest,
                        node("mapping"));
            case "art" ->
                TimeloopArchitecture.read(node("architecture"), TimeloopTables.read(node("ert"), root))
                        .areaSquareMicrometers();
            case "accelerator" -> AcceleratorYaml.write(AcceleratorYaml.read(root));
            case "nest" -> LoopNestYaml.write(LoopNestYaml.read(root));
            case "template" -> TemplateSource.read(root).in(Technology.named("cmos-45nm"));
            default -> TemplateSource.read(node("template")).in(root.bind(Technology.class));
        }
    }

    private static void cost(Accelerator chip, LoopNest nest, YamlNode mapping) {
        new TimeloopCostModel(InputCounts.TIMELOOP).cost(nest, chip, TimeloopMapping.read(mapping, nest, chip));
    }

    @Test
    void aDamagedFileIsReadOrRefusedWithItsPlace() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> Laws.forAll(400, DamagedFilesTest::draw, (damaged, random) -> {
                    Throwable refused = catchThrowable(() -> use(damaged));
                    if (refused != null) {
                        assertThat(refused).isInstanceOf(YamlException.class);
                        assertThat(refused.getMessage()).matches("(?s)[a-z]+\\.yaml:\\d+:\\d+: .+");
                    }
                }));
    }
}
