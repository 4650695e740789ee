package org.cosearch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.cosearch.family.NetworkFamily;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.cosearch.space.Codec;
import org.cosearch.workload.Network;
import org.cosearch.workload.Shape;
import org.cosearch.yaml.Yaml;
import org.cosearch.yaml.YamlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ExampleConfigsTest {

    private static final Path CONFIGS = Path.of(System.getProperty("cosearch.root"), "configs");

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(CONFIGS.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    static List<Path> runs() throws IOException {
        return files("runs");
    }

    static List<Path> spaces() throws IOException {
        return files("spaces");
    }

    @ParameterizedTest
    @MethodSource("runs")
    void anExampleRunIsReadAndWrittenAsItIs(Path file) {
        RunFile run = RunFile.read(file);
        assertThat(run.config().name() + ".yaml").isEqualTo(file.getFileName().toString());
        RunConfig again = RunFile.BINDING.bind(Yaml.parse(run.write(), "written.yaml"), RunConfig.class);
        assertThat(again).isEqualTo(run.config());
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void everyDesignOfAnExampleSpaceIsANetwork(Path file) {
        SpaceFile space = SpaceFile.read(file);
        assertThat(SpaceFile.of(Yaml.parse(space.write(), "written.yaml"))).isEqualTo(space);
        Codec<Network> codec = space.family().codec(space.space(), new Shape(List.of(1, 32, 32)), 10);
        var random = new RandomStreams(1).stream(Purpose.SAMPLING);
        for (int i = 0; i < 20; i++) {
            assertThat(codec.decode(space.space().sampleDecisions(random)).macs())
                    .isPositive();
        }
    }

    @Test
    void theSpacesNamedAfterFamiliesAreTheirDefaults() {
        for (NetworkFamily family : NetworkFamily.standard()) {
            SpaceFile file = SpaceFile.read(CONFIGS.resolve("spaces/" + family.name() + ".yaml"));
            assertThat(file.family()).isEqualTo(family);
            assertThat(file.space()).isEqualTo(family.space());
        }
    }

    @Test
    void aRunKeepsItsMeaningWithOtherReferences() {
        RunFile run = RunFile.read(CONFIGS.resolve("runs/quickstart.yaml"));
        RunFile moved = run.relocated(List.of("elsewhere"), "other");
        assertThat(moved.config().networks().get(0).space()).isEqualTo("elsewhere");
        assertThat(moved.networks().get(0).config())
                .isEqualTo(moved.config().networks().get(0));
        assertThat(moved.config().accelerator().technology()).isEqualTo("other");
        assertThat(moved.relocated(List.of("mbconv-small"), "cmos-45nm")).isEqualTo(run);
    }

    @Test
    void aCopyFindsItsDataWhereTheOriginalDoes(@TempDir Path folder) throws IOException {
        Path project = folder.toRealPath().resolve("project");
        Path data = Files.createDirectories(project.resolve("data/fashion"));
        Files.createDirectories(project.resolve("configs/spaces"));
        Files.createDirectories(project.resolve("configs/technologies"));
        Files.copy(CONFIGS.resolve("spaces/mbconv-small.yaml"), project.resolve("configs/spaces/mbconv-small.yaml"));
        Files.writeString(project.resolve("configs/technologies/cmos-45nm.yaml"), "name: none\n");
        String quickstart = Files.readString(CONFIGS.resolve("runs/quickstart.yaml"));
        Path original = Files.writeString(
                project.resolve("run.yaml"),
                quickstart.replace("{name: fashion-mnist", "{path: data/fashion, name: fashion-mnist"));
        Path copy = Files.createDirectories(project.resolve("runs/one")).resolve("run.yaml");
        Files.copy(original, copy);
        assertThat(RunFile.read(original).networks().get(0).datasetFolder()).hasValue(data);
        assertThatThrownBy(() -> RunFile.read(copy))
                .isInstanceOf(YamlException.class)
                .hasMessageContaining("networks[0].dataset.path: there is no file (data/fashion).");

        RunFile relocated = RunFile.read(original).relocated(List.of("mbconv-small"), "cmos-45nm");
        Files.writeString(copy, relocated.write());
        assertThat(RunFile.read(copy).networks().get(0).datasetFolder()).hasValue(data);
    }
}
