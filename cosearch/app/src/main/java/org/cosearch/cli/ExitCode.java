package org.cosearch.cli;

/** What the exit code of the command says. Signals add 128 to their number, so Ctrl-C ends a run with 130. */
final class ExitCode {

    /** All is done. */
    static final int OK = 0;

    /** It failed: a file cannot be read or written, or there is a fault in CoSearch. */
    static final int FAILED = 1;

    /** The command line or a file that it names is refused; nothing was begun. */
    static final int REFUSED = 2;

    /** The run is over, and no design meets the specs. */
    static final int NONE_FEASIBLE = 3;

    /** A mapping does not fit its accelerator, or there is none that does. */
    static final int DOES_NOT_FIT = 3;

    /** An adapter library does not keep a promise of the interface. */
    static final int BROKEN_PROMISE = 3;

    private ExitCode() {}
}
