package org.cosearch.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/** Evaluates chunks of a batch side by side. */
record Parallel<T>(Evaluator<T> evaluator, Executor executor, int chunk) implements Evaluator<T> {

    Parallel {
        if (chunk < 1) {
            throw new IllegalArgumentException("The chunk (%d) is not at least 1 design.".formatted(chunk));
        }
    }

    @Override
    public List<Outcome> evaluate(List<T> designs) throws InterruptedException {
        List<FutureTask<List<Outcome>>> tasks = new ArrayList<>();
        for (int from = 0; from < designs.size(); from += chunk) {
            List<T> part = List.copyOf(designs.subList(from, Math.min(designs.size(), from + chunk)));
            tasks.add(new FutureTask<>(() -> Answers.checked(part, evaluator.evaluate(part))));
        }
        try {
            tasks.forEach(executor::execute);
            List<Outcome> outcomes = new ArrayList<>(designs.size());
            for (FutureTask<List<Outcome>> task : tasks) {
                outcomes.addAll(result(task));
            }
            return outcomes;
        } finally {
            // of no effect on those that are done; the waiting ones first, so that none starts in the place of another
            for (int i = tasks.size() - 1; i >= 0; i--) {
                tasks.get(i).cancel(true);
            }
        }
    }

    private static List<Outcome> result(FutureTask<List<Outcome>> task) throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause();
            if (cause instanceof Error error) {
                throw error;
            }
            if (cause instanceof RuntimeException exception) {
                throw exception;
            }
            if (cause instanceof InterruptedException) {
                throw (InterruptedException) new InterruptedException("A worker was interrupted.").initCause(cause);
            }
            throw new IllegalStateException(failure);
        }
    }
}
