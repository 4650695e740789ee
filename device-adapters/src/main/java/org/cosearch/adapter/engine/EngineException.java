package org.cosearch.adapter.engine;

/** The refusal of a call by a runtime that is still well. */
public final class EngineException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why, as far as the caller does something else about it. */
    public enum Reason {
        /** It does not take this setting, model or call. */
        REFUSED,
        /** There is no memory for it. */
        OUT_OF_MEMORY,
        /** The device behind it does not answer, or answers nonsense. */
        FAILED
    }

    private final Reason reason;

    /** @param message for people */
    public EngineException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** The kind of refusal. */
    public Reason reason() {
        return reason;
    }
}
