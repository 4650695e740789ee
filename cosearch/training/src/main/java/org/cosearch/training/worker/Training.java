package org.cosearch.training.worker;

import java.util.OptionalDouble;
import org.cosearch.training.TrainingResult;

/** What became of one network in a pool. */
public sealed interface Training {

    /**
     * It was trained and scored.
     *
     * @param testAccuracyPercent {@link org.cosearch.training.Score#accuracyPercent} on images from the official test
     *     file; only of a network that was saved, and only with the full files
     */
    record Finished(TrainingResult result, OptionalDouble testAccuracyPercent) implements Training {}

    /**
     * It was not: it cannot be trained, its loss diverged, or its worker crashed or took too long.
     *
     * @param reason for people
     */
    record Failed(String reason) implements Training {}
}
