package org.cosearch.training.worker;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.cosearch.training.TrainingException;
import org.cosearch.training.worker.WorkerProcess.FaultException;

/** A place for one worker process at a time, which is filled anew when its worker is worn out or lost. */
final class WorkerSeat {

    /** How often a network may lose its worker to a signal from outside before that counts as its failure. */
    private static final int MAX_STOPS = 3;

    /** Ctrl-C reaches workers and pool alike: time for the pool to be stopped too before it goes on. */
    private static final long STOP_PAUSE_MILLIS = 500;

    private final WorkerCommand command;
    private final WorkerOptions options;
    private final int place;
    private final ScheduledExecutorService clock;
    private Optional<WorkerProcess> worker = Optional.empty();
    private boolean cancelled;

    WorkerSeat(WorkerCommand command, WorkerOptions options, int place, ScheduledExecutorService clock) {
        this.command = command;
        this.options = options;
        this.place = place;
        this.clock = clock;
    }

    /**
     * Trains, whatever happens to the worker.
     *
     * @throws InterruptedException if the seat is cancelled
     * @throws TrainingException if no worker can be started, which is no fault of the network
     */
    Training train(Message.Train request) throws InterruptedException {
        for (int stops = 1; ; stops++) {
            WorkerProcess process = occupy();
            try {
                process.awaitReady(options.startLimit());
            } catch (FaultException e) {
                vacate();
                if (e.stopped() && stops < MAX_STOPS) {
                    Thread.sleep(STOP_PAUSE_MILLIS);
                    continue;
                }
                throw new TrainingException("A worker does not start. %s%nMaybe %s says why."
                        .formatted(e.getMessage(), WorkerProcess.logFile(options, place)));
            }
            try {
                Message answer = process.train(request, options.trainingLimit());
                if (process.trainings() >= options.trainingsPerWorker()) {
                    vacate();
                }
                return answer instanceof Message.Trained trained
                        ? new Training.Finished(
                                trained.result(),
                                trained.testAccuracyPercent().stream()
                                        .mapToDouble(Double::doubleValue)
                                        .findFirst())
                        : new Training.Failed(((Message.Failed) answer).reason());
            } catch (FaultException e) {
                vacate();
                if (!e.stopped() || stops == MAX_STOPS) {
                    return new Training.Failed(String.valueOf(e.getMessage()));
                }
                Thread.sleep(STOP_PAUSE_MILLIS);
            }
        }
    }

    /** Ends the training under way, from another thread; further ones are refused until {@link #renew}. */
    synchronized void cancel() {
        cancelled = true;
        worker.ifPresent(WorkerProcess::kill);
    }

    /** Takes trainings again. */
    synchronized void renew() {
        cancelled = false;
    }

    /** Ends the worker and waits until it is gone. */
    synchronized void release() {
        worker.ifPresent(WorkerProcess::close);
        worker = Optional.empty();
    }

    private synchronized void vacate() throws InterruptedException {
        release();
        checkNotCancelled();
    }

    /** The worker of this seat, which is launched if there is none. */
    private synchronized WorkerProcess occupy() throws InterruptedException {
        checkNotCancelled();
        // a worker that was lost while it waited is nobody's failure
        worker = worker.filter(WorkerProcess::alive);
        if (worker.isEmpty()) {
            try {
                worker = Optional.of(WorkerProcess.launch(command, options, place, clock));
            } catch (IOException e) {
                throw new TrainingException("A worker cannot be launched: %s.".formatted(e.getMessage()));
            }
        }
        return worker.get();
    }

    private synchronized void checkNotCancelled() throws InterruptedException {
        if (cancelled) {
            throw new InterruptedException("The trainings were cancelled.");
        }
    }
}
