package org.cosearch.latency.data;

/** The refusal of a data set: the file and line, what is wrong, and advice where there is some. */
public final class DatasetException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /** @param advice starts with "Maybe", or is empty */
    DatasetException(String place, String problem, String advice) {
        super(place + ": " + problem + (advice.isEmpty() ? "" : "\n" + advice));
    }
}
