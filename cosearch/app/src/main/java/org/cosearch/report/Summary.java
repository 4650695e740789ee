package org.cosearch.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Objective.Sense;
import org.cosearch.report.Convergence.Method;

/**
 * A run in a few lines for a terminal: plain text without colours, its names free of control characters.
 */
public final class Summary {

    private static final int LABEL_LENGTH = 60;

    private Summary() {}

    /**
     * The summary of {@code report}, ending in a line break.
     *
     * @param page where the report page is
     */
    public static String of(RunReport report, Path page) {
        Tally tally = Tally.of(report);
        Effort effort = report.effort();
        List<String> lines = new ArrayList<>();
        lines.add("%s: %s after %s in %s"
                .formatted(
                        report.name(),
                        report.status().label(),
                        Numbers.count(tally.evaluations(), "evaluation"),
                        Numbers.duration(report.provenance().wallSeconds())));
        lines.add("  %s scored, %s rejected, %s failed; %s avoided; %s trained"
                .formatted(
                        Numbers.count(tally.scored()),
                        Numbers.count(tally.count(Standing.REJECTED)),
                        Numbers.count(tally.count(Standing.FAILED)),
                        Numbers.count(effort.duplicatesAvoided(), "duplicate"),
                        Numbers.count(effort.networksTrained(), "network")));
        lines.add("Front: %s of %s feasible"
                .formatted(Numbers.count(report.front().size(), "design"), Numbers.count(tally.feasible())));
        for (Objective objective : report.problem().objectives()) {
            best(report, objective).ifPresent(lines::add);
        }
        hypervolume(report.convergence(), lines);
        lines.add("Report: " + page);
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(Printable.line(line)).append('\n'));
        return text.toString();
    }

    private static Optional<String> best(RunReport report, Objective objective) {
        return report.frontTrials().stream()
                .min(Comparator.comparingDouble(
                        trial -> objective.cost(trial.scores().value(objective.metric()))))
                .map(trial -> {
                    Figure figure = trial.scores().figure(objective.metric()).orElseThrow();
                    return "  %s %s = %s%s (%s)  trial %d: %s"
                            .formatted(
                                    objective.sense() == Sense.MAXIMIZE ? "highest" : "lowest",
                                    objective.metric().name(),
                                    Numbers.readable(figure.value()),
                                    figure.sigma() > 0 ? " +- " + Numbers.readable(figure.sigma()) : "",
                                    figure.origin().label(),
                                    trial.id(),
                                    Printable.line(trial.label(), LABEL_LENGTH));
                });
    }

    private static void hypervolume(Convergence convergence, List<String> lines) {
        if (convergence.run().replicates().isEmpty()) {
            return;
        }
        double reached = convergence.run().replicates().get(0).last();
        lines.add("Hypervolume over %s: %s".formatted(convergence.metricNames(), Numbers.readable(reached)));
        for (Method baseline : convergence.baselines()) {
            if (!baseline.replicates().isEmpty()) {
                List<Double> finals = baseline.finals();
                double median = Numbers.quantile(finals, 0.5);
                lines.add("  %s: %s, median of %s (%s to %s); this run %s"
                        .formatted(
                                baseline.name(),
                                Numbers.readable(median),
                                Numbers.count(finals.size(), "seed"),
                                Numbers.readable(Numbers.quantile(finals, 0)),
                                Numbers.readable(Numbers.quantile(finals, 1)),
                                compared(reached, median)));
            }
        }
    }

    private static String compared(double reached, double median) {
        if (reached == median) {
            return "is equal";
        }
        String direction = reached > median ? "higher" : "lower";
        return median == 0
                ? "is " + direction
                : "is %s %% %s".formatted(Numbers.readable(Math.abs(reached - median) / median * 100), direction);
    }
}
