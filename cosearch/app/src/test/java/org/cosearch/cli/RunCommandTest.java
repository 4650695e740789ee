package org.cosearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.cosearch.accelerator.format.AcceleratorYaml;
import org.cosearch.hardware.Accelerator;
import org.cosearch.workload.Network;
import org.cosearch.workload.json.NetworkJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RunCommandTest {

    private static final String RUN = "src/test/resources/runs/tiny.yaml";

    @TempDir
    Path folder;

    private record Ended(int code, String out, String err) {}

    private static Ended cosearch(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine =
                CoSearch.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return new Ended(commandLine.execute(arguments), out.toString(), err.toString());
    }

    @Test
    void aRunShowsPlainProgressAndEndsWithItsReport() {
        Path run = folder.resolve("run");

        Ended ended = cosearch("run", RUN, "--output", run.toString());

        assertThat(ended.code()).isEqualTo(ExitCode.OK);
        assertThat(ended.err().lines().findFirst()).contains("tiny in " + run);
        assertThat(ended.err())
                .contains("60/60 designs")
                .contains("meet the specs")
                .doesNotContain("\r");
        assertThat(ended.out().lines().reduce((first, last) -> last)).contains("Report: " + run.resolve("report.html"));
        assertThat(run.resolve("report.html")).isNotEmptyFile();
    }

    @Test
    void theResultIsOneJsonObjectForPrograms() throws IOException {
        Ended ended = cosearch("run", RUN, "--json", "-o", folder.resolve("run").toString());

        JsonNode result = new ObjectMapper().readTree(ended.out());
        assertThat(ended.err()).isEmpty();
        assertThat(result.path("evaluations").asInt()).isEqualTo(60);
        assertThat(result.path("front_size").asInt())
                .isEqualTo(new ObjectMapper()
                        .readTree(Path.of(result.path("front").asText()).toFile())
                        .path("designs")
                        .size());
    }

    @Test
    void quietSaysNothingButTheResult() {
        Ended ended =
                cosearch("run", RUN, "--quiet", "-o", folder.resolve("run").toString());

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).startsWith("tiny: finished after 60 evaluations");
    }

    @Test
    void aFinishedRunIsResumedFromItsJournalAlone() throws IOException {
        Path run = folder.resolve("run");
        Ended first = cosearch("run", RUN, "-q", "-o", run.toString());
        byte[] journal = Files.readAllBytes(run.resolve("journal.jsonl"));

        Ended again = cosearch("resume", "-q", run.toString());

        assertThat(again.code()).isEqualTo(ExitCode.OK);
        assertThat(run.resolve("journal.jsonl")).hasBinaryContent(journal);
        assertThat(again.out().lines().skip(1).toList())
                .isEqualTo(first.out().lines().skip(1).toList());
    }

    @Test
    void aRunThatNoDesignCanMeetSaysSoByItsExitCode() throws IOException {
        Path file = Files.createDirectories(folder.resolve("configs/runs")).resolve("impossible.yaml");
        Path configs = Path.of(System.getProperty("cosearch.root"), "configs");
        Files.createDirectories(folder.resolve("configs/spaces"));
        Files.createDirectories(folder.resolve("configs/technologies"));
        Files.copy(configs.resolve("spaces/mbconv-small.yaml"), folder.resolve("configs/spaces/mbconv-small.yaml"));
        Files.copy(
                configs.resolve("technologies/cmos-45nm.yaml"), folder.resolve("configs/technologies/cmos-45nm.yaml"));
        Files.writeString(
                file,
                Files.readString(Path.of(RUN))
                        .replace("latency_ms <= 0.01", "latency_ms <= 1.0e-9")
                        .replace("evaluations: 60", "evaluations: 20"));

        Ended ended = cosearch(
                "run", file.toString(), "-q", "-o", folder.resolve("run").toString());

        assertThat(ended.code()).isEqualTo(ExitCode.NONE_FEASIBLE);
        assertThat(ended.out()).contains("Front: 0 designs");
    }

    @Test
    void aMistakeInTheRunFileIsToldWithoutAStackTraceAndBeginsNothing() throws IOException {
        Path file = folder.resolve("typo.yaml");
        Files.writeString(file, Files.readString(Path.of(RUN)).replace("budget:", "bugdet:"));

        Ended ended =
                cosearch("run", file.toString(), "-o", folder.resolve("run").toString());

        assertThat(ended.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(ended.err()).contains("typo.yaml:").contains("bugdet").contains("Maybe budget.");
        assertThat(ended.err()).doesNotContain("Exception").doesNotContain("\tat ");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void aRunFileThatIsNotThereIsRefused() {
        Ended ended = cosearch("plan", folder.resolve("none.yaml").toString());

        assertThat(ended.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(ended.err()).contains("none.yaml").contains("there is no such file");
    }

    @Test
    void aFolderThatIsNoRunIsNotResumed() {
        Ended ended = cosearch("resume", folder.toString());

        assertThat(ended.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ended.err()).contains(folder.toString()).contains("Maybe").doesNotContain("\tat ");
    }

    @Test
    void aDamagedJournalIsNamedWithItsLine() throws IOException {
        Path run = folder.resolve("run");
        cosearch("run", RUN, "-q", "-o", run.toString());
        Path journal = run.resolve("journal.jsonl");
        Files.writeString(journal, Files.readString(journal).replaceFirst("\"id\":3", "\"id\":4"));

        Ended ended = cosearch("resume", "-q", run.toString());

        assertThat(ended.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ended.err()).contains("journal.jsonl:5: its checksum").contains("Maybe");
    }

    @Test
    void aDesignIsExportedWithItsAcceleratorItsNetworkAndItsMappings() throws IOException {
        Path run = folder.resolve("run");
        cosearch("run", RUN, "-q", "-o", run.toString());

        Ended ended = cosearch("export", run.toString(), "0");

        assertThat(ended.code()).isEqualTo(ExitCode.OK);
        Path design = run.resolve("designs/0");
        Accelerator accelerator = AcceleratorYaml.read(design.resolve("accelerator.yaml"));
        Network network = NetworkJson.read(Files.readString(design.resolve("classifier/network.json")), "network.json");
        long nests =
                network.nodes().stream().mapToLong(node -> node.nests().size()).sum();
        try (Stream<Path> mappings = Files.list(design.resolve("classifier/mappings"))) {
            assertThat(mappings).hasSize((int) (2 * nests));
        }
        assertThat(accelerator.levels()).isNotEmpty();
        assertThat(design.resolve("timeloop/arch.yaml")).isNotEmptyFile();

        assertThat(cosearch("export", run.toString(), "0").err()).contains("exists already");
        assertThat(cosearch("export", run.toString(), "1000").err())
                .contains("no trial (1000)")
                .contains("Maybe one from 0 to 59");
    }

    @Test
    void aPlanTellsSizesAndTimeWithoutRunning() throws IOException {
        Ended ended = cosearch("plan", RUN);

        assertThat(ended.code()).isEqualTo(ExitCode.OK);
        assertThat(ended.out())
                .contains("network classifier (mbconv-small): 8,192")
                .contains("Trained: nothing")
                .contains("Time: about");
        JsonNode json =
                new ObjectMapper().readTree(cosearch("plan", RUN, "--json").out());
        assertThat(json.path("estimate_seconds").isNumber()).isTrue();
    }

    @Test
    void helpAndVersionAndCompletionWork() {
        assertThat(cosearch("--help").out()).contains("Exit codes:").contains("resume");
        assertThat(cosearch("run", "--help").code()).isZero();
        assertThat(cosearch("help", "run").out()).contains("Example: cosearch run configs/runs/quickstart.yaml");
        assertThat(cosearch("version").out()).contains("cosearch ").contains("TensorFlow Java ");
        assertThat(cosearch("generate-completion").out()).contains("complete -F");
        assertThat(cosearch("rnu").code()).isEqualTo(ExitCode.REFUSED);
        assertThat(cosearch("rnu").err()).contains("run");
    }
}
