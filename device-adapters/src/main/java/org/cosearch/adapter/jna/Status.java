package org.cosearch.adapter.jna;

import org.cosearch.adapter.engine.EngineException.Reason;

/** A {@code cosearch_status}. */
enum Status {
    OK(0, Reason.FAILED),
    INVALID_ARGUMENT(1, Reason.REFUSED),
    UNSUPPORTED(2, Reason.REFUSED),
    MALFORMED_MODEL(3, Reason.REFUSED),
    OUT_OF_MEMORY(4, Reason.OUT_OF_MEMORY),
    BUFFER_TOO_SMALL(5, Reason.FAILED),
    NOT_AVAILABLE(6, Reason.REFUSED),
    DEVICE_FAILED(7, Reason.FAILED),
    /** A code that the interface does not have. */
    UNKNOWN(-1, Reason.FAILED);

    private final int code;
    private final Reason reason;

    Status(int code, Reason reason) {
        this.code = code;
        this.reason = reason;
    }

    /** What it means to the caller, where it is not expected. */
    Reason reason() {
        return reason;
    }

    static Status of(int code) {
        for (Status status : values()) {
            if (status.code == code) {
                return status;
            }
        }
        return UNKNOWN;
    }
}
