package org.cosearch.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Scores;
import org.cosearch.evaluate.Trial;
import org.cosearch.run.RunListener;
import org.cosearch.session.Session;

/**
 * The progress of a run as text: trials done, time left, and the best value of each objective among the designs that
 * meet the specs.
 *
 * <p>On a terminal one line is drawn over and over; elsewhere a plain line is printed now and then.
 */
final class Progress implements Session.Watcher, RunListener {

    private static final Problem NOTHING_ASKED = new Problem(List.of(Objective.minimize(Metric.LATENCY_MS)), List.of());

    private final LiveLine shown;
    private final boolean terminal;
    private final InstantSource clock;
    private Problem problem = NOTHING_ASKED;
    private long evaluations;
    private Instant start = Instant.EPOCH;
    private double[] best = {};
    private long done;
    private long replayed;
    private long feasible;
    private int trained;

    Progress(PrintWriter out, boolean terminal, InstantSource clock) {
        this.shown = new LiveLine(out, terminal, clock);
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public synchronized RunListener searching(Problem asked, long budget) {
        problem = asked;
        evaluations = budget;
        start = clock.instant();
        best = new double[problem.objectives().size()];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        return this;
    }

    @Override
    public synchronized void trained(String task, double accuracyPercent) {
        trained++;
        show(
                "%d/%d designs  %d networks trained, the last for %s to %.1f %%"
                        .formatted(done, evaluations, trained, task, accuracyPercent),
                false);
    }

    @Override
    public synchronized void comparing(long done, long all) {
        show("comparing with the baselines: %d/%d designs".formatted(done, all), done == all);
    }

    @Override
    public synchronized void told(List<Trial> batch, int replayedHere) {
        done += batch.size();
        replayed += replayedHere;
        for (Trial trial : batch) {
            if (problem.feasible(trial.outcome())) {
                feasible++;
                improve(((Outcome.Scored) trial.outcome()).scores());
            }
        }
        if (terminal || replayedHere < batch.size()) {
            show(line(clock.instant()), done == evaluations);
        }
    }

    /** Ends the drawn line, so that what is printed next begins on its own. */
    synchronized void close() {
        shown.close();
    }

    private void show(String line, boolean last) {
        shown.show(line, last);
    }

    private void improve(Scores scores) {
        double[] costs = problem.costs(scores);
        for (int i = 0; i < costs.length; i++) {
            best[i] = Math.min(best[i], costs[i]);
        }
    }

    private String line(Instant now) {
        List<String> parts = new ArrayList<>();
        if (terminal) {
            parts.add(LiveLine.bar(done, evaluations));
        }
        parts.add("%d/%d designs".formatted(done, evaluations));
        parts.add(left(now));
        parts.add("%d meet the specs".formatted(feasible));
        if (feasible > 0) {
            for (int i = 0; i < best.length; i++) {
                Objective objective = problem.objectives().get(i);
                double value = objective.sense() == Objective.Sense.MINIMIZE ? best[i] : -best[i];
                parts.add("%s %s".formatted(objective.metric().name(), String.format(Locale.ROOT, "%.4g", value)));
            }
        }
        return String.join("  ", parts);
    }

    private String left(Instant now) {
        long fresh = done - replayed;
        return fresh == 0 ? "from the journal" : LiveLine.left(Duration.between(start, now), fresh, evaluations - done);
    }
}
