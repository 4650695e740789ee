package org.cosearch.device;

/** A device that does not do what it was asked to. It costs the measurement under way and nothing else. */
public final class DeviceException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Fault fault;

    /** @param message for people: which device, what it was asked, what came of it */
    public DeviceException(Fault fault, String message) {
        super(message);
        this.fault = fault;
    }

    /** The kind of failure. */
    public Fault fault() {
        return fault;
    }
}
