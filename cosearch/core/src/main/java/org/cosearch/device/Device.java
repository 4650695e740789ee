package org.cosearch.device;

/**
 * What runs networks: a machine under fixed settings. It reports how long each run took and decides nothing else.
 *
 * <p>Implementations are immutable; all state is in the sessions.
 */
public interface Device {

    /** The device as it was asked for. */
    DeviceInfo info();

    /**
     * Starts afresh: where there is a process, a new one.
     *
     * @throws DeviceException if the device does not answer or refuses its settings
     */
    DeviceSession open() throws DeviceException, InterruptedException;

    /** The machine around it; nothing is known of one that is computed. */
    default Surroundings surroundings() {
        return Surroundings.unknown();
    }
}
