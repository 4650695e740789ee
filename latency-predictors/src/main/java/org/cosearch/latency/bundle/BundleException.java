package org.cosearch.latency.bundle;

/** The refusal of a predictor bundle: the file, what is wrong, and advice where there is some. */
public final class BundleException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /** @param advice starts with "Maybe", or is empty */
    BundleException(String file, String problem, String advice) {
        super(file + ": " + problem + (advice.isEmpty() ? "" : "\n" + advice));
    }
}
