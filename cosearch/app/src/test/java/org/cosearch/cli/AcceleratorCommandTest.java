package org.cosearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cosearch.accelerator.format.TimeloopExport;
import org.cosearch.accelerator.template.Technology;
import org.cosearch.accelerator.template.TemplateRanges;
import org.cosearch.accelerator.template.Templates;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.AcceleratorTemplate;
import org.cosearch.workload.LoopNest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class AcceleratorCommandTest {

    private static final Path ROOT = Path.of(System.getProperty("cosearch.root"));
    private static final LoopNest NEST = LoopNest.convolution(1, 1, 8, 16, 7, 7, 3, 3, 1, 1, 1, 1);

    @TempDir
    private Path folder;

    private record Ended(int code, String out, String err) {
        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(out);
        }
    }

    private Ended cosearch(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = CoSearch.commandLine();
        commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of("accelerator"));
        for (String argument : arguments) {
            all.add(argument.endsWith(".yaml") || argument.endsWith(".csv") ? file(argument) : argument);
        }
        return new Ended(commandLine.execute(all.toArray(String[]::new)), out.toString(), err.toString());
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    @BeforeEach
    void write() throws IOException {
        AcceleratorTemplate template = Templates.named(
                "eyeriss",
                new TemplateRanges(new TemplateRanges.Steps(32, 32, 1), List.of(64), new TemplateRanges.Steps(8, 8, 1)),
                Technology.read(ROOT.resolve("configs/technologies/cmos-45nm.yaml")));
        Accelerator chip =
                template.decode(template.space().enumerate().findFirst().orElseThrow());
        Files.writeString(folder.resolve("arch.yaml"), TimeloopExport.architecture(chip));
        Files.writeString(folder.resolve("ERT.yaml"), TimeloopExport.energies(chip));
        Files.writeString(folder.resolve("ART.yaml"), TimeloopExport.areas(chip));
        Files.writeString(folder.resolve("constraints.yaml"), TimeloopExport.constraints(chip));
        Files.writeString(folder.resolve("problem.yaml"), TimeloopExport.problem(NEST));
    }

    private Ended map(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "map",
                "--architecture",
                "arch.yaml",
                "--problem",
                "problem.yaml",
                "--constraints",
                "constraints.yaml",
                "--ert",
                "ERT.yaml",
                "--art",
                "ART.yaml",
                "--steps",
                "20000"));
        arguments.addAll(List.of(more));
        return cosearch(arguments.toArray(String[]::new));
    }

    private Ended evaluate(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "evaluate",
                "--architecture",
                "arch.yaml",
                "--problem",
                "problem.yaml",
                "--mapping",
                "mapping.yaml",
                "--ert",
                "ERT.yaml",
                "--art",
                "ART.yaml"));
        arguments.addAll(List.of(more));
        return cosearch(arguments.toArray(String[]::new));
    }

    @Test
    void whatIsMappedEvaluatesToTheSameFigures() throws Exception {
        Ended mapped = map("--goal", "edp", "--json", "--output", "mapping.yaml");
        assertThat(mapped.err()).isEmpty();
        assertThat(mapped.code()).isZero();
        assertThat(mapped.json().get("mapping").asText()).isEqualTo(Files.readString(folder.resolve("mapping.yaml")));
        assertThat(mapped.json().get("lower_bound").asDouble())
                .isLessThanOrEqualTo(mapped.json().get("score").asDouble());
        Ended evaluated = evaluate("--json");
        assertThat(evaluated.code()).isZero();
        for (String key : List.of("cycles", "energy_pj", "edp_joule_cycle")) {
            assertThat(evaluated.json().get(key)).isEqualTo(mapped.json().get(key));
        }
        assertThat(evaluated.json().get("macs").asLong()).isEqualTo(NEST.macs());
        assertThat(evaluated.json().get("accesses"))
                .allSatisfy(access -> assertThat(access.fieldNames())
                        .toIterable()
                        .contains(
                                "level",
                                "tensor",
                                "utilized_instances",
                                "reads_per_instance",
                                "fills_per_instance",
                                "updates_per_instance",
                                "energy_total_pj"));
    }

    @Test
    void aBatchAnswersInOrderAndNamesWhatItRefuses() throws Exception {
        map("--output", "mapping.yaml");
        Files.writeString(folder.resolve("broken.yaml"), "mapping: [{target: nowhere, type: temporal}]\n");
        Files.writeString(folder.resolve("cases.csv"), """
                architecture,problem,mapping,ert,art
                arch.yaml,problem.yaml,mapping.yaml,ERT.yaml,ART.yaml
                arch.yaml,problem.yaml,broken.yaml,ERT.yaml,ART.yaml
                arch.yaml,problem.yaml,mapping.yaml,,
                """);
        Ended ended = cosearch("evaluate", "--batch", "cases.csv", "--input-counts", "timeloop", "--json");
        List<String> lines = ended.out().lines().toList();
        assertThat(ended.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).contains("\"cycles\":").doesNotContain("error");
        assertThat(lines.get(1)).contains("nowhere").contains("broken.yaml:1:20");
        assertThat(new ObjectMapper().readTree(lines.get(2)).get("energy_pj").asDouble())
                .isZero();
    }

    @Test
    void aWrongFileIsRefusedWithItsPlace() throws Exception {
        map("--output", "mapping.yaml");
        Files.writeString(folder.resolve("problem.yaml"), "problem:\n  instance: {C: 1}\n");
        Ended ended = evaluate();
        assertThat(ended.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(ended.err()).contains("problem.yaml:2:3").doesNotContain("\tat ");
    }

    @Test
    void aMappingThatDoesNotFitIsAValue() throws Exception {
        Files.writeString(folder.resolve("mapping.yaml"), "mapping: [{target: dram, type: temporal, factors: C=2}]\n");
        Ended ended = evaluate("--json");
        assertThat(ended.code()).isEqualTo(ExitCode.DOES_NOT_FIT);
        assertThat(ended.json().get("fits").asBoolean()).isFalse();
        assertThat(ended.json().get("reason").asText()).isNotBlank();
    }

    @Test
    void exportedFilesDescribeTheSameAccelerator() throws Exception {
        String[] tables = {"--ert", "ERT.yaml", "--art", "ART.yaml"};
        Ended exported = cosearch(
                "export",
                "arch.yaml",
                tables[0],
                tables[1],
                tables[2],
                tables[3],
                "--constraints",
                "constraints.yaml",
                "--to",
                "cosearch",
                "--output",
                folder.toString());
        assertThat(exported.code()).isZero();
        Ended own = cosearch("describe", "accelerator.yaml", "--json");
        Ended timeloop = cosearch("describe", "arch.yaml", tables[0], tables[1], tables[2], tables[3], "--json");
        assertThat(own.code()).isZero();
        assertThat(own.json()).isEqualTo(timeloop.json());
        assertThat(cosearch("describe", "accelerator.yaml").out()).contains("MACs        32");
    }

    @Test
    void anUnknownGoalIsRefused() {
        Ended ended = map("--goal", "beauty");
        assertThat(ended.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(ended.err()).contains("beauty");
    }

    @Test
    void aTemplateIsDescribedWithItsParameters() throws Exception {
        Ended ended = cosearch("describe", "tpu-weight-stationary", "--set", "pes=1024,noc_words_per_cycle=64");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .contains("template    tpu-weight-stationary")
                .contains("256 to 65536, doubling")
                .contains("MACs        1,024");
        Ended json = cosearch("describe", "nvdla", "--technology", "maestro-2019", "--json");
        assertThat(json.json().at("/parameters/pes").asText()).isEqualTo("32 to 2048 in steps of 32");
        assertThat(json.json().get("technology").asText()).isEqualTo("maestro-2019");
    }

    @Test
    void aTemplateIsExportedForTimeloop() {
        Ended exported = cosearch("export", "simba", "--output", folder.toString());
        assertThat(exported.code()).isZero();
        Ended described = cosearch("describe", "arch.yaml", "--ert", "ERT.yaml", "--art", "ART.yaml");
        assertThat(described.err()).isEmpty();
        assertThat(described.out()).contains("accumulation_buffer");
    }

    @Test
    void anUnknownParameterIsRefused() {
        Ended ended = cosearch("describe", "nvdla", "--set", "pe=64");
        assertThat(ended.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(ended.err()).contains("no parameter (pe)").contains("Maybe pes.");
        assertThat(cosearch("describe", "nvdla", "--set", "pes=33").code()).isEqualTo(ExitCode.REFUSED);
        assertThat(cosearch("describe", "eyeris").err()).contains("Maybe eyeriss.");
        assertThat(cosearch("describe", "nvdla", "--technology", "cmos-45").err())
                .contains("Maybe cmos-45nm.");
    }

    @Test
    void aNetworkIsCostedLayerByLayer() throws Exception {
        Ended ended = cosearch("evaluate", "--network", "alexnet", "--accelerator", "eyeriss", "--json");
        assertThat(ended.err()).isEmpty();
        JsonNode json = ended.json();
        assertThat(json.get("layers")).hasSize(22);
        long cycles = 0;
        for (JsonNode layer : json.get("layers")) {
            cycles += layer.get("cycles").asLong();
            assertThat(layer.get("runs_on").asText()).isIn("array", "vector unit", "fused (free)");
        }
        assertThat(json.get("cycles").asLong()).isEqualTo(cycles);
        assertThat(json.get("between_layers").asText()).contains("DRAM");
        Ended table = cosearch("evaluate", "--network", "alexnet", "--architecture", "eyeriss", "--only", "conv");
        assertThat(table.out()).contains("5 layers").contains("left out").contains("DRAM words per MAC");
    }

    @Test
    void anUnknownNetworkOrKindIsRefused() {
        Ended network = cosearch("evaluate", "--network", "alexnat", "--architecture", "eyeriss");
        assertThat(network.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(network.err()).contains("Maybe alexnet.");
        Ended kind = cosearch("evaluate", "--network", "alexnet", "--architecture", "eyeriss", "--only", "convs");
        assertThat(kind.err()).contains("no layer of kind (convs)");
        assertThat(cosearch("evaluate", "--network", "alexnet").code()).isEqualTo(ExitCode.REFUSED);
    }
}
