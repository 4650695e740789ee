package org.cosearch.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Scores;
import org.cosearch.evaluate.Trial;
import org.cosearch.run.RunListener;

/**
 * The progress of a run as text: trials done, time left, and the best value of each objective among the designs that
 * meet the specs.
 *
 * <p>On a terminal one line is drawn over and over; elsewhere a plain line is printed now and then.
 */
final class Progress implements RunListener {

    private static final int BAR_WIDTH = 24;
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final Problem problem;
    private final long evaluations;
    private final PrintStream out;
    private final boolean terminal;
    private final InstantSource clock;
    private final Instant start;
    private final double[] best;
    private Instant printed = Instant.MIN;
    private long done;
    private long replayed;
    private long feasible;
    private int drawn;

    Progress(Problem problem, long evaluations, PrintStream out, boolean terminal, InstantSource clock) {
        this.problem = problem;
        this.evaluations = evaluations;
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
        this.start = clock.instant();
        this.best = new double[problem.objectives().size()];
        java.util.Arrays.fill(best, Double.POSITIVE_INFINITY);
    }

    @Override
    public void told(List<Trial> batch, int replayedHere) {
        done += batch.size();
        replayed += replayedHere;
        for (Trial trial : batch) {
            if (problem.feasible(trial.outcome())) {
                feasible++;
                improve(((Outcome.Scored) trial.outcome()).scores());
            }
        }
        Instant now = clock.instant();
        if (terminal) {
            draw(line(now));
        } else if (replayedHere < batch.size() && (done == evaluations || !now.isBefore(printed.plus(BETWEEN_LINES)))) {
            printed = now;
            out.println(line(now));
        }
    }

    /** Leaves the drawn line, so that what is printed next begins on its own. */
    void close() {
        if (drawn > 0) {
            out.println();
            drawn = 0;
        }
    }

    private void improve(Scores scores) {
        double[] costs = problem.costs(scores);
        for (int i = 0; i < costs.length; i++) {
            best[i] = Math.min(best[i], costs[i]);
        }
    }

    private void draw(String line) {
        out.print("\r" + line + " ".repeat(Math.max(0, drawn - line.length())));
        out.flush();
        drawn = line.length();
    }

    private String line(Instant now) {
        List<String> parts = new ArrayList<>();
        if (terminal) {
            int filled = (int) (BAR_WIDTH * done / Math.max(1, evaluations));
            parts.add("[" + "#".repeat(filled) + "-".repeat(BAR_WIDTH - filled) + "]");
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
        if (fresh == 0) {
            return "from the journal";
        }
        double seconds = Duration.between(start, now).toMillis() / 1000.0;
        return duration(Duration.ofSeconds(Math.round(seconds * (evaluations - done) / fresh))) + " left";
    }

    /** As minutes and seconds, such as {@code 3:07}. */
    static String duration(Duration duration) {
        return "%d:%02d".formatted(duration.toMinutes(), duration.toSecondsPart());
    }
}
