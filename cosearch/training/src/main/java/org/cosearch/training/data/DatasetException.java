package org.cosearch.training.data;

/** The refusal of a data set: names the file or the setting, says what was found there and what was expected. */
public final class DatasetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatasetException(String message) {
        super(message);
    }

    public DatasetException(String message, Throwable cause) {
        super(message, cause);
    }
}
