package org.cosearch.run;

import java.time.Duration;
import java.util.Optional;

/**
 * What a run may spend.
 *
 * @param evaluations trials, at least 1
 * @param wallTime time on the wall, over all sessions of the run; the batch at work when it ends is finished
 */
public record Budget(long evaluations, Optional<Duration> wallTime) {
    public Budget {
        if (evaluations < 1) {
            throw new IllegalArgumentException(
                    "The budget has evaluations (%d), not at least 1.".formatted(evaluations));
        }
    }

    public static Budget ofEvaluations(long evaluations) {
        return new Budget(evaluations, Optional.empty());
    }
}
