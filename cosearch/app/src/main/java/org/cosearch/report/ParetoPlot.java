package org.cosearch.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Spec;
import org.cosearch.evaluate.Spec.Relation;

/**
 * Two metrics of all trials against one another: diamonds on the front, dots for dominated designs, crosses for those
 * that break a spec; what the specs exclude is shaded.
 */
final class ParetoPlot {

    private record Dot(double x, double y) {}

    private ParetoPlot() {}

    static String svg(RunReport report, Metric x, Metric y) {
        List<Dot> front = dots(report, x, y, Standing.FRONT);
        List<Dot> dominated = dots(report, x, y, Standing.DOMINATED);
        List<Dot> infeasible = dots(report, x, y, Standing.INFEASIBLE, Standing.REJECTED);
        List<Dot> all = new ArrayList<>(front);
        all.addAll(dominated);
        all.addAll(infeasible);

        String title = "%s: %s and %s".formatted(Printable.line(report.name(), 50), x.name(), y.name());
        Svg svg = new Svg(
                Frame.WIDTH,
                Frame.HEIGHT,
                title,
                "%d designs on the front, %d dominated, %d infeasible"
                        .formatted(front.size(), dominated.size(), infeasible.size()));
        Frame frame = Frame.of(
                svg,
                Scale.showing(all.stream().map(Dot::x).toList()),
                Scale.showing(all.stream().map(Dot::y).toList()));
        frame.axes(title, better(report, x) + better(report, y) + "shaded: excluded by a spec", name(x), name(y));
        report.problem().specs().forEach(spec -> spec(frame, spec, x, y));
        marks(frame, "infeasible", infeasible, ParetoPlot::cross);
        marks(frame, "dominated", dominated, Svg.Path::dot);
        Optional<Objective> ofX = objective(report, x);
        Optional<Objective> ofY = objective(report, y);
        if (ofX.isPresent() && ofY.isPresent() && report.problem().objectives().size() == 2) {
            staircase(frame, front, ofX.get(), ofY.get());
        }
        marks(frame, "front", front, ParetoPlot::diamond);
        Frame.legend(
                svg,
                62,
                List.of(
                        new Frame.Key("front (" + Numbers.count(front.size()) + ")", "front", ParetoPlot::diamond),
                        new Frame.Key(
                                "dominated (" + Numbers.count(dominated.size()) + ")", "dominated", Svg.Path::dot),
                        new Frame.Key(
                                "infeasible (" + Numbers.count(infeasible.size()) + ")",
                                "infeasible",
                                ParetoPlot::cross)));
        return svg.toString();
    }

    private static List<Dot> dots(RunReport report, Metric x, Metric y, Standing... standings) {
        List<Dot> dots = new ArrayList<>();
        for (ReportedTrial trial : report.trials()) {
            Optional<Figure> atX = trial.scores().figure(x);
            Optional<Figure> atY = trial.scores().figure(y);
            if (atX.isPresent() && atY.isPresent() && List.of(standings).contains(report.standing(trial))) {
                dots.add(new Dot(atX.get().value(), atY.get().value()));
            }
        }
        return dots;
    }

    private static Optional<Objective> objective(RunReport report, Metric metric) {
        return report.problem().objectives().stream()
                .filter(objective -> objective.metric().equals(metric))
                .findFirst();
    }

    /** A metric and its unit, as an axis is labelled. */
    static String name(Metric metric) {
        return metric.unit().isEmpty() ? metric.name() : metric.name() + " (" + metric.unit() + ")";
    }

    private static String better(RunReport report, Metric metric) {
        return objective(report, metric).map(objective -> objective + "; ").orElse("");
    }

    private static void cross(Svg.Path path, double x, double y) {
        path.cross(x, y, 2.6);
    }

    private static void diamond(Svg.Path path, double x, double y) {
        path.diamond(x, y, 4.5);
    }

    /** One path; dots on the same pixel are drawn once, so that its size is bounded by that of the picture. */
    private static void marks(Frame frame, String style, List<Dot> dots, Frame.Mark mark) {
        Set<Dot> pixels = new LinkedHashSet<>();
        for (Dot dot : dots) {
            pixels.add(new Dot(Math.rint(frame.px(dot.x)), Math.rint(frame.py(dot.y))));
        }
        Svg.Path path = new Svg.Path();
        pixels.forEach(pixel -> mark.draw(path, pixel.x, pixel.y));
        if (!path.isEmpty()) {
            frame.svg().path(style, path);
        }
    }

    private static void spec(Frame frame, Spec spec, Metric x, Metric y) {
        boolean atMost = spec.relation() == Relation.AT_MOST;
        if (spec.metric().equals(x) && frame.x().contains(spec.bound())) {
            double at = frame.px(spec.bound());
            double from = atMost ? at : frame.left();
            double to = atMost ? frame.right() : at;
            frame.svg().rectangle("broken", from, frame.top(), to - from, frame.bottom() - frame.top());
            frame.svg().line("spec", at, frame.top(), at, frame.bottom());
        } else if (spec.metric().equals(y) && frame.y().contains(spec.bound())) {
            double at = frame.py(spec.bound());
            double from = atMost ? frame.top() : at;
            double to = atMost ? at : frame.bottom();
            frame.svg().rectangle("broken", frame.left(), from, frame.right() - frame.left(), to - from);
            frame.svg().line("spec", frame.left(), at, frame.right(), at);
        }
    }

    /** The border of what the front dominates; seen as such only where there are no further objectives. */
    private static void staircase(Frame frame, List<Dot> front, Objective x, Objective y) {
        Svg.Path path = new Svg.Path();
        Dot before = new Dot(Double.NaN, Double.NaN);
        for (Dot dot : front.stream().sorted(Comparator.comparingDouble(Dot::x)).toList()) {
            if (path.isEmpty()) {
                path.moveTo(frame.px(dot.x), frame.py(dot.y));
            } else {
                path.lineTo(frame.px(worse(x, before.x, dot.x)), frame.py(worse(y, before.y, dot.y)))
                        .lineTo(frame.px(dot.x), frame.py(dot.y));
            }
            before = dot;
        }
        if (!path.isEmpty()) {
            frame.svg().path("staircase", path);
        }
    }

    private static double worse(Objective objective, double a, double b) {
        return objective.cost(a) > objective.cost(b) ? a : b;
    }
}
