package org.cosearch.config;

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
import org.cosearch.yaml.YamlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that are wrong in one way each, in the folders of {@code malformed}: each has the message that people shall see in
 * a file beside it.
 */
final class MalformedConfigTest {

    private static final Path FOLDER = folder();

    private static Path folder() {
        try {
            return Path.of(Objects.requireNonNull(MalformedConfigTest.class.getResource("/malformed"))
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static List<Path> malformed(String kind) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve(kind))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith("sound.yaml"))
                    .sorted()
                    .toList();
        }
    }

    static List<Path> runs() throws IOException {
        return malformed("runs");
    }

    static List<Path> spaces() throws IOException {
        return malformed("spaces");
    }

    static List<Path> devices() throws IOException {
        return malformed("devices");
    }

    static List<Path> campaigns() throws IOException {
        return malformed("campaigns");
    }

    @Test
    void theFileThatAllCampaignsAreMadeFromIsSound() {
        Path sound = FOLDER.resolve("campaigns/sound.yaml");
        assertThat(CampaignFile.read(sound).config().name()).isEqualTo("base");
    }

    @ParameterizedTest
    @MethodSource("devices")
    void aMalformedDeviceIsRefusedWithPlaceAndAdvice(Path file) throws Exception {
        refuses(file, () -> DeviceFile.read(file));
    }

    @ParameterizedTest
    @MethodSource("campaigns")
    void aMalformedCampaignIsRefusedWithPlaceAndAdvice(Path file) throws Exception {
        refuses(file, () -> CampaignFile.read(file));
    }

    @Test
    void theFileThatAllRunsAreMadeFromIsSound() {
        Path sound = FOLDER.resolve("runs/sound.yaml");
        assertThat(RunFile.read(sound).config().name()).isEqualTo("base");
    }

    @ParameterizedTest
    @MethodSource("runs")
    void aMalformedRunIsRefusedWithPlaceAndAdvice(Path file) throws Exception {
        refuses(file, () -> RunFile.read(file));
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void aMalformedSpaceIsRefusedWithPlaceAndAdvice(Path file) throws Exception {
        refuses(file, () -> SpaceFile.read(file));
    }

    private static void refuses(Path file, Runnable reading) throws IOException {
        String name = file.getFileName().toString();
        String expected = Files.readString(file.resolveSibling(name.replace(".yaml", ".expected")));
        Throwable refused =
                assertTimeoutPreemptively(Duration.ofSeconds(10), () -> catchThrowable(reading::run), "in time");
        assertThat(refused).isInstanceOf(YamlException.class);
        assertThat(String.valueOf(refused.getMessage()).replace(file.toString(), name))
                .isEqualTo(expected.stripTrailing());
    }

    @Test
    void aLinkOutOfTheProjectIsRefused(@TempDir Path folder) throws Exception {
        Path outside = Files.writeString(folder.resolve("secret.yaml"), "family: mbconv\nspace: [1, 2]\n");
        Path project = folder.resolve("project");
        Path spaces = Files.createDirectories(project.resolve("configs/spaces"));
        Files.createSymbolicLink(spaces.resolve("tiny.yaml"), outside);
        Path run = Files.copy(FOLDER.resolve("runs/sound.yaml"), project.resolve("run.yaml"));
        assertThat(catchThrowable(() -> RunFile.read(run)))
                .isInstanceOf(YamlException.class)
                .hasMessage(run + ":5:12: networks[0].space: the path (tiny) leads out of the project.\n"
                        + "Maybe copy the file below the folder that holds configs.");
    }

    @Test
    void aWrongSpaceFileIsNamedItself(@TempDir Path folder) throws Exception {
        Path project = folder.toRealPath();
        Path spaces = Files.createDirectories(project.resolve("configs/spaces"));
        Path space =
                Files.writeString(spaces.resolve("tiny.yaml"), "family: mbconv\nspace: {ints: {min: 1, max: 2}}\n");
        Path run = Files.copy(FOLDER.resolve("runs/sound.yaml"), project.resolve("run.yaml"));
        assertThat(catchThrowable(() -> RunFile.read(run)))
                .isInstanceOf(YamlException.class)
                .hasMessage(space + ":2:9: space: unknown key (ints).\nMaybe int.");
    }
}
