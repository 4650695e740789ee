package org.cosearch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cosearch.cli.Commands.cosearch;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cosearch.cli.Commands.Ended;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeviceCommandTest {

    private static final Path ROOT = Path.of(System.getProperty("cosearch.root"));

    @TempDir
    private Path folder;

    @Test
    void everyCombinationOfSettingsIsADevice() throws IOException {
        Ended listed = cosearch("device", "list", "--json");
        assertThat(listed.code()).isZero();
        assertThat(listed.json().get("devices").findValuesAsText("name"))
                .contains(
                        "ort.threads-1.batch-1.optimization-none",
                        "ort.threads-2.batch-8.optimization-all",
                        "kernels.convolution-im2col",
                        "simulated-eyeriss")
                .doesNotHaveDuplicates();
        assertThat(cosearch("device", "list").out())
                .contains("kernels.convolution-direct", "convolution=direct batch=1 cpu=any");
    }

    @Test
    void aDeviceDescribesItselfAsItsRuntimeSeesIt() throws IOException {
        Path file = Files.writeString(
                folder.resolve("one.yaml"), "{adapter: host-kernels, name: one, convolution: [im2col], batch: [3]}");
        Ended described = cosearch("device", "describe", file.toString(), "--json");
        assertThat(described.code()).isZero();
        JsonNode facts = described.json().at("/devices/0/facts");
        assertThat(facts.get("convolution").asText()).isEqualTo("im2col");
        assertThat(facts.get("batch").asText()).isEqualTo("3");
        assertThat(facts.get("formats").asText()).isEqualTo("cosearch-plan");
    }

    @Test
    void aDeviceThatDoesNotOpenSaysWhy() throws IOException {
        Path file = Files.writeString(folder.resolve("one.yaml"), "{adapter: host-kernels, name: one, cpu: 1000}");
        Ended described = cosearch("device", "describe", file.toString());
        assertThat(described.code()).isEqualTo(ExitCode.FAILED);
        assertThat(described.out()).contains("REFUSED", "cpu (1000) is no processor that this process may use");
    }

    @Test
    void theLibraryThatComesAlongKeepsEveryPromise() throws IOException {
        Ended checked =
                cosearch("device", "check", "cosearch_host", "--settings", "convolution=direct,batch=2", "--json");
        assertThat(checked.code()).isZero();
        assertThat(checked.json().get("broken").asInt()).isZero();
        assertThat(checked.json().get("promises").asInt()).isEqualTo(19);
    }

    @Test
    void aLibraryThatChecksNothingFailsByName() {
        Path bad = ROOT.resolve("native/target/adapters/libcosearch_bad.so");
        Ended checked =
                cosearch("device", "check", bad.toString(), "--settings", "fault=zero,at=run", "--seconds", "20");
        assertThat(checked.code()).isEqualTo(ExitCode.BROKEN_PROMISE);
        assertThat(checked.out()).contains("FAIL  cosearch_run writes", "took (0) ns", "promises hold");
    }

    @Test
    void aMisspeltDeviceIsRefused() {
        Ended described = cosearch("device", "describe", "host-kernel");
        assertThat(described.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(described.err()).contains("there is no such file", "Maybe").contains("host-kernels.yaml");
    }
}
