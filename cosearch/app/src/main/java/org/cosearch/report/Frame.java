package org.cosearch.report;

import java.util.List;

/**
 * The plotting area of a chart with two axes.
 *
 * @param left edges in pixels
 */
record Frame(Svg svg, Scale x, Scale y, double left, double top, double right, double bottom) {

    static final int WIDTH = 760;
    static final int HEIGHT = 520;
    private static final double LETTER_WIDTH = 6.4;

    /** Draws a mark around a point. */
    @FunctionalInterface
    interface Mark {
        void draw(Svg.Path path, double x, double y);
    }

    /** What a mark in a style means. */
    record Key(String name, String style, Mark mark) {}

    static Frame of(Svg svg, Scale x, Scale y) {
        return new Frame(svg, x, y, 76, 78, WIDTH - 24, HEIGHT - 52);
    }

    double px(double value) {
        return left + x.position(value) * (right - left);
    }

    double py(double value) {
        return bottom - y.position(value) * (bottom - top);
    }

    /** Title, grid, ticks and the names of the axes. */
    void axes(String title, String note, String xName, String yName) {
        svg.text("title", 16, 26, title);
        svg.text("note", 16, 44, note);
        for (double tick : x.ticks()) {
            svg.line("grid", px(tick), top, px(tick), bottom);
            svg.text("middle", px(tick), bottom + 18, Numbers.readable(tick));
        }
        for (double tick : y.ticks()) {
            svg.line("grid", left, py(tick), right, py(tick));
            svg.text("end", left - 8, py(tick) + 4, Numbers.readable(tick));
        }
        svg.line("axis", left, bottom, right, bottom);
        svg.line("axis", left, top, left, bottom);
        svg.text("middle", (left + right) / 2, bottom + 40, xName);
        svg.upwardText(18, (top + bottom) / 2, yName);
    }

    /** The meaning of the marks, in rows from {@code (16, y)} on. */
    static void legend(Svg svg, double y, List<Key> keys) {
        double x = 22;
        for (Key key : keys) {
            String name = Printable.line(key.name(), 40);
            double room = 34 + LETTER_WIDTH * name.length();
            if (x > 22 && x + room > WIDTH) {
                x = 22;
                y += 16;
            }
            Svg.Path path = new Svg.Path();
            key.mark().draw(path, x, y);
            svg.path(key.style(), path);
            svg.text("", x + 14, y + 4, name);
            x += room;
        }
    }
}
