package org.cosearch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        List<String> command = new ArrayList<>(List.of(browser.orElseThrow()));
        command.addAll(List.of(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-sync",
                "--disable-background-networking",
                "--disable-component-update",
                "--enable-logging=stderr",
                "--user-data-dir=" + folder.resolve("profile"),
                "--virtual-time-budget=5000",
                "--dump-dom",
                page.toUri().toString()));
        Process process = new ProcessBuilder(command)
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
        for (String part :
                List.of("<dt>Front</dt><dd>" + run.front().size() + " designs", "NOT DONE", "Layers of classifier")) {
            assertThat(visit.document.contains(part)).as(part).isTrue();
        }
        assertThat(Pattern.compile("<canvas").matcher(visit.document).results().count())
                .isEqualTo(5);
        assertThat(Pattern.compile("<tr class=\"choice")
                        .matcher(visit.document)
                        .results()
                        .count())
                .isEqualTo(Math.min(25, run.front().size()));
    }

    @Test
    void aRunThatHasJustBegunHasAPage() throws Exception {
        Visit visit = visit(SampleRun.begun());

        assertThat(visit.log.lines().filter(line -> line.contains("CONSOLE"))).isEmpty();
        assertThat(visit.document.contains("No design has figures yet.")).isTrue();
        assertThat(visit.document.contains("NOT DONE")).isTrue();
    }

    @Test
    void namesThatLookLikeMarkupAreShownAsTheyAreWritten() throws Exception {
        Visit visit = visit(HostileRun.of("</script><img src=x onerror=\"document.title='owned'\">{{data}}"));

        assertThat(visit.log.lines().filter(line -> line.contains("CONSOLE"))).isEmpty();
        // As an element it would read <img src="x"; in text and in attributes it is escaped otherwise.
        assertThat(visit.document.contains("<img src=\"x\"")).isFalse();
        assertThat(visit.document.contains("<title>owned")).isFalse();
        assertThat(Pattern.compile("&lt;/script&gt;&lt;img src=x")
                        .matcher(visit.document)
                        .results()
                        .count())
                .isGreaterThan(20);
    }
}
