package org.cosearch.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ParallelTest extends EvaluatorContract<Integer> {

    private final ExecutorService workers = Executors.newFixedThreadPool(4);

    @AfterEach
    void stop() throws InterruptedException {
        workers.shutdownNow();
        assertThat(workers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    protected Evaluator<Integer> evaluator() {
        return Toys.errors().parallel(workers, 2);
    }

    @Override
    protected List<Integer> designs() {
        return Toys.designs();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 16})
    void anyNumberOfThreadsGivesTheAnswerOfOne(int threads) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Evaluator<Integer> slowStart = designs -> {
                Thread.sleep(designs.get(0) < 10 ? 5 : 0); // later chunks finish first
                return failsOn(7).evaluate(designs);
            };
            for (int chunk = 1; chunk <= 32; chunk *= 2) {
                assertThat(slowStart.parallel(pool, chunk).evaluate(designs()))
                        .as("chunk %d", chunk)
                        .isEqualTo(slowStart.guarded().evaluate(designs()));
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void chunksRunSideBySide() throws InterruptedException {
        CountDownLatch allStarted = new CountDownLatch(4);
        Evaluator<Integer> meeting = designs -> {
            allStarted.countDown();
            allStarted.await();
            return Toys.areas().evaluate(designs);
        };

        assertThat(meeting.parallel(workers, 1).evaluate(List.of(1, 2, 3, 4))).hasSize(4);
    }

    @Test
    void anExceptionFailsItsDesignAlone() throws InterruptedException {
        List<Outcome> outcomes = failsOn(2).parallel(workers, 3).evaluate(List.of(0, 1, 2, 3));

        assertThat(outcomes.get(2))
                .isEqualTo(new Outcome.Failed("The evaluation threw IllegalArgumentException: no design 2"));
        assertThat(List.of(outcomes.get(0), outcomes.get(1), outcomes.get(3)))
                .isEqualTo(Toys.areas().evaluate(List.of(0, 1, 3)));
    }

    @Test
    void anErrorIsThrownOn() {
        Evaluator<Integer> exhausted = Evaluator.each(design -> {
            throw new OutOfMemoryError("planted");
        });

        assertThatThrownBy(() -> exhausted.parallel(workers, 1).evaluate(designs()))
                .isInstanceOf(OutOfMemoryError.class)
                .hasMessage("planted");
    }

    @Test
    void anAnswerOfAnotherSizeIsABrokenPromiseAndNoOutcome() {
        Evaluator<Integer> broken = designs -> List.of();

        assertThatThrownBy(() -> broken.parallel(workers, 4).evaluate(designs()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("(4) designs by (0) outcomes");
    }

    @Test
    void anInterruptedCallerStopsTheWorkers() throws Exception {
        CountDownLatch started = new CountDownLatch(4);
        AtomicInteger stopped = new AtomicInteger();
        Evaluator<Integer> endless = designs -> {
            started.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException interrupted) {
                stopped.incrementAndGet();
                throw interrupted;
            }
            return Collections.nCopies(designs.size(), new Outcome.Failed("never"));
        };
        AtomicBoolean thrown = new AtomicBoolean();
        Thread caller = new Thread(() -> {
            try {
                endless.parallel(workers, 1).evaluate(designs());
            } catch (InterruptedException expected) {
                thrown.set(true);
            }
        });
        caller.start();
        started.await();
        caller.interrupt();
        caller.join();

        assertThat(thrown).isTrue();
        workers.shutdown();
        assertThat(workers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(stopped).hasValue(4); // the waiting chunks never started
    }

    @Test
    void anInterruptedWorkerInterruptsTheCaller() {
        Evaluator<Integer> interrupted = designs -> {
            throw new InterruptedException();
        };

        assertThatThrownBy(() -> interrupted.parallel(workers, 1).evaluate(designs()))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void aDirectExecutorIsSerial() throws InterruptedException {
        Executor direct = Runnable::run;

        assertThat(Toys.areas().parallel(direct, 3).evaluate(designs()))
                .isEqualTo(Toys.areas().evaluate(designs()));
    }

    @Test
    void aFullExecutorIsNotHidden() {
        workers.shutdown();

        assertThatThrownBy(() -> Toys.areas().parallel(workers, 1).evaluate(designs()))
                .isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void aMemoryBelowManyThreadsKeepsTheAnswer() throws Exception {
        Evaluator<Integer> remembering =
                Toys.areas().remembering(design -> design, Memory.inMemory()).parallel(workers, 5);
        List<Integer> repeated = IntStream.range(0, 500).mapToObj(i -> i % 7).toList();
        FutureTask<List<Outcome>> beside = new FutureTask<>(() -> remembering.evaluate(repeated));
        new Thread(beside).start();

        assertThat(remembering.evaluate(repeated))
                .isEqualTo(Toys.areas().evaluate(repeated))
                .isEqualTo(beside.get());
    }

    @Test
    void aChunkHoldsAtLeastOneDesign() {
        assertThatThrownBy(() -> Toys.areas().parallel(workers, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(0)");
    }

    private static Evaluator<Integer> failsOn(int bad) {
        return Evaluator.each(design -> {
            if (design == bad) {
                throw new IllegalArgumentException("no design " + bad);
            }
            return new Outcome.Scored(Scores.of(Toys.area(design)));
        });
    }
}
