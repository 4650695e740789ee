package org.cosearch.training;

/** The failure of one training, such as a loss that is no longer a number. */
public final class TrainingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TrainingException(String message) {
        super(message);
    }
}
