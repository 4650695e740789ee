package org.cosearch.report;

import java.util.ArrayList;
import java.util.List;
import org.cosearch.report.Convergence.Method;
import org.cosearch.report.Convergence.Point;

/** The hypervolume over evaluations: medians as lines, the range over seeds as areas. */
final class HypervolumePlot {

    private HypervolumePlot() {}

    /** The plot of {@code convergence}, whose run has at least one replicate. */
    static String svg(String name, Convergence convergence) {
        List<Method> methods = new ArrayList<>(List.of(convergence.run()));
        convergence.baselines().stream()
                .filter(method -> !method.replicates().isEmpty())
                .forEach(methods::add);
        List<Band> bands = methods.stream()
                .map(method -> Band.of(method.replicates(), Point::evaluations))
                .toList();
        String title = "%s: hypervolume".formatted(Printable.line(name, 60));
        Svg svg = new Svg(Frame.WIDTH, Frame.HEIGHT, title, "the hypervolume of %d methods".formatted(methods.size()));
        Frame frame = Frame.of(
                svg,
                Scale.linear(
                        0, bands.stream().flatMap(band -> band.at().stream()).reduce(1.0, Math::max)),
                Scale.linear(
                        0, bands.stream().flatMap(band -> band.high().stream()).reduce(1e-3, Math::max)));
        frame.axes(
                title,
                "of the feasible designs over %s, normalised; lines are medians, areas the range over seeds"
                        .formatted(convergence.metricNames()),
                "evaluations",
                "hypervolume (no unit)");
        List<Frame.Key> keys = new ArrayList<>();
        for (int i = methods.size() - 1; i >= 0; i--) {
            int colour = i % Svg.COLOURS;
            draw(frame, bands.get(i), colour);
            Method method = methods.get(i);
            keys.add(
                    0,
                    new Frame.Key(
                            "%s (%s)"
                                    .formatted(
                                            method.name(),
                                            Numbers.count(method.replicates().size(), "seed")),
                            "curve s" + colour,
                            (path, x, y) -> path.moveTo(x - 8, y).lineTo(x + 8, y)));
        }
        Frame.legend(svg, 62, keys);
        return svg.toString();
    }

    private static void draw(Frame frame, Band band, int colour) {
        if (!band.low().equals(band.high())) {
            Svg.Path area = steps(frame, band.at(), band.high(), new Svg.Path());
            for (int i = band.at().size() - 1; i >= 0; i--) {
                area.lineTo(frame.px(band.at().get(i)), frame.py(band.low().get(i)));
                if (i > 0) {
                    area.lineTo(frame.px(band.at().get(i)), frame.py(band.low().get(i - 1)));
                }
            }
            frame.svg().path("band b" + colour, area.close());
        }
        frame.svg().path("curve s" + colour, steps(frame, band.at(), band.median(), new Svg.Path()));
    }

    /** A value holds until the next place. */
    private static Svg.Path steps(Frame frame, List<Double> at, List<Double> values, Svg.Path path) {
        path.moveTo(frame.px(at.get(0)), frame.py(values.get(0)));
        for (int i = 1; i < at.size(); i++) {
            path.lineTo(frame.px(at.get(i)), frame.py(values.get(i - 1)))
                    .lineTo(frame.px(at.get(i)), frame.py(values.get(i)));
        }
        return path;
    }
}
