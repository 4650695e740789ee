package org.cosearch.training.worker;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.cosearch.evaluate.Evaluator;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Origin;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Scores;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.cosearch.training.TrainingException;
import org.cosearch.training.data.DatasetException;
import org.cosearch.training.data.DatasetReference;
import org.cosearch.training.recipe.Recipe;
import org.cosearch.workload.Network;
import org.cosearch.workload.json.NetworkJson;

/**
 * Accuracy by training: an evaluator that trains each network from scratch in one of several worker processes.
 *
 * <p>The seed of a training follows from the pool's seed and the structure of the network, so an outcome depends
 * neither on the order of the networks nor on the number of workers. A network whose worker crashes, hangs or talks
 * nonsense has failed; the next one gets a fresh worker.
 *
 * <p>One batch is evaluated at a time; a second caller waits. Workers start when they are first needed, stay for the
 * next batch, and end with the pool or with this process, however it ends.
 */
public final class TrainingPool implements Evaluator<Network>, AutoCloseable {

    private final Message.Data data;
    private final Recipe recipe;
    private final long seed;
    private final List<WorkerSeat> seats;
    private final ExecutorService threads;
    private final ScheduledExecutorService clock;
    private final ReentrantLock turn = new ReentrantLock(true);
    private volatile boolean closed;

    /**
     * A pool without workers yet.
     *
     * @param seed of the run
     * @throws DatasetException if the data cannot be read
     */
    public TrainingPool(DatasetReference data, Recipe recipe, long seed, WorkerOptions options) {
        this(data, recipe, seed, options, WorkerCommand.standard());
        data.load();
    }

    TrainingPool(DatasetReference data, Recipe recipe, long seed, WorkerOptions options, WorkerCommand command) {
        this.data = Message.Data.of(data);
        this.recipe = recipe;
        this.seed = seed;
        ThreadFactory daemons = task -> {
            Thread thread = new Thread(task, "training-pool");
            thread.setDaemon(true);
            return thread;
        };
        this.clock = Executors.newSingleThreadScheduledExecutor(daemons);
        this.threads = Executors.newFixedThreadPool(options.workers(), daemons);
        this.seats = IntStream.rangeClosed(1, options.workers())
                .mapToObj(place -> new WorkerSeat(command, options, place, clock))
                .toList();
    }

    /**
     * Trains each network and scores it with {@code accuracy_percent}, whose sigma is that of
     * {@link org.cosearch.training.TrainingResult#samplingSigmaPercent}.
     *
     * @throws InterruptedException if the calling thread is interrupted; the workers are killed at once
     * @throws TrainingException if no worker can be started
     */
    @Override
    public List<Outcome> evaluate(List<Network> networks) throws InterruptedException {
        return train(networks, (network, training) -> {}).stream()
                .map(TrainingPool::outcome)
                .toList();
    }

    /** What a training means as an outcome. */
    public static Outcome outcome(Training training) {
        if (training instanceof Training.Finished finished) {
            return new Outcome.Scored(Scores.of(new Figure(
                    Metric.ACCURACY_PERCENT,
                    finished.result().accuracyPercent(),
                    Origin.TRAINED,
                    finished.result().samplingSigmaPercent())));
        }
        return new Outcome.Failed(((Training.Failed) training).reason());
    }

    /**
     * Trains each network.
     *
     * @param known is told of each training as soon as it has ended, in the order of ending, by one thread at a time
     * @return one training per network, in order
     * @throws InterruptedException if the calling thread is interrupted; the workers are killed at once
     * @throws TrainingException if no worker can be started
     */
    public List<Training> train(List<Network> networks, BiConsumer<Network, Training> known)
            throws InterruptedException {
        List<Message.Train> requests = IntStream.range(0, networks.size())
                .mapToObj(i -> request(i, networks.get(i), List.of()))
                .toList();
        return run(requests, (request, training) -> known.accept(networks.get((int) request.id()), training));
    }

    /**
     * Trains a network as {@link #train} does, to the very weights that its score is of, and writes it as a TensorFlow
     * SavedModel: bytes {@code images} {@code [batch, row, column, channel]} to probabilities {@code scores}
     * {@code [batch, class]}, or {@code [batch, row, column, class]} of a segmentation. With the full files it is also scored on the official test images.
     *
     * @param folder that does not exist yet; it is complete once it does
     * @throws InterruptedException if the calling thread is interrupted; the worker is killed at once
     * @throws TrainingException if no worker can be started
     */
    public Training save(Network network, Path folder) throws InterruptedException {
        Message.Train request =
                request(0, network, List.of(folder.toAbsolutePath().toString()));
        return run(List.of(request), (asked, training) -> {}).get(0);
    }

    private List<Training> run(List<Message.Train> requests, BiConsumer<Message.Train, Training> known)
            throws InterruptedException {
        turn.lockInterruptibly();
        try {
            if (closed) {
                throw new IllegalStateException("The training pool is closed.");
            }
            seats.forEach(WorkerSeat::renew);
            AtomicReferenceArray<Training> trainings = new AtomicReferenceArray<>(requests.size());
            AtomicInteger next = new AtomicInteger();
            Loops loops = new Loops();
            for (WorkerSeat seat : seats.subList(0, Math.min(seats.size(), requests.size()))) {
                loops.start(() -> {
                    for (int i = next.getAndIncrement(); i < requests.size(); i = next.getAndIncrement()) {
                        Training training = seat.train(requests.get(i));
                        trainings.set(i, training);
                        synchronized (known) {
                            known.accept(requests.get(i), training);
                        }
                    }
                    return null;
                });
            }
            loops.await();
            return IntStream.range(0, requests.size()).mapToObj(trainings::get).toList();
        } finally {
            turn.unlock();
        }
    }

    private Message.Train request(int index, Network network, List<String> saveTo) {
        return new Message.Train(index, MessageStream.tree(network), data, recipe, seed(seed, network), saveTo);
    }

    /** The seed of a network's training: its own stream of the run's seed, by the start of its fingerprint. */
    static long seed(long runSeed, Network network) {
        long index = Long.parseUnsignedLong(NetworkJson.fingerprint(network).substring(0, 16), 16);
        return new RandomStreams(runSeed).stream(Purpose.WEIGHTS, index).nextLong();
    }

    /** The threads of one batch: all end well, or the first that does not ends all. */
    private final class Loops {
        private final ExecutorCompletionService<Void> ended = new ExecutorCompletionService<>(threads);
        private int running;

        void start(Callable<Void> loop) {
            Future<Void> unused = ended.submit(loop);
            running++;
        }

        void await() throws InterruptedException {
            try {
                while (running > 0) {
                    Future<Void> loop = ended.take();
                    running--;
                    loop.get();
                }
            } catch (InterruptedException e) {
                end();
                throw e;
            } catch (ExecutionException e) {
                end();
                if (closed) {
                    throw new IllegalStateException("The training pool was closed during a training.", e);
                }
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new IllegalStateException("A training ended unexpectedly.", e.getCause());
            }
        }

        /** Kills the workers and waits until nobody uses their seats. */
        private void end() {
            seats.forEach(WorkerSeat::cancel);
            boolean interrupted = false;
            while (running > 0) {
                try {
                    Future<Void> unused = ended.take();
                    running--;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Kills the workers. A training under way in another thread ends there with an {@link IllegalStateException}. */
    @Override
    public void close() {
        closed = true;
        seats.forEach(WorkerSeat::cancel);
        seats.forEach(WorkerSeat::release);
        threads.shutdown();
        clock.shutdownNow();
    }
}
