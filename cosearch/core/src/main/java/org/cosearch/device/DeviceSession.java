package org.cosearch.device;

import java.util.List;
import org.cosearch.workload.Network;

/**
 * An open device. After a {@link DeviceException} whose fault {@linkplain Fault#endsSession ends the session} every
 * further call is refused; the device can be opened again.
 *
 * <p>For one thread at a time.
 */
public interface DeviceSession extends AutoCloseable {

    /** What the device says about itself, settings as they are applied; the same for the whole session. */
    List<Property> facts();

    /** How many inputs one run computes on. */
    int batch();

    /**
     * Makes a network ready to run.
     *
     * @throws DeviceException if the device cannot run it, which leaves the session open, or fails
     */
    Prepared prepare(Network network) throws DeviceException, InterruptedException;

    /** Gives the device back; ends it if it does not listen. */
    @Override
    void close();
}
