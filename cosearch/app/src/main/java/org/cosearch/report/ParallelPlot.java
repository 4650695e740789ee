package org.cosearch.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Objective.Sense;
import org.cosearch.evaluate.Spec;
import org.cosearch.evaluate.Spec.Relation;

/**
 * One vertical axis per objective and spec, one line per design; better is up on every axis.
 *
 * <p>Of the designs that are not on the front at most {@value #OTHERS} are drawn, evenly spread over the run.
 */
final class ParallelPlot {

    private static final int OTHERS = 500;
    private static final int TOP = 96;
    private static final int BOTTOM = 430;

    private ParallelPlot() {}

    static String svg(RunReport report) {
        Set<Metric> metrics = new LinkedHashSet<>();
        report.problem().objectives().stream().map(Objective::metric).forEach(metrics::add);
        report.problem().specs().stream().map(Spec::metric).forEach(metrics::add);
        List<ReportedTrial> complete = report.trials().stream()
                .filter(trial -> metrics.stream().allMatch(trial.scores()::has))
                .toList();
        List<ReportedTrial> front = complete.stream()
                .filter(trial -> report.standing(trial) == Standing.FRONT)
                .toList();
        List<ReportedTrial> others = complete.stream()
                .filter(trial -> report.standing(trial) != Standing.FRONT)
                .toList();
        List<Axis> axes = axes(report, metrics, complete);
        int drawn = Math.min(others.size(), OTHERS);
        String title = "%s: parallel coordinates".formatted(Printable.line(report.name(), 60));
        String note =
                "up is better; %d on the front, %d of %d others drawn".formatted(front.size(), drawn, others.size());
        Svg svg = new Svg(Frame.WIDTH, BOTTOM + 70, title, note);
        svg.text("title", 16, 26, title);
        svg.text("note", 16, 44, note);
        Svg.Path crowd = new Svg.Path();
        for (int i = 0; i < drawn; i++) {
            line(crowd, axes, others.get((int) ((long) i * others.size() / drawn)));
        }
        if (!crowd.isEmpty()) {
            svg.path("s1 lines", crowd);
        }
        Svg.Path best = new Svg.Path();
        front.forEach(trial -> line(best, axes, trial));
        if (!best.isEmpty()) {
            svg.path("front-lines", best);
        }
        axes.forEach(axis -> axis.draw(svg));
        return svg.toString();
    }

    private static List<Axis> axes(RunReport report, Set<Metric> metrics, List<ReportedTrial> complete) {
        double left = 80;
        double step = metrics.size() == 1 ? 0 : (Frame.WIDTH - 2 * left) / (metrics.size() - 1);
        List<Axis> axes = new ArrayList<>();
        for (Metric metric : metrics) {
            Scale scale = Scale.showing(
                    complete.stream().map(trial -> trial.scores().value(metric)).toList());
            axes.add(new Axis(metric, scale, smallIsBetter(report, metric), left + axes.size() * step));
        }
        return axes;
    }

    private static boolean smallIsBetter(RunReport report, Metric metric) {
        return report.problem().objectives().stream()
                .filter(objective -> objective.metric().equals(metric))
                .map(objective -> objective.sense() == Sense.MINIMIZE)
                .findFirst()
                .orElseGet(() -> report.problem().specs().stream()
                        .anyMatch(spec -> spec.metric().equals(metric) && spec.relation() == Relation.AT_MOST));
    }

    private static void line(Svg.Path path, List<Axis> axes, ReportedTrial trial) {
        for (int i = 0; i < axes.size(); i++) {
            double y = axes.get(i).y(trial.scores().value(axes.get(i).metric()));
            if (i == 0) {
                path.moveTo(axes.get(i).x(), y);
            } else {
                path.lineTo(axes.get(i).x(), y);
            }
        }
    }

    private record Axis(Metric metric, Scale scale, boolean smallIsBetter, double x) {

        double y(double value) {
            double up = smallIsBetter ? 1 - scale.position(value) : scale.position(value);
            return BOTTOM - up * (BOTTOM - TOP);
        }

        void draw(Svg svg) {
            svg.line("axis", x, TOP, x, BOTTOM);
            for (double tick : scale.ticks()) {
                svg.line("axis", x - 3, y(tick), x + 3, y(tick));
                svg.text("end note", x - 7, y(tick) + 4, Numbers.readable(tick));
            }
            svg.text("middle", x, BOTTOM + 26, metric.name());
            svg.text("middle note", x, BOTTOM + 42, metric.unit());
        }
    }
}
