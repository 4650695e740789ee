package org.cosearch.training.worker;

import org.cosearch.training.TrainingResult;

/** What became of one network in a pool. */
public sealed interface Training {

    /** It was trained and scored. */
    record Finished(TrainingResult result) implements Training {}

    /**
     * It was not: it cannot be trained, its loss diverged, or its worker crashed or took too long.
     *
     * @param reason for people
     */
    record Failed(String reason) implements Training {}
}
