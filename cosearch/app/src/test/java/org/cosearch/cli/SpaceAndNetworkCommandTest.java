package org.cosearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cosearch.config.SpaceFile;
import org.cosearch.space.Genome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class SpaceAndNetworkCommandTest {

    private static final Path SPACES = Path.of(System.getProperty("cosearch.root"), "configs", "spaces");

    private record Ended(int code, String out, String err) {}

    private static Ended execute(CommandLine commandLine, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return new Ended(commandLine.execute(arguments), out.toString(), err.toString());
    }

    private static Ended cosearch(String... arguments) {
        return execute(CoSearch.commandLine(), arguments);
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void aSpaceIsDescribedForPeople() {
        Ended ended = cosearch("space", "describe", "nasbench201");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        assertThat(ended.out().lines())
                .contains(
                        "family     nasbench201",
                        "designs    15625",
                        "decisions  6",
                        "op_1_0    (none | skip_connect | nor_conv_1x1 | nor_conv_3x3 | avg_pool_3x3)");
    }

    @Test
    void aSpaceIsDescribedForPrograms() throws Exception {
        Ended ended = cosearch(
                "space", "describe", "--json", SPACES.resolve("mbconv.yaml").toString());
        SpaceFile mbconv = SpaceFile.read(SPACES.resolve("mbconv.yaml"));
        assertThat(ended.code()).isZero();
        assertThat(json(ended.out()).get("designs").bigIntegerValue())
                .isEqualTo(mbconv.space().size().count());
        assertThat(json(ended.out()).get("decisions"))
                .hasSameSizeAs(mbconv.space().decisions());
    }

    @Test
    void samplesAreDesignsAndTheSeedDecides() {
        SpaceFile mbconv = SpaceFile.read(SPACES.resolve("mbconv.yaml"));
        String[] arguments = {"space", "sample", "mbconv", "-n", "20", "--seed", "3"};
        Ended ended = cosearch(arguments);
        assertThat(ended.out().lines())
                .hasSize(20)
                .allSatisfy(
                        line -> assertThat(Genome.fromJson(mbconv.space(), line).toJson())
                                .isEqualTo(line));
        assertThat(cosearch(arguments)).isEqualTo(ended);
        assertThat(cosearch("space", "sample", "mbconv", "-n", "20", "--seed", "4")
                        .out())
                .isNotEqualTo(ended.out());
        assertThat(cosearch("space", "sample", "mbconv", "-n", "20", "--seed", "3", "--by-decision")
                        .out())
                .isNotEqualTo(ended.out());
    }

    @Test
    void aDesignIsDescribedAsANetwork() throws Exception {
        String design = cosearch("space", "sample", "resnet9", "-n", "1").out().strip();
        Ended table = cosearch("network", "describe", "resnet9", "--design", design, "--input", "3x32x32");
        Ended json = cosearch("network", "describe", "resnet9", "--design", design, "--input", "3x32x32", "--json");
        assertThat(table.err() + json.err()).isEmpty();
        JsonNode network = json(json.out());
        long macs = 0;
        for (JsonNode layer : network.get("layers")) {
            macs += layer.get("macs").longValue();
        }
        assertThat(network.get("macs").longValue()).isEqualTo(macs).isPositive();
        assertThat(table.out()).contains("%,d multiply-accumulates".formatted(macs));
    }

    /** 11,689,512 parameters: torchvision's documentation of resnet18, weights IMAGENET1K_V1. */
    @Test
    void aPublishedNetworkHasItsPublishedSize() throws Exception {
        Ended ended = cosearch("network", "describe", "resnet18", "--json");
        assertThat(json(ended.out()).get("parameters").longValue()).isEqualTo(11_689_512);
    }

    @Test
    void aShellCanCompleteTheCommands() {
        Ended ended = cosearch("generate-completion");
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("space", "describe", "sample", "--by-decision");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            spaces                                         | Unmatched argument at index 0: 'spaces'
            space                                          | A command is missing: describe or sample.
            space describe                                 | Missing required parameter: 'SPACE'
            space describe mbconv --jsn                    | Unknown option: '--jsn'
            space sample mbconv -n many                    | Invalid value for option '--count': 'many' is not an int
            space sample mbconv -n 0                       | The count (0) is below 1.
            network describe resnet19                      | cosearch: There is no network and no space named (resnet19).
            network describe resnet9 --input 28x28         | cosearch: The input (28x28) is not of the form CxHxW.
            network describe resnet18 --classes 10         | cosearch: A published network takes both --input and --classes, or none of them.
            network describe resnet9 --design {}           | cosearch: Decision (stem) is missing, but it is active.
            """)
    void badUsageIsAMessageAlone(String arguments, String message) {
        Ended ended = cosearch(arguments.split(" "));
        assertThat(ended.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith(message).doesNotContain("\tat ");
    }

    @Test
    void aRefusedFileIsShownWithPlaceAndAdvice(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("my.yaml"), "famly: mbconv\nspace: [1, 2]\n");
        assertThat(cosearch("space", "describe", file.toString()))
                .isEqualTo(new Ended(
                        ExitCode.REFUSED,
                        "",
                        "cosearch: " + file
                                + ":1:1: unknown key (famly).\nMaybe family.\n".replace("\n", System.lineSeparator())));
        assertThat(cosearch("space", "describe", "mbconvv").err())
                .contains("there is no such file.")
                .contains("mbconv.yaml.");
    }
}
