package org.cosearch.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.cosearch.cli.CoSearch;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed resumes to the same files, bit for bit. */
class KillAndResumeTest {

    private static final List<String> IDENTICAL = List.of("journal.jsonl", "front.csv", "front.json");

    @TempDir
    Path folder;

    @Test
    void aRunKilledAtARandomMomentResumesToTheSameFiles() throws Exception {
        killAndCompare(2, "hardware.yaml");
    }

    @Test
    @Tag("slow")
    void twentyRunsKilledAtRandomMomentsResumeToTheSameFiles() throws Exception {
        killAndCompare(20, "hardware.yaml");
    }

    @Test
    @Tag("slow")
    void aRunKilledWhileNetworksTrainResumesToTheSameFiles() throws Exception {
        killAndCompare(4, "training.yaml");
    }

    private void killAndCompare(int kills, String config) throws Exception {
        Path twin = folder.resolve("twin");
        long started = System.nanoTime();
        assertThat(finish(start(
                        "run", Path.of("src/test/resources/runs", config).toString(), "--output", twin.toString())))
                .isZero();
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);

        RandomGenerator random = new RandomStreams(2026).stream(Purpose.SAMPLING);
        int interrupted = 0;
        for (int i = 0; i < kills; i++) {
            Path run = folder.resolve("killed-" + i);
            Process process =
                    start("run", Path.of("src/test/resources/runs", config).toString(), "--output", run.toString());
            long delay = 200 + random.nextLong(millis);
            if (!process.waitFor(delay, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                interrupted++;
            }
            if (Files.isRegularFile(RunInputs.runFile(new RunFolder(run)))) {
                assertThat(finish(start("resume", run.toString())))
                        .as("resume after %d ms", delay)
                        .isZero();
            } else {
                assertThat(finish(start(
                                "run",
                                Path.of("src/test/resources/runs", config).toString(),
                                "--output",
                                run.toString())))
                        .as("run again after %d ms", delay)
                        .isZero();
            }
            for (String file : IDENTICAL) {
                assertThat(run.resolve(file))
                        .as("%s of the run killed after %d ms", file, delay)
                        .hasSameBinaryContentAs(twin.resolve(file));
            }
        }
        assertThat(interrupted).as("kills that came before the end").isPositive();
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "-Dcosearch.root=" + System.getProperty("cosearch.root"),
                CoSearch.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("output.txt").toFile()))
                .start();
    }

    private int finish(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("The run hangs: " + Files.readString(folder.resolve("output.txt")));
        }
        if (process.exitValue() != 0) {
            System.out.println(Files.readString(folder.resolve("output.txt")));
        }
        return process.exitValue();
    }
}
