package org.cosearch.evaluate;

import java.util.List;

/**
 * Obtains the figures of designs.
 *
 * <p>The answer has the size and the order of the question, and depends on the designs alone: not on the order of
 * calls, the number of threads or the time.
 *
 * @param <T> what is evaluated
 */
@FunctionalInterface
public interface Evaluator<T> {

    /**
     * Evaluates a batch.
     *
     * @return one outcome per design, in order
     * @throws InterruptedException if the calling thread is interrupted; nothing is half done
     */
    List<Outcome> evaluate(List<T> designs) throws InterruptedException;
}
