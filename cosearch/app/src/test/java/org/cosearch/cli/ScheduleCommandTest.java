package org.cosearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ScheduleCommandTest {

    private static final Path EXAMPLES = Path.of(System.getProperty("cosearch.root"), "configs/schedules");

    private static final String ONE_LAYER = """
            costs: table
            sub_accelerators: [left, right]
            networks:
              - name: net
                layers:
                  - {name: a, costs: {left: {cycles: 10, energy_pj: 5}}}
                  - {name: b, costs: {left: {cycles: 30, energy_pj: 2}, right: {cycles: 10, energy_pj: 9}}}
            """;

    @TempDir
    private Path folder;

    private record Ended(int code, String out, String err) {
        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(out);
        }
    }

    private static Ended schedule(Path file, String... options) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = CoSearch.commandLine();
        commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] arguments = new String[options.length + 2];
        arguments[0] = "schedule";
        arguments[1] = file.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return new Ended(commandLine.execute(arguments), out.toString(), err.toString());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("problem.yaml"), text);
    }

    @Test
    void aTableOfCostsIsScheduled() throws IOException {
        Ended ended = schedule(EXAMPLES.resolve("two-small-networks.yaml"), "--method", "exact", "--json");
        assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.OK);
        JsonNode json = ended.json();
        assertThat(json.at("/makespan_cycles").asLong()).isEqualTo(1780);
        assertThat(json.at("/lower_bound").asLong()).isEqualTo(1780);
        assertThat(json.at("/optimal").asBoolean()).isTrue();
        assertThat(json.at("/assignments")).hasSize(8);
        assertThat(json.at("/assignments/0/layer").asText()).isEqualTo("stem");
        assertThat(json.at("/assignments/0/fused")).hasSize(2);
        assertThat(json.at("/assignments/4/sub_accelerator").asText()).isEqualTo("dla"); // it does not run on shi
    }

    @Test
    void energyIsSavedWithinTheLatency() throws IOException {
        Path file = file(ONE_LAYER);
        assertThat(schedule(file, "--json").json().at("/makespan_cycles").asLong())
                .isEqualTo(20);
        JsonNode thrifty = schedule(file, "--latency-cycles", "40", "--json").json();
        assertThat(thrifty.at("/energy_pj").asDouble()).isEqualTo(7);
        assertThat(thrifty.at("/goal").asText()).isEqualTo("energy");
    }

    @Test
    void everyMethodAnswers() throws IOException {
        for (String method : new String[] {"fast", "thorough", "exact", "optaplanner"}) {
            Ended ended = schedule(file(ONE_LAYER), "--method", method, "--seconds", "0.1", "--json");
            assertThat(ended.json().at("/makespan_cycles").asLong()).as(method).isEqualTo(20);
        }
    }

    @Test
    void theChartIsAsWideAsTheTerminal() {
        for (int width : new int[] {40, 81, 200}) {
            Ended ended = schedule(EXAMPLES.resolve("two-small-networks.yaml"), "--width", String.valueOf(width));
            assertThat(ended.out().lines().limit(3)).allMatch(line -> line.length() <= width);
            assertThat(ended.out().lines().findFirst().orElseThrow()).matches("dla [AB.]{%d,}".formatted(width - 6));
        }
    }

    /** dla runs B for 1,150 of 1,780 cycles, then A up to 1,660. */
    @Test
    void aColumnOfTheChartIsWhatRunsThenMost() {
        Ended ended = schedule(EXAMPLES.resolve("two-small-networks.yaml"), "--width", "94");
        String row = ended.out().lines().findFirst().orElseThrow().substring(4);
        assertThat(row).hasSize(89);
        assertThat(row.chars().filter(c -> c == 'B').count()).isBetween(57L, 58L);
        assertThat(row.chars().filter(c -> c == '.').count()).isEqualTo(6);
    }

    @Test
    void aLatencyThatCannotBeMetIsTold() throws IOException {
        Ended ended = schedule(file(ONE_LAYER), "--latency-cycles", "19");
        assertThat(ended.code()).isEqualTo(ExitCode.DOES_NOT_FIT);
        assertThat(ended.out()).contains("No schedule ends within 19 cycles", "20 cycles");
        assertThat(schedule(file(ONE_LAYER), "--latency-cycles", "19", "--json")
                        .json()
                        .at("/proven")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aLayerThatRunsNowhereIsTold() throws IOException {
        Ended ended = schedule(file(ONE_LAYER.replace("costs: {left: {cycles: 10, energy_pj: 5}}", "costs: {}")));
        assertThat(ended.code()).isEqualTo(ExitCode.DOES_NOT_FIT);
        assertThat(ended.out()).contains("Layer (a) of network (net) runs on no sub-accelerator");
    }

    @Test
    void whatIsWrongInAFileIsToldWithItsPlace() throws IOException {
        refused(ONE_LAYER.replace("right: {cycles: 10", "rigth: {cycles: 10"), "7:", "(rigth)", "Maybe right.");
        refused(ONE_LAYER.replace("name: b,", "name: b, after: [c],"), "7:", "waits for (c)", "Maybe");
        refused(ONE_LAYER.replace("name: b,", "name: a,"), "two layers (a)");
        refused(ONE_LAYER.replace("cycles: 30", "cycles: -1"), "7:", "cycles");
        refused(ONE_LAYER.replace("costs: table", "costs: tabel"), "Maybe table.");
        refused(model("pes: 100000, x: 1", "resnet18"), "4:", "(x)");
        refused(model("pes: 64", "resnet81"), "(resnet81)", "Maybe resnet18.");
        refused(model("pes: 64", "none.json"), "none.json");
    }

    private static String model(String set, String network) {
        return """
                costs: model
                sub_accelerators:
                  # a comment
                  - {name: one, accelerator: nvdla, set: {%s}}
                networks: [{name: net, network: %s}]
                """.formatted(set, network);
    }

    private void refused(String text, String... message) throws IOException {
        Ended ended = schedule(file(text));
        assertThat(ended.code()).as(ended.out()).isEqualTo(ExitCode.REFUSED);
        assertThat(ended.err()).contains(message).doesNotContain("\tat ");
    }

    @Test
    void theGoalAndItsLatencyBelongTogether() throws IOException {
        assertThat(schedule(file(ONE_LAYER), "--goal", "energy").err()).contains("Maybe add --latency-cycles");
        assertThat(schedule(file(ONE_LAYER), "--goal", "makespan", "--latency-cycles", "9")
                        .err())
                .contains("Maybe leave out --latency-cycles");
        assertThat(schedule(file(ONE_LAYER), "--seconds", "0").code()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void aChipAndItsNetworksAreCosted() throws IOException {
        Ended ended = schedule(EXAMPLES.resolve("three-dataflows.json"), "--method", "fast", "--json");
        assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.OK);
        JsonNode json = ended.json();
        assertThat(json.at("/makespan_ms").asDouble()).isPositive();
        assertThat(json.at("/sub_accelerators")).hasSize(3);
        assertThat(json.at("/gap_percent").asDouble()).isLessThan(25);
        assertThat(json.at("/assignments"))
                .anySatisfy(each -> assertThat(each.at("/fused")).isNotEmpty());
    }
}
