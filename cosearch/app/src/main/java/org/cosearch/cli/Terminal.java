package org.cosearch.cli;

import java.io.PrintStream;

/**
 * Where a command prints.
 *
 * @param interactive whether standard error is a terminal, on which a line can be drawn again
 */
record Terminal(PrintStream out, PrintStream err, boolean interactive) {

    /** The streams of this process. */
    static Terminal standard() {
        return new Terminal(System.out, System.err, Boolean.getBoolean("cosearch.interactive"));
    }
}
