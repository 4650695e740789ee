package org.cosearch.adapter.wire;

import java.time.Duration;
import org.cosearch.device.DeviceException;
import org.cosearch.device.Fault;

/** One session with whoever works for a device. For one thread at a time. */
public interface Conversation extends AutoCloseable {

    /**
     * Sends a request and waits for the answer.
     *
     * @param doing for errors, such as {@code preparing network small}
     * @return no refusal
     * @throws DeviceException if there is no answer in time, or it is a refusal; after a fault that ends the session the
     *     other end is gone
     */
    Reply call(Request request, Duration limit, String doing) throws DeviceException, InterruptedException;

    /** Ends the session because of what was answered; gives the exception to throw. */
    DeviceException end(Fault fault, String doing, String what);

    /** Ends the session, without asking. */
    @Override
    void close();
}
