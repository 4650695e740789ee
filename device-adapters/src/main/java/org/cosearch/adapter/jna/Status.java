package org.cosearch.adapter.jna;

import org.cosearch.adapter.engine.EngineException.Reason;

/** A {@code cosearch_status}, in the order of its codes. */
enum Status {
    OK(Reason.FAILED),
    INVALID_ARGUMENT(Reason.REFUSED),
    UNSUPPORTED(Reason.REFUSED),
    MALFORMED_MODEL(Reason.REFUSED),
    OUT_OF_MEMORY(Reason.OUT_OF_MEMORY),
    BUFFER_TOO_SMALL(Reason.FAILED),
    NOT_AVAILABLE(Reason.REFUSED),
    DEVICE_FAILED(Reason.FAILED),
    /** A code that the interface does not have. */
    UNKNOWN(Reason.FAILED);

    private final Reason reason;

    Status(Reason reason) {
        this.reason = reason;
    }

    /** What it means to the caller, where it is not expected. */
    Reason reason() {
        return reason;
    }

    static Status of(int code) {
        return code >= 0 && code < UNKNOWN.ordinal() ? values()[code] : UNKNOWN;
    }
}
