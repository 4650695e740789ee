package org.cosearch.report;

import java.util.Locale;

/** Where a trial stands at the end of a run, from best to worst. */
public enum Standing {
    /** Feasible and not dominated. */
    FRONT,
    /** Meets every spec, but another design is better. */
    DOMINATED,
    /** Has all figures, and breaks a spec. */
    INFEASIBLE,
    /** Broke a spec on cheap figures and was not evaluated further. */
    REJECTED,
    /** Has no figures. */
    FAILED;

    /** The name in reports, in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
