package org.cosearch.device;

/** What went wrong with a device. */
public enum Fault {
    /** It said no: a setting, a network or a call that it does not take. It goes on. */
    REFUSED,
    /** Its process ended by a signal or with an error. */
    CRASHED,
    /** Its process ended without a word and without an error. */
    VANISHED,
    /** It took longer than it was given, and was ended. */
    TIMED_OUT,
    /** It needed more memory than it was given, and was ended or gave up. */
    OUT_OF_MEMORY,
    /** It answered what cannot be: times of zero, more time than passed, numbers that are none. */
    NONSENSE;

    /** Whether the session is over after it. */
    public boolean endsSession() {
        return this != REFUSED;
    }
}
