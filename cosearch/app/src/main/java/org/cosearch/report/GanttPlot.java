package org.cosearch.report;

import java.util.ArrayList;
import java.util.List;
import org.cosearch.report.DesignSheet.AcceleratorSheet;
import org.cosearch.report.DesignSheet.NetworkSheet;
import org.cosearch.report.DesignSheet.ScheduledLayer;

/** A Gantt chart: a row for each sub-accelerator, a bar for each layer in the colour of its network. */
final class GanttPlot {

    private static final double LEFT = 130;
    private static final double TOP = 84;
    private static final double ROW = 44;
    private static final double BAR = 30;
    private static final double LETTER_WIDTH = 6.6;

    private GanttPlot() {}

    /** The chart of a schedule that is not empty. */
    static String svg(DesignSheet sheet) {
        List<String> rows =
                sheet.accelerators().stream().map(AcceleratorSheet::name).toList();
        List<String> networks =
                sheet.networks().stream().map(NetworkSheet::name).toList();
        double end = sheet.schedule().stream()
                .mapToDouble(ScheduledLayer::endMs)
                .max()
                .orElse(1);
        Scale time = Scale.linear(0, end);
        double bottom = TOP + ROW * rows.size();
        double right = Frame.WIDTH - 24;
        String title = "Schedule of design #%d".formatted(sheet.trial());
        Svg svg = new Svg(
                Frame.WIDTH,
                (int) bottom + 52,
                title,
                "%d layers of %d networks on %d sub-accelerators in %s ms"
                        .formatted(sheet.schedule().size(), networks.size(), rows.size(), Numbers.readable(end)));
        svg.text("title", 16, 26, title);
        svg.text(
                "note",
                16,
                44,
                "one inference of each network; a bar is a layer, ends after %s ms".formatted(Numbers.readable(end)));
        for (double tick : time.ticks()) {
            double x = LEFT + time.position(tick) * (right - LEFT);
            svg.line("grid", x, TOP, x, bottom);
            svg.text("middle", x, bottom + 18, Numbers.readable(tick));
        }
        for (int i = 0; i < rows.size(); i++) {
            svg.text("end", LEFT - 8, TOP + ROW * i + ROW / 2 + 4, Printable.line(rows.get(i), 18));
        }
        for (ScheduledLayer layer : sheet.schedule()) {
            double from = LEFT + time.position(layer.startMs()) * (right - LEFT);
            double width = LEFT + time.position(layer.endMs()) * (right - LEFT) - from;
            double y = TOP + ROW * rows.indexOf(layer.accelerator()) + (ROW - BAR) / 2;
            bar(svg, layer, networks.indexOf(layer.network()), from, width, y);
        }
        svg.line("axis", LEFT, bottom, right, bottom);
        svg.text("middle", (LEFT + right) / 2, bottom + 40, "time (ms)");
        legend(svg, networks);
        return svg.toString();
    }

    private static void bar(Svg svg, ScheduledLayer layer, int network, double x, double width, double y) {
        svg.rectangle("bar b" + network % Svg.COLOURS, x, y, width, BAR);
        String name = Printable.line(layer.layer(), 24);
        if (name.length() * LETTER_WIDTH < width) {
            svg.text("inside middle", x + width / 2, y + BAR / 2 + 4, name);
        }
    }

    private static void legend(Svg svg, List<String> networks) {
        List<Frame.Key> keys = new ArrayList<>();
        for (int i = 0; i < networks.size(); i++) {
            keys.add(new Frame.Key(
                    networks.get(i),
                    "curve s" + i % Svg.COLOURS,
                    (path, x, y) -> path.moveTo(x - 8, y).lineTo(x + 8, y)));
        }
        Frame.legend(svg, 64, keys);
    }
}
