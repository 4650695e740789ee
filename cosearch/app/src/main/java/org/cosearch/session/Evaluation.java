package org.cosearch.session;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.cosearch.codesign.AccuracyEvaluator;
import org.cosearch.codesign.DesignCodec;
import org.cosearch.codesign.HardwareEvaluator;
import org.cosearch.config.AccuracyConfig;
import org.cosearch.evaluate.Evaluator;
import org.cosearch.evaluate.Memory;
import org.cosearch.evaluate.Scores;
import org.cosearch.hardware.ChipCostModel;
import org.cosearch.run.FileMemory;
import org.cosearch.space.Genome;
import org.cosearch.training.worker.Training;
import org.cosearch.training.worker.TrainingPool;
import org.cosearch.training.worker.WorkerOptions;
import org.cosearch.workload.Network;
import org.cosearch.workload.json.NetworkJson;

/**
 * The evaluators of a run with what they hold: threads, training workers and the file of trained networks.
 *
 * <p>Cheap figures come first: a design that breaks a spec on them trains nothing. Each network is trained once.
 */
final class Evaluation implements AutoCloseable {

    /** Designs that a thread costs at a time. */
    private static final int CHUNK = 4;

    private final ExecutorService threads;
    private final List<AutoCloseable> held = new ArrayList<>();
    private final Evaluator<Genome> compared;
    private final Evaluator<Genome> designs;

    private Evaluation(Blueprint blueprint, ChipCostModel costs, int workers, RunFolder folder, Session.Watcher watcher)
            throws IOException {
        threads = Executors.newFixedThreadPool(workers, task -> {
            Thread thread = new Thread(task, "evaluation");
            thread.setDaemon(true);
            return thread;
        });
        Evaluator<Genome> hardware = hardware(blueprint, costs).guarded().parallel(threads, CHUNK);
        compared = blueprint.comparesCapacity()
                ? Evaluator.cheapFirst(
                        hardware,
                        List.of(),
                        blueprint
                                .capacity()
                                .mapping(genome -> blueprint.networks().decode(genome.at(DesignCodec.NETWORKS))),
                        Scores::and)
                : hardware;
        designs = blueprint.trains()
                ? Evaluator.cheapFirst(
                        hardware,
                        blueprint.problem().specs(),
                        accuracy(blueprint, workers, folder, watcher).mapping(blueprint.codec()::decode),
                        Scores::and)
                : hardware;
    }

    /**
     * @param workers designs evaluated at a time; without effect on the outcomes
     * @throws IOException if the file of trained networks cannot be read
     */
    static Evaluation of(
            Blueprint blueprint, ChipCostModel costs, int workers, RunFolder folder, Session.Watcher watcher)
            throws IOException {
        return new Evaluation(blueprint, costs, workers, folder, watcher);
    }

    /** All figures that the run asks for. */
    Evaluator<Genome> designs() {
        return designs;
    }

    /** The figures that need no training. */
    static Evaluator<Genome> hardware(Blueprint blueprint, ChipCostModel costs) {
        return blueprint
                .latency()
                .over(new HardwareEvaluator(costs, blueprint.taskNames()).mapping(blueprint.codec()::decode));
    }

    /** The figures that searches are compared on; nothing is trained for them. */
    Evaluator<Genome> compared() {
        return compared;
    }

    private AccuracyEvaluator accuracy(Blueprint blueprint, int workers, RunFolder folder, Session.Watcher watcher)
            throws IOException {
        FileMemory memory = FileMemory.open(folder.networks());
        held.add(memory);
        TrainingLog log = new TrainingLog(folder.trainings());
        List<AccuracyEvaluator.Task> tasks = new ArrayList<>();
        for (Blueprint.Task task : blueprint.tasks()) {
            tasks.add(new AccuracyEvaluator.Task(
                    task.name(),
                    task.weight(),
                    trained(blueprint, task, workers, folder.logs(), memory, log, watcher)));
        }
        return new AccuracyEvaluator(tasks);
    }

    private Evaluator<Network> trained(
            Blueprint blueprint,
            Blueprint.Task task,
            int workers,
            Path logs,
            FileMemory memory,
            TrainingLog log,
            Session.Watcher watcher) {
        AccuracyConfig.Training training = (AccuracyConfig.Training) task.accuracy();
        WorkerOptions options = WorkerOptions.standard(workers, logs.resolve(task.name()))
                .withTrainingLimit(Duration.ofMillis(Math.round(training.timeLimitSeconds() * 1000)));
        TrainingPool pool = new TrainingPool(
                task.data(), Blueprint.recipe(training), blueprint.config().seed(), options);
        held.add(pool);
        Evaluator<Network> storing = networks -> pool
                .train(networks, (network, ended) -> {
                    memory.store(key(task, network), TrainingPool.outcome(ended));
                    log.ended(task, network, ended);
                    if (ended instanceof Training.Finished finished) {
                        watcher.trained(task.name(), finished.result().accuracyPercent());
                    }
                })
                .stream()
                .map(TrainingPool::outcome)
                .toList();
        return storing.remembering(network -> key(task, network), memory)
                .remembering(network -> key(task, network), Memory.inMemory());
    }

    private static String key(Blueprint.Task task, Network network) {
        return task.name() + ":" + NetworkJson.fingerprint(network);
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (AutoCloseable each : held) {
            try {
                each.close();
            } catch (IOException | RuntimeException failure) {
                throw failure;
            } catch (Exception other) {
                throw new IOException(other);
            }
        }
    }
}
