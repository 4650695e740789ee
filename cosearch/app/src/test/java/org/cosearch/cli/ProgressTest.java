package org.cosearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Origin;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Scores;
import org.cosearch.evaluate.Spec;
import org.cosearch.evaluate.Trial;
import org.cosearch.run.RunListener;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final Problem PROBLEM = new Problem(
            List.of(Objective.maximize(Metric.ACCURACY_PERCENT), Objective.minimize(Metric.LATENCY_MS)),
            List.of(Spec.atMost(Metric.LATENCY_MS, 1)));

    private final StringWriter text = new StringWriter();
    private final AtomicLong seconds = new AtomicLong();
    private final InstantSource clock = () -> Instant.ofEpochSecond(1_000_000 + seconds.get());

    @Test
    void aTerminalHasOneLineDrawnOverAndOver() {
        Progress progress = progress(true);
        RunListener run = progress.searching(PROBLEM, 4);
        seconds.addAndGet(10);
        run.told(List.of(trial(80, 0.5)), 0);
        run.told(List.of(trial(90, 2)), 0);
        run.told(List.of(trial(85, 0.75), trial(70, 0.25)), 0);
        progress.close();

        List<String> drawn = text.toString().lines().toList();
        assertThat(text.toString()).startsWith("\r[######------------------]  1/4 designs  0:30 left");
        assertThat(drawn.get(drawn.size() - 1))
                .endsWith("4/4 designs  0:00 left  3 meet the specs  accuracy_percent 85.00  latency_ms 0.2500");
        assertThat(text.toString().stripTrailing()).doesNotContain("\n");
    }

    @Test
    void elsewhereLinesComeNowAndThenAndAtTheEnd() {
        RunListener run = progress(false).searching(PROBLEM, 100);
        for (int i = 0; i < 100; i++) {
            seconds.addAndGet(1);
            run.told(List.of(trial(80, 0.5)), 0);
        }

        assertThat(text.toString().lines().count()).isBetween(20L, 21L);
        assertThat(text.toString()).doesNotContain("\r");
        assertThat(text.toString().lines().reduce((a, b) -> b).orElseThrow()).startsWith("100/100 designs");
    }

    @Test
    void trainingsAreSeenBeforeTheirBatchIsDone() {
        Progress progress = progress(true);
        progress.searching(PROBLEM, 40);
        progress.trained("classifier", 86.31);

        assertThat(text.toString()).contains("0/40 designs  1 networks trained, the last for classifier to 86.3 %");
    }

    @Test
    void whatComesFromTheJournalIsNoGroundForAnEstimate() {
        RunListener run = progress(true).searching(PROBLEM, 10);
        seconds.addAndGet(1);
        run.told(List.of(trial(80, 0.5)), 1);

        assertThat(text.toString()).contains("from the journal");
    }

    private Progress progress(boolean terminal) {
        return new Progress(new PrintWriter(text), terminal, clock);
    }

    private static Trial trial(double accuracyPercent, double latencyMs) {
        return new Trial(
                0,
                Genome.fromJson(Space.integers(0, 9), "{\".\":3}"),
                new Outcome.Scored(Scores.of(
                        Figure.of(Metric.ACCURACY_PERCENT, accuracyPercent, Origin.TRAINED),
                        Figure.of(Metric.LATENCY_MS, latencyMs, Origin.SIMULATED))));
    }
}
