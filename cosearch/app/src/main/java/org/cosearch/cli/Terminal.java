package org.cosearch.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where a command prints.
 *
 * @param interactive whether standard error is a terminal, on which a line can be drawn again
 */
record Terminal(PrintWriter out, PrintWriter err, boolean interactive) {

    /** The streams that the command line was given. */
    static Terminal of(CommandSpec command) {
        return new Terminal(
                command.commandLine().getOut(),
                command.commandLine().getErr(),
                Boolean.getBoolean("cosearch.interactive"));
    }
}
