package org.cosearch.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A line of progress: on a terminal it is drawn over and over, elsewhere it is printed now and then. */
final class LiveLine {

    private static final int BAR_WIDTH = 24;
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final PrintWriter out;
    private final boolean terminal;
    private final InstantSource clock;
    private Instant printed = Instant.EPOCH;
    private int drawn;

    LiveLine(PrintWriter out, boolean terminal, InstantSource clock) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
    }

    /** Draws a line, or prints it if the last one is some time ago. */
    void show(String line, boolean last) {
        Instant now = clock.instant();
        if (terminal) {
            out.print("\r" + line + " ".repeat(Math.max(0, drawn - line.length())));
            out.flush();
            drawn = line.length();
            if (last) {
                close();
            }
        } else if (last || !now.isBefore(printed.plus(BETWEEN_LINES))) {
            printed = now;
            out.println(line);
            out.flush();
        }
    }

    /** Ends the drawn line, so that what is printed next begins on its own. */
    void close() {
        if (drawn > 0) {
            out.println();
            out.flush();
            drawn = 0;
        }
    }

    /** How much is done, as a bar. */
    static String bar(long done, long all) {
        int filled = (int) (BAR_WIDTH * done / Math.max(1, all));
        return "[" + "#".repeat(filled) + "-".repeat(BAR_WIDTH - filled) + "]";
    }

    /** The time left at the pace so far, such as {@code 3:07 left}. */
    static String left(Duration passed, long done, long left) {
        double seconds = passed.toMillis() / 1000.0;
        return duration(Duration.ofSeconds(Math.round(seconds * left / done))) + " left";
    }

    /** As minutes and seconds, such as {@code 3:07}. */
    static String duration(Duration duration) {
        return "%d:%02d".formatted(duration.toMinutes(), duration.toSecondsPart());
    }
}
