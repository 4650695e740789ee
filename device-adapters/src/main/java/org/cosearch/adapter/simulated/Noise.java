package org.cosearch.adapter.simulated;

/**
 * How the times of a simulated device scatter around its model.
 *
 * @param sessionPercent standard deviation of what all runs of a session have in common
 * @param runPercent standard deviation of a run within its session
 * @param memory correlation of a run with the one before it, at least 0 and below 1
 */
public record Noise(double sessionPercent, double runPercent, double memory) {

    /** Every run takes exactly what the model says. */
    public static final Noise NONE = new Noise(0, 0, 0);

    public Noise {
        if (!(sessionPercent >= 0 && sessionPercent < 30 && runPercent >= 0 && runPercent < 30)) {
            throw new IllegalArgumentException("The noise (%s %% of sessions, %s %% of runs) is not in [0, 30) %%."
                    .formatted(sessionPercent, runPercent));
        }
        if (!(memory >= 0 && memory < 1)) {
            throw new IllegalArgumentException("The memory (%s) of a noise is not in [0, 1).".formatted(memory));
        }
    }
}
