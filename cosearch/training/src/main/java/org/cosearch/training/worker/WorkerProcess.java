package org.cosearch.training.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** One worker process from its start to its end, which it does not survive a fault of. */
final class WorkerProcess implements AutoCloseable {

    /** How a Java process ends that was asked to by SIGHUP, SIGINT or SIGTERM. */
    private static final Set<Integer> STOPPED = Set.of(129, 130, 143);

    private final Process process;
    private final MessageStream stream;
    private final WorkerLog log;
    private final ScheduledExecutorService clock;
    private boolean ready;
    private int trainings;

    private WorkerProcess(Process process, Path logFile, ScheduledExecutorService clock) {
        this.process = process;
        this.stream = new MessageStream(process.getInputStream(), process.getOutputStream());
        this.log = WorkerLog.of(process.getErrorStream(), logFile);
        this.clock = clock;
    }

    /** The end of a worker that was not asked for; the process is gone when this is thrown. */
    static final class FaultException extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean stopped;

        FaultException(String message, boolean stopped) {
            super(message);
            this.stopped = stopped;
        }

        /** Whether somebody stopped the process by a signal, as Ctrl-C does to a whole group of processes. */
        boolean stopped() {
            return stopped;
        }
    }

    /** A process that was started and is not yet ready. */
    static WorkerProcess launch(WorkerCommand command, WorkerOptions options, int place, ScheduledExecutorService clock)
            throws IOException {
        Files.createDirectories(options.logFolder());
        return new WorkerProcess(command.process(options).start(), logFile(options, place), clock);
    }

    /** Where the workers of a seat leave what they print. */
    static Path logFile(WorkerOptions options, int place) {
        return options.logFolder().resolve("worker-" + place + ".log");
    }

    /** Waits until the worker takes requests; returns at once if it does already. */
    void awaitReady(Duration limit) throws FaultException, InterruptedException {
        if (ready) {
            return;
        }
        Message answer = receive(limit, "to start");
        if (!(answer instanceof Message.Ready)) {
            throw fault("The worker began with %s and was killed".formatted(answer));
        }
        ready = true;
    }

    /** Sends a request and waits for its answer. */
    Message train(Message.Train request, Duration limit) throws FaultException, InterruptedException {
        trainings++;
        try {
            stream.send(request);
        } catch (IOException e) {
            throw fault("The worker does not listen (%s) and ended".formatted(e.getMessage()));
        }
        Message answer = receive(limit, "to train");
        long id = answer instanceof Message.Trained trained
                ? trained.id()
                : answer instanceof Message.Failed failed ? failed.id() : -1;
        if (id != request.id()) {
            throw fault("The worker answered request %d with %s and was killed".formatted(request.id(), answer));
        }
        return answer;
    }

    /** How many requests were sent. */
    int trainings() {
        return trainings;
    }

    private Message receive(Duration limit, String purpose) throws FaultException, InterruptedException {
        ScheduledFuture<?> alarm = clock.schedule(this::kill, limit.toMillis(), TimeUnit.MILLISECONDS);
        try {
            Optional<Message> answer = stream.receive();
            if (alarm.cancel(false)) {
                if (answer.isEmpty()) {
                    throw fault("The worker died");
                }
                return answer.get();
            }
        } catch (MessageStream.MalformedException e) {
            if (alarm.cancel(false)) {
                throw fault("The worker cannot be understood: %s; it was killed".formatted(e.getMessage()));
            }
        } catch (IOException e) {
            if (alarm.cancel(false)) {
                throw fault("The worker cannot be heard: %s; it ended".formatted(e.getMessage()));
            }
        }
        throw new FaultException(
                "The worker took longer than %s s %s.".formatted(limit.toMillis() / 1000.0, purpose), false);
    }

    /** Makes sure that the process is gone and says how it ended. */
    private FaultException fault(String what) throws InterruptedException {
        if (!process.waitFor(1, TimeUnit.SECONDS)) {
            kill();
            process.waitFor();
        }
        int status = process.exitValue();
        String lastLine = log.lastLine();
        return new FaultException(
                "%s with exit code %d%s.".formatted(what, status, lastLine.isEmpty() ? "" : " (" + lastLine + ")"),
                STOPPED.contains(status));
    }

    /** Ends the process without asking it. */
    void kill() {
        process.destroyForcibly();
    }

    /** Whether the process is still there. */
    boolean alive() {
        return process.isAlive();
    }

    /** Ends the process and waits until it is gone. */
    @Override
    public void close() {
        kill();
        process.onExit().join();
    }
}
