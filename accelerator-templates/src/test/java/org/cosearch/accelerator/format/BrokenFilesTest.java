package org.cosearch.accelerator.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.cosearch.accelerator.template.Technology;
import org.cosearch.accelerator.template.TemplateSource;
import org.cosearch.hardware.Accelerator;
import org.cosearch.workload.LoopNest;
import org.cosearch.yaml.Yaml;
import org.cosearch.yaml.YamlException;
import org.cosearch.yaml.YamlNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that are wrong or hostile in one way each, in {@code broken}: each is refused with the message beside it. What
 * comes before the first hyphen of a name is the kind of file.
 */
class BrokenFilesTest {

    private static final Path FOLDER = folder();

    private static final List<String> KINDS = List.of(
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

    private static Path folder() {
        try {
            return Path.of(Objects.requireNonNull(BrokenFilesTest.class.getResource("/org/cosearch/accelerator/broken"))
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static YamlNode sound(String kind) {
        return Yaml.read(FOLDER.resolve("sound/%s.yaml".formatted(kind)));
    }

    /** Reads a file of a kind as the program does, the files that it depends on being sound. */
    private static Object read(String kind, YamlNode root) {
        return switch (kind) {
            case "architecture" -> TimeloopArchitecture.read(root, TimeloopTables.none());
            case "problem" -> TimeloopProblem.read(root);
            case "mapping" -> TimeloopMapping.read(root, nest(), chip());
            case "constraints" -> TimeloopConstraints.read(root, chip());
            case "ert" -> TimeloopArchitecture.read(sound("architecture"), TimeloopTables.readEnergy(root));
            case "art" -> TimeloopArchitecture.read(sound("architecture"), TimeloopTables.read(sound("ert"), root));
            case "accelerator" -> AcceleratorYaml.read(root);
            case "nest" -> LoopNestYaml.read(root);
            case "template" -> TemplateSource.read(root).in(sound("technology").bind(Technology.class));
            case "technology" -> root.bind(Technology.class);
            default -> throw new AssertionError(kind);
        };
    }

    private static Accelerator chip() {
        return TimeloopArchitecture.read(sound("architecture"), TimeloopTables.none());
    }

    private static LoopNest nest() {
        return TimeloopProblem.read(sound("problem"));
    }

    static List<Path> broken() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thereAreManyWaysToBeWrong() throws IOException {
        assertThat(broken()).hasSizeGreaterThan(90);
    }

    @Test
    void theFilesThatTheOthersAreMadeFromAreSound() {
        assertThat(KINDS).allSatisfy(kind -> assertThat(read(kind, sound(kind))).isNotNull());
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aBrokenFileIsRefusedWithPlaceAndAdvice(Path file) throws IOException {
        String name = file.getFileName().toString();
        String kind = name.substring(0, name.indexOf('-'));
        Throwable refused = assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> catchThrowable(() -> read(kind, Yaml.read(file))), "in time");

        assertThat(refused).isInstanceOf(YamlException.class);
        String message = String.valueOf(refused.getMessage()).replace(file.toString(), name);
        Path expected = file.resolveSibling(name.replace(".yaml", ".expected"));
        if (System.getProperty("broken.write") != null) {
            Files.writeString(
                    Path.of(System.getProperty("broken.write"))
                            .resolve(expected.getFileName().toString()),
                    message + "\n");
            return;
        }
        assertThat(message).isEqualTo(Files.readString(expected).stripTrailing());
    }
}
