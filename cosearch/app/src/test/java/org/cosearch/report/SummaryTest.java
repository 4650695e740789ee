package org.cosearch.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void theSummarySaysWhatWasFoundAndWhereTheReportIs() {
        RunReport run = SampleRun.of(1, 300, 3);

        String summary = Summary.of(run, Path.of("runs/fashion/report.html"));

        Tally tally = Tally.of(run);
        assertThat(summary.lines().toList())
                .startsWith(
                        "fashion-two-chips: finished after 300 evaluations in 9 min 41 s",
                        "  %d scored, %d rejected, %d failed; 60 duplicates avoided; 42 networks trained"
                                .formatted(
                                        tally.scored(), tally.count(Standing.REJECTED), tally.count(Standing.FAILED)),
                        "Front: %d designs of %d feasible".formatted(run.front().size(), tally.feasible()))
                .endsWith("Report: runs/fashion/report.html");
        assertThat(summary)
                .containsPattern(
                        "(?m)^  highest accuracy_percent = [\\d.]+ \\+- 0\\.28 \\(trained\\)  trial \\d+: \\w+")
                .containsPattern("(?m)^  lowest latency_ms = [\\d.]+ \\(simulated\\)  trial \\d+: \\w+")
                .containsPattern("(?m)^Hypervolume over accuracy_percent, latency_ms, energy_mj, area_mm2: 0\\.\\d+$")
                .containsPattern(
                        "(?m)^  random search: 0\\.\\d+, median of 3 seeds \\(0\\.\\d+ to 0\\.\\d+\\); this run is [\\d.]+ % (higher|lower)$");
    }

    @Test
    void namesCannotSteerTheTerminal() {
        String summary = Summary.of(HostileRun.of("\u001b[31mred\u001b]0;t\u0007\r\n\u009b2J\u202egpj"), Path.of("r"));

        assertThat(summary.chars()
                        .filter(c -> c != '\n' && Character.isISOControl(c))
                        .count())
                .isZero();
        assertThat(summary).doesNotContain("\u202e").contains("\\u001b[31mred");
        assertThat(summary.lines()).hasSize(8);
    }
}
