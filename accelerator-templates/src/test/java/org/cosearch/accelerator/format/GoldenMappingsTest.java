package org.cosearch.accelerator.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.cosearch.accelerator.cost.InputCounts;
import org.cosearch.accelerator.cost.TimeloopCostModel;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.Cost;
import org.cosearch.hardware.CostModel;
import org.cosearch.hardware.Mapping;
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.LoopNest.Role;
import org.cosearch.yaml.Name;
import org.cosearch.yaml.Yaml;
import org.cosearch.yaml.YamlNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The model against a handful of Timeloop's results; source and tolerance stand in the files. */
class GoldenMappingsTest {

    /** A file. */
    record Golden(YamlNode accelerator, YamlNode nest, YamlNode mapping, Expected expected) {}

    /** Timeloop's figures. */
    record Expected(long cycles, @Name("energy_pj") double picojoules, List<Counts> accesses) {}

    /** Timeloop's figures of one tensor at one level. */
    record Counts(
            String level,
            Role tensor,
            long instances,
            long tileWords,
            long reads,
            long fills,
            long updates,
            @Name("energy_pj") double picojoules) {}

    static Stream<Path> files() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(GoldenMappingsTest.class.getResource("../golden"))
                .toURI());
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.sorted().toList();
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(5);
        return files.stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void cyclesWordsAndEnergiesAreThoseOfTimeloop(Path file) {
        Golden golden = Yaml.read(file).bind(Golden.class);
        Accelerator accelerator = AcceleratorYaml.read(golden.accelerator());
        LoopNest nest = LoopNestYaml.read(golden.nest());
        Mapping mapping = MappingYaml.read(golden.mapping());

        CostModel.Result result = new TimeloopCostModel(InputCounts.TIMELOOP).cost(nest, accelerator, mapping);

        assertThat(result).isInstanceOf(CostModel.Costed.class);
        Cost cost = ((CostModel.Costed) result).cost();
        assertThat(cost.cycles()).isEqualTo(golden.expected().cycles());
        assertThat(cost.energyPicojoules()).isCloseTo(golden.expected().picojoules(), offset(0.05));
        for (Counts counts : golden.expected().accesses()) {
            Cost.Access access = cost.levels().stream()
                    .filter(level -> level.level().equals(counts.level()))
                    .flatMap(level -> level.tensors().stream())
                    .filter(tensor -> tensor.tensor() == counts.tensor())
                    .findFirst()
                    .orElseThrow();
            assertThat(access)
                    .isEqualTo(new Cost.Access(
                            counts.tensor(),
                            counts.instances(),
                            counts.tileWords(),
                            counts.reads(),
                            counts.fills(),
                            counts.updates(),
                            access.energyPicojoules()));
            assertThat(access.energyPicojoules()).isCloseTo(counts.picojoules(), offset(0.0051));
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileReadsBackAsItself(Path file) {
        Golden golden = Yaml.read(file).bind(Golden.class);
        Accelerator accelerator = AcceleratorYaml.read(golden.accelerator());
        LoopNest nest = LoopNestYaml.read(golden.nest());
        Mapping mapping = MappingYaml.read(golden.mapping());

        assertThat(AcceleratorYaml.read(Yaml.parse(AcceleratorYaml.write(accelerator), "written")))
                .isEqualTo(accelerator);
        assertThat(LoopNestYaml.read(Yaml.parse(LoopNestYaml.write(nest), "written")))
                .isEqualTo(nest);
        assertThat(MappingYaml.read(Yaml.parse(MappingYaml.write(mapping), "written")))
                .isEqualTo(mapping);
    }

    @ParameterizedTest
    @MethodSource("files")
    void exactInputCountsDifferInInputsAlone(Path file) {
        Golden golden = Yaml.read(file).bind(Golden.class);
        Accelerator accelerator = AcceleratorYaml.read(golden.accelerator());
        LoopNest nest = LoopNestYaml.read(golden.nest());
        Mapping mapping = MappingYaml.read(golden.mapping());

        Cost cost =
                ((CostModel.Costed) new TimeloopCostModel(InputCounts.EXACT).cost(nest, accelerator, mapping)).cost();

        for (Counts counts : golden.expected().accesses()) {
            if (counts.tensor() != Role.INPUTS) {
                Cost.Access access = cost.levels().stream()
                        .filter(level -> level.level().equals(counts.level()))
                        .flatMap(level -> level.tensors().stream())
                        .filter(tensor -> tensor.tensor() == counts.tensor())
                        .findFirst()
                        .orElseThrow();
                assertThat(List.of(access.reads(), access.fills(), access.updates()))
                        .isEqualTo(List.of(counts.reads(), counts.fills(), counts.updates()));
            }
        }
    }
}
