package org.cosearch.evaluate;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * Obtains the figures of designs.
 *
 * <p>The answer has the size and the order of the question, and depends on the designs alone: not on the order of
 * calls, the number of threads or the time.
 *
 * <p>Evaluators are put together from smaller ones, the innermost first:
 *
 * <pre>{@code
 * Evaluator<Design> evaluator = Evaluator.cheapFirst(
 *         costs,                                                      // latency, energy, area: microseconds
 *         problem.specs(),
 *         accuracy.parallel(workers, 1)                               // trains a network: minutes
 *                 .remembering(Function.identity(), Memory.inMemory())    // each network once
 *                 .mapping(Design::network),
 *         Scores::and);
 * }</pre>
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

    /** Evaluates one design after the other by {@code outcome}; stops between two designs when interrupted. */
    static <T> Evaluator<T> each(Function<? super T, ? extends Outcome> outcome) {
        return new OneByOne<>(outcome);
    }

    /**
     * Evaluates {@code cheap} on all designs and {@code expensive} on those alone that hold the specs so far: early
     * exit (EEEA-Net, Termritthikun et al. 2021).
     *
     * <p>A design that breaks a spec on a cheap figure becomes {@link Outcome.Rejected} with its cheap figures and the
     * first such spec; one that {@code cheap} itself rejects or fails stays so. A spec whose metric has no cheap figure
     * is left to the expensive ones.
     *
     * @param merge the figures of a survivor from its cheap and its expensive ones, such as {@link Scores#and}
     */
    static <T> Evaluator<T> cheapFirst(
            Evaluator<T> cheap, List<Spec> specs, Evaluator<T> expensive, BinaryOperator<Scores> merge) {
        return new CheapFirst<>(cheap, specs, expensive, merge);
    }

    /**
     * Evaluates designs by a part of them, such as their network.
     *
     * @param part equal designs have equal parts
     */
    default <D> Evaluator<D> mapping(Function<? super D, ? extends T> part) {
        return designs -> Answers.checked(designs, evaluate(Answers.map(designs, part)));
    }

    /**
     * Evaluates only what {@code memory} does not know, and each key once per batch.
     *
     * @param key what decides the outcome: designs of equal keys have equal outcomes
     */
    default <K> Evaluator<T> remembering(Function<? super T, ? extends K> key, Memory<K> memory) {
        return new Remembering<>(this, key, memory);
    }

    /**
     * Turns a {@link RuntimeException} into {@link Outcome.Failed} of the design that caused it. The batch is then
     * evaluated again one by one to find it. An {@link Error} is thrown on, and so is an interruption.
     */
    default Evaluator<T> guarded() {
        return new Guarded<>(this);
    }

    /**
     * Evaluates {@linkplain #guarded guarded} chunks of consecutive designs side by side and puts the outcomes back by
     * index, so that the answer is that of one thread.
     *
     * <p>When the calling thread is interrupted, or a chunk throws, the other chunks are cancelled. The caller waits for
     * the chunks: it must not itself be the only thread of {@code executor}.
     *
     * @param executor where this evaluator, which must be safe for that, runs
     * @param chunk designs per task, at least 1: few for long evaluations, many for short ones
     */
    default Evaluator<T> parallel(Executor executor, int chunk) {
        return new Parallel<>(guarded(), executor, chunk);
    }
}
