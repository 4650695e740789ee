package org.cosearch.evaluate;

import java.util.Locale;

/** How a figure was obtained. */
public enum Origin {
    /** On a device, by a measurement protocol. */
    MEASURED,
    /** By a fitted predictor. */
    PREDICTED,
    /** By an analytical model or a simulator. */
    SIMULATED,
    /** From a table of earlier results. */
    TABULATED,
    /** By training a network and scoring it on held-out data. */
    TRAINED,
    /** By counting, exactly. */
    COUNTED;

    /** The name in files and reports, in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
