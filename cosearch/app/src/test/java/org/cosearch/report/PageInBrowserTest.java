package org.cosearch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser: Chromium, if there is one on the path. */
@Tag("acceptance")
class PageInBrowserTest {

    private record Visit(String document, String log) {}

    @TempDir
    Path folder;

    private static Optional<String> browser() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(path -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> path + "/" + name))
                .filter(file -> new File(file).canExecute())
                .findFirst();
    }

    private Visit visit(RunReport report) throws IOException, InterruptedException {
        Optional<String> browser = browser();
        assumeTrue(browser.isPresent(), "There is no Chromium on the path.\nMaybe apt-get install chromium.");
        Path page = ReportFiles.write(report, folder.resolve("report")).page();
        Path document = folder.resolve("document.html");
        Path log = folder.resolve("browser.log");
        List<String> command = Stream.concat(
                        Stream.of(browser.orElseThrow()),
                        Stream.of(
                                        "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync",
                                        "--disable-background-networking --disable-component-update --enable-logging=stderr",
                                        "--user-data-dir=" + folder.resolve("profile"),
                                        "--virtual-time-budget=5000 --dump-dom")
                                .flatMap(options -> Arrays.stream(options.split(" ", -1))))
                .toList();
        Process process = new ProcessBuilder(command)
                .command(Stream.concat(command.stream(), Stream.of(page.toUri().toString()))
                        .toList())
                .redirectOutput(document.toFile())
                .redirectError(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Visit(Files.readString(document), Files.readString(log, StandardCharsets.ISO_8859_1));
    }

    @Test
    void thePageFillsItselfWithoutAComplaint() throws Exception {
        RunReport run = SampleRun.of(1, 500, 5);

        Visit visit = visit(run);

        assertThat(visit.log.lines().filter(line -> line.contains("CONSOLE"))).isEmpty();
        assertThat(visit.document)
                .contains("<dt>Front</dt><dd>" + run.front().size() + " designs")
                .contains("NOT DONE")
                .contains("Layers of classifier");
        assertThat(Pattern.compile("<canvas").matcher(visit.document).results().count())
                .isEqualTo(5);
        assertThat(Pattern.compile("<tr class=\"choice")
                        .matcher(visit.document)
                        .results()
                        .count())
                .isEqualTo(Math.min(25, run.front().size()));
    }

    @Test
    void namesThatLookLikeMarkupAreShownAsTheyAreWritten() throws Exception {
        Visit visit = visit(HostileRun.of("</script><img src=x onerror=\"document.title='owned'\">{{data}}"));

        assertThat(visit.log.lines().filter(line -> line.contains("CONSOLE"))).isEmpty();
        assertThat(visit.document).doesNotContain("<img", "<title>owned");
        assertThat(Pattern.compile("&lt;/script&gt;&lt;img src=x")
                        .matcher(visit.document)
                        .results()
                        .count())
                .isGreaterThan(20);
    }
}
