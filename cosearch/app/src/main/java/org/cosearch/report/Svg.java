package org.cosearch.report;

import java.util.Locale;

/** A stand-alone SVG document that is drawn from back to front, in pixels from the upper left corner. */
final class Svg {

    private static final String STYLE = """
            svg { background: #fff; font-family: system-ui, sans-serif; font-size: 12px; fill: #222 }
            .title { font-size: 15px; font-weight: 600 }
            .note { fill: #555; font-size: 11px }
            .end { text-anchor: end } .middle { text-anchor: middle }
            path, line { fill: none; stroke-linecap: round; stroke-linejoin: round }
            .axis { stroke: #444; stroke-width: 1 }
            .grid { stroke: #e3e3e3; stroke-width: 1 }
            .spec { stroke: #b3261e; stroke-width: 1.2; stroke-dasharray: 5 4 }
            .broken { fill: #b3261e; fill-opacity: 0.07; stroke: none }
            .infeasible { stroke: #8a8f98; stroke-width: 1.1; stroke-opacity: 0.6 }
            .dominated { stroke: #0072b2; stroke-width: 5; stroke-opacity: 0.35 }
            .front { fill: #d55e00; stroke: #fff; stroke-width: 0.5 }
            .staircase { stroke: #d55e00; stroke-width: 1.2; stroke-opacity: 0.6 }
            .lines { stroke-width: 1; stroke-opacity: 0.25 }
            .front-lines { stroke: #d55e00; stroke-width: 1; stroke-opacity: 0.7 }
            .curve { stroke-width: 2 }
            .band { stroke: none; fill-opacity: 0.16 }
            .bar { stroke: #fff; stroke-width: 0.6; fill-opacity: 0.85 }
            .inside { fill: #fff; font-size: 10px }
            .s0 { stroke: #d55e00; fill: none } .b0 { fill: #d55e00 }
            .s1 { stroke: #0072b2; fill: none } .b1 { fill: #0072b2 }
            .s2 { stroke: #009e73; fill: none } .b2 { fill: #009e73 }
            .s3 { stroke: #cc79a7; fill: none } .b3 { fill: #cc79a7 }
            .s4 { stroke: #b38600; fill: none } .b4 { fill: #b38600 }
            .s5 { stroke: #555555; fill: none } .b5 { fill: #555555 }
            """;

    /** Colours of series before they repeat; classes {@code s0} for lines and {@code b0} for areas. */
    static final int COLOURS = 6;

    private final StringBuilder xml = new StringBuilder();

    /**
     * An empty drawing.
     *
     * @param description what is seen, for readers that do not see it
     */
    Svg(int width, int height, String title, String description) {
        xml.append(String.format(
                Locale.ROOT, """
                <?xml version="1.0" encoding="UTF-8"?>
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" role="img">
                <title>%3$s</title>
                <desc>%4$s</desc>
                <style>
                %5$s</style>
                """, width, height, Printable.markup(title), Printable.markup(description), STYLE));
    }

    void line(String style, double x1, double y1, double x2, double y2) {
        element("<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>", style, x1, y1, x2, y2);
    }

    void rectangle(String style, double x, double y, double width, double height) {
        element("<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>", style, x, y, width, height);
    }

    void path(String style, Path path) {
        element("<path class=\"%s\" d=\"%s\"/>", style, path.data);
    }

    void text(String style, double x, double y, String text) {
        element("<text class=\"%s\" x=\"%s\" y=\"%s\">%s</text>", style, x, y, Printable.markup(text));
    }

    /** Text that reads upward, centred on the point. */
    void upwardText(double x, double y, String text) {
        element(
                "<text class=\"middle\" transform=\"translate(%s %s) rotate(-90)\">%s</text>",
                x, y, Printable.markup(text));
    }

    private void element(String format, Object... parts) {
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] instanceof Double number) {
                parts[i] = pixels(number);
            }
        }
        xml.append(String.format(Locale.ROOT, format, parts)).append('\n');
    }

    /** The document so far. */
    @Override
    public String toString() {
        return xml + "</svg>\n";
    }

    private static String pixels(double value) {
        double rounded = Math.round(value * 10) / 10.0;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }

    /** Lines and marks that share one style: one element, however many there are. */
    static final class Path {

        private final StringBuilder data = new StringBuilder();

        boolean isEmpty() {
            return data.isEmpty();
        }

        Path moveTo(double x, double y) {
            return command('M', x, y);
        }

        Path lineTo(double x, double y) {
            return command('L', x, y);
        }

        Path close() {
            data.append('Z');
            return this;
        }

        /** A round dot as wide as the stroke. */
        Path dot(double x, double y) {
            command('M', x, y);
            data.append("h0");
            return this;
        }

        Path cross(double x, double y, double r) {
            return moveTo(x - r, y - r)
                    .lineTo(x + r, y + r)
                    .moveTo(x - r, y + r)
                    .lineTo(x + r, y - r);
        }

        Path diamond(double x, double y, double r) {
            return moveTo(x, y - r)
                    .lineTo(x + r, y)
                    .lineTo(x, y + r)
                    .lineTo(x - r, y)
                    .close();
        }

        private Path command(char letter, double x, double y) {
            data.append(letter).append(pixels(x)).append(' ').append(pixels(y));
            return this;
        }
    }
}
