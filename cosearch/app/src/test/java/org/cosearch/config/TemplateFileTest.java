package org.cosearch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cosearch.accelerator.template.Domain;
import org.cosearch.accelerator.template.TemplateSource;
import org.cosearch.accelerator.template.Templates;
import org.cosearch.yaml.YamlException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which templates a run file means. */
class TemplateFileTest {

    private static final Path CONFIGS = Path.of(System.getProperty("cosearch.root"), "configs");

    @TempDir
    private Path project;

    @BeforeEach
    void makeAProject() throws IOException {
        for (String kind : List.of("spaces", "technologies", "accelerators")) {
            Files.createDirectories(project.resolve("configs").resolve(kind));
        }
        for (String file : List.of("spaces/mbconv-small.yaml", "technologies/cmos-45nm.yaml")) {
            Files.copy(CONFIGS.resolve(file), project.resolve("configs").resolve(file));
        }
    }

    private RunFile run(String accelerator) throws IOException {
        String quickstart = Files.readString(CONFIGS.resolve("runs/quickstart.yaml"));
        int begin = quickstart.indexOf("accelerator:");
        int end = quickstart.indexOf("objectives:");
        return RunFile.read(Files.writeString(
                project.resolve("run.yaml"),
                quickstart.substring(0, begin)
                        + "accelerator:\n  %s\n  technology: cmos-45nm\n".formatted(accelerator)
                        + quickstart.substring(end)));
    }

    private void write(String file, String name) throws IOException {
        Path path = project.resolve(file);
        Files.writeString(path, Templates.text("nvdla").replace("name: nvdla", "name: " + name));
    }

    @Test
    void aNameIsABuiltInOneWhereTheProjectHasNone() throws IOException {
        RunFile run = run("templates: [tpu-weight-stationary, eyeriss-v1]");

        assertThat(run.templates())
                .extracting(TemplateFile::name)
                .containsExactly("tpu-weight-stationary", "eyeriss-v1");
        assertThat(ResourceRanges.applied(run))
                .extracting(TemplateSource::parameters)
                .isEqualTo(List.of(
                        Templates.named("tpu-weight-stationary").parameters(),
                        Templates.named("eyeriss-v1").parameters()));
    }

    @Test
    void theProjectsOwnGoesFirst() throws IOException {
        Files.writeString(
                project.resolve("configs/accelerators/nvdla.yaml"),
                Templates.text("nvdla").replace("{min: 32, max: 2048, step: 32}", "[64]"));
        RunFile run = run("templates: [nvdla]");

        assertThat(run.templates().get(0).source().parameters()).containsEntry("pes", new Domain.Choices(List.of(64)));
    }

    @Test
    void aPathIsRelativeToTheRunFile() throws IOException {
        write("mine.yaml", "mine");

        assertThat(run("templates: [mine.yaml, nvdla]").templates())
                .extracting(TemplateFile::name)
                .containsExactly("mine", "nvdla");
    }

    @Test
    void theRangesOfTheRunReplaceThoseOfTheTemplates() throws IOException {
        RunFile run = run("templates: [nvdla, simba]\n  pes: {min: 64, max: 128, step: 64}");

        assertThat(ResourceRanges.applied(run)).allSatisfy(source -> {
            assertThat(source.parameters()).containsEntry("pes", new Domain.Steps(64, 128, 64));
            assertThat(source.parameters())
                    .containsEntry(
                            "global_buffer_kib",
                            Templates.named(source.name()).parameters().get("global_buffer_kib"));
        });
    }

    @Test
    void aRangeThatATemplateCannotTakeIsRefused() {
        assertThatThrownBy(() -> run("templates: [nvdla, eyeriss-v1]\n  pes: {min: 64, max: 128, step: 64}"))
                .isInstanceOf(YamlException.class)
                .hasMessageContaining("run.yaml:12:8: accelerator.pes: the accelerator eyeriss-v1 is a single one")
                .hasMessageContaining("\nMaybe leave pes out.");
    }

    @Test
    void twoTemplatesOfOneNameAreRefused() throws IOException {
        write("mine.yaml", "nvdla");

        assertThatThrownBy(() -> run("templates: [nvdla, mine.yaml]"))
                .isInstanceOf(YamlException.class)
                .hasMessageContaining("accelerator.templates[1]: two templates have the name (nvdla).");
    }

    @Test
    void aWrongTemplateIsNamedItself() throws IOException {
        write("configs/accelerators/mine.yaml", "My Array");

        assertThatThrownBy(() -> run("templates: [mine]"))
                .isInstanceOf(YamlException.class)
                .hasMessageContaining("mine.yaml:")
                .hasMessageContaining("name (My Array) is not of lower-case letters");
    }

    @Test
    void aCopyOfARunKeepsItsTemplates() throws IOException {
        write("mine.yaml", "mine");
        RunFile run = run("templates: [mine.yaml, eyeriss]");
        RunFile moved = run.relocated(List.of("mbconv-small"), "cmos-45nm");
        for (TemplateFile template : run.templates()) {
            Files.writeString(project.resolve("configs/accelerators/" + template.name() + ".yaml"), template.text());
        }
        Path copy = Files.writeString(project.resolve("copy.yaml"), moved.write());

        assertThat(RunFile.read(copy).templates()).isEqualTo(run.templates());
    }
}
