package org.cosearch.device;

import java.util.OptionalDouble;

/** A network on a device, ready to run. */
public interface Prepared extends AutoCloseable {

    /** Floats of one inference's input, all of a batch together. */
    int inputElements();

    /** Floats of one inference's output, all of a batch together. */
    int outputElements();

    /**
     * The output for one input, untimed.
     *
     * @param input {@code [batch, channels, rows, columns]} in that order, batch outermost
     * @return {@code [batch, outputs]}
     * @throws DeviceException with {@link Fault#REFUSED} if the device hands out no results
     */
    float[] infer(float[] input) throws DeviceException, InterruptedException;

    /**
     * Runs so often, one run after the other.
     *
     * @param runs at least 1
     * @return {@code [runs]} nanoseconds on the device's own clock, each above 0
     */
    long[] run(int runs) throws DeviceException, InterruptedException;

    /**
     * A counter over all runs of the last {@link #run}, such as {@code energy_joules}; empty if the device does not have
     * it.
     */
    OptionalDouble counter(String name) throws DeviceException, InterruptedException;

    /** Gives the network back; the session stays open. */
    @Override
    void close();
}
