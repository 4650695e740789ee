package org.cosearch.workload.json;

/** The refusal of a text that is not a network; says where in the text and what is wrong. */
public final class NetworkJsonException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    NetworkJsonException(String message, Throwable cause) {
        super(message, cause);
    }
}
