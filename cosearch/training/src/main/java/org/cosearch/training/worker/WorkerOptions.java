package org.cosearch.training.worker;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How many worker processes train and what each may use.
 *
 * @param workers processes at a time, at least 1
 * @param threads that TensorFlow computes with in each, at least 1; with 1, results do not depend on timing
 * @param heapMebibytes the Java heap of a worker; TensorFlow's memory is outside of it
 * @param memoryMebibytes the resident memory above which a worker stops with an error
 * @param trainingsPerWorker after so many a worker is replaced by a fresh one, because TensorFlow gives back not all
 *     of its memory
 * @param trainingLimit wall time of one training, after which its worker is killed
 * @param startLimit wall time until a worker is ready; the first start on a machine unpacks TensorFlow
 * @param logFolder for what workers print, one file {@code worker-<n>.log} per place; made if missing
 */
public record WorkerOptions(
        int workers,
        int threads,
        int heapMebibytes,
        int memoryMebibytes,
        int trainingsPerWorker,
        Duration trainingLimit,
        Duration startLimit,
        Path logFolder) {

    public WorkerOptions {
        positive("workers", workers);
        positive("threads", threads);
        positive("heap_mebibytes", heapMebibytes);
        positive("memory_mebibytes", memoryMebibytes);
        positive("trainings_per_worker", trainingsPerWorker);
        if (trainingLimit.isNegative() || trainingLimit.isZero()) {
            throw new IllegalArgumentException("training_limit (%s) is not above 0.".formatted(trainingLimit));
        }
        if (startLimit.isNegative() || startLimit.isZero()) {
            throw new IllegalArgumentException("start_limit (%s) is not above 0.".formatted(startLimit));
        }
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s (%d) is not at least 1.".formatted(name, value));
        }
    }

    /**
     * One thread per worker, 512 MiB of heap, 4 GiB of memory, 20 trainings per process, 10 minutes per training and 3
     * per start.
     */
    public static WorkerOptions standard(int workers, Path logFolder) {
        return new WorkerOptions(workers, 1, 512, 4096, 20, Duration.ofMinutes(10), Duration.ofMinutes(3), logFolder);
    }

    public WorkerOptions withTrainingLimit(Duration newLimit) {
        return new WorkerOptions(
                workers, threads, heapMebibytes, memoryMebibytes, trainingsPerWorker, newLimit, startLimit, logFolder);
    }

    public WorkerOptions withTrainingsPerWorker(int newTrainings) {
        return new WorkerOptions(
                workers, threads, heapMebibytes, memoryMebibytes, newTrainings, trainingLimit, startLimit, logFolder);
    }
}
