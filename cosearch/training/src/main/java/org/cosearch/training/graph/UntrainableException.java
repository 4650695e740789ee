package org.cosearch.training.graph;

/** The refusal to train a network; names the layer and what about it cannot be trained. */
public final class UntrainableException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    UntrainableException(String message) {
        super(message);
    }
}
