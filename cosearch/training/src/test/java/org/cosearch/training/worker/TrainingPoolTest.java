package org.cosearch.training.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Origin;
import org.cosearch.evaluate.Outcome;
import org.cosearch.training.TrainingException;
import org.cosearch.training.data.DatasetException;
import org.cosearch.training.data.DatasetReference;
import org.cosearch.training.recipe.Recipe;
import org.cosearch.workload.Network;
import org.cosearch.workload.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The pool with workers that misbehave. */
@Timeout(120)
class TrainingPoolTest {

    @TempDir
    Path folder;

    private WorkerOptions options(int workers) {
        return new WorkerOptions(workers, 1, 64, 1024, 100, Duration.ofSeconds(30), Duration.ofSeconds(30), folder);
    }

    private static TrainingPool pool(WorkerOptions options) {
        return new TrainingPool(
                DatasetReference.sample(), Recipe.quick(), 1, options, WorkerCommand.of(FakeWorker.class));
    }

    private static Network network(String name, int features) {
        return Network.builder(name, Shape.of(1, 28, 28))
                .flatten()
                .dense(features)
                .dense(10)
                .build();
    }

    private static String reason(Outcome outcome) {
        return ((Outcome.Failed) outcome).reason();
    }

    private static void assertScored(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Scored.class);
    }

    @Test
    void aCrashCostsOneNetwork() throws InterruptedException {
        try (TrainingPool pool = pool(options(1))) {
            List<Outcome> outcomes =
                    pool.evaluate(List.of(network("good", 1), network("crash", 2), network("good", 3)));

            assertScored(outcomes.get(0));
            assertThat(reason(outcomes.get(1))).isEqualTo("The worker died with exit code 3 (out of luck).");
            assertScored(outcomes.get(2));
        }
    }

    @Test
    void everyKindOfNonsenseCostsOneNetwork() throws InterruptedException {
        try (TrainingPool pool = pool(options(2))) {
            List<Outcome> outcomes = pool.evaluate(List.of(
                    network("babble", 1),
                    network("good", 2),
                    network("flood", 3),
                    network("half", 4),
                    network("other", 5),
                    network("refuse", 6),
                    network("good", 7)));

            assertThat(reason(outcomes.get(0)))
                    .contains("cannot be understood: (Loading native library) is not a message")
                    .contains("it was killed");
            assertScored(outcomes.get(1));
            assertThat(reason(outcomes.get(2))).contains("the line is longer than 8388608 bytes");
            assertThat(reason(outcomes.get(3))).contains("({\"type\":\"trained\",\"id\":)", "the line does not end");
            assertThat(reason(outcomes.get(4))).contains("The worker answered request 4 with Failed[id=5");
            assertThat(reason(outcomes.get(5))).isEqualTo("cannot be trained");
            assertScored(outcomes.get(6));
        }
    }

    @Test
    void aTrainingThatTakesTooLongIsKilled() throws InterruptedException {
        try (TrainingPool pool = pool(options(1).withTrainingLimit(Duration.ofSeconds(2)))) {
            List<Outcome> outcomes = pool.evaluate(List.of(network("hang", 1), network("good", 2)));

            assertThat(reason(outcomes.get(0))).isEqualTo("The worker took longer than 2.0 s to train.");
            assertScored(outcomes.get(1));
        }
    }

    @Test
    void aWorkerThatIsStoppedFromOutsideCostsNothing() throws InterruptedException {
        try (TrainingPool pool = pool(options(1))) {
            List<Outcome> outcomes = pool.evaluate(
                    List.of(network("stopped once " + folder.resolve("marker"), 1), network("stopped always", 2)));

            assertScored(outcomes.get(0));
            assertThat(reason(outcomes.get(1))).isEqualTo("The worker died with exit code 143.");
        }
    }

    @Test
    void aWorkerThatDiedWhileItWaitedIsReplaced() throws Exception {
        try (TrainingPool pool = pool(options(1))) {
            assertScored(pool.evaluate(List.of(network("good", 1))).get(0));
            ProcessHandle idle = children().get(0);
            idle.destroyForcibly();
            idle.onExit().get();

            assertScored(pool.evaluate(List.of(network("good", 2))).get(0));
        }
    }

    @Test
    void workersAreReplacedAfterSoManyTrainings() throws InterruptedException {
        try (TrainingPool pool = pool(options(1).withTrainingsPerWorker(2))) {
            List<String> processes = new ArrayList<>();
            for (int round = 0; round < 2; round++) {
                List<Network> networks = List.of(network("a", 1), network("b", 2), network("c", 3));
                for (Training training : pool.train(networks, (network, ended) -> {})) {
                    processes.add(((Training.Finished) training).result().dataChecksum());
                }
            }

            assertThat(processes).doesNotContainNull();
            assertThat(processes.get(0)).isEqualTo(processes.get(1));
            assertThat(processes.get(2)).isEqualTo(processes.get(3)).isNotEqualTo(processes.get(1));
            assertThat(processes.get(4)).isEqualTo(processes.get(5)).isNotEqualTo(processes.get(3));
        }
    }

    @Test
    void anOutcomeDependsOnTheNetworkAlone() throws InterruptedException {
        List<Network> networks = new ArrayList<>(
                IntStream.range(1, 13).mapToObj(i -> network("network " + i, i)).toList());
        Map<Network, Outcome> alone = new HashMap<>();
        try (TrainingPool pool = pool(options(1))) {
            for (Network network : networks) {
                alone.put(network, pool.evaluate(List.of(network)).get(0));
            }
            assertThat(pool.evaluate(List.of(network("renamed", 1)))).containsExactly(alone.get(networks.get(0)));
        }
        assertThat(alone.values()).doesNotHaveDuplicates();

        Collections.shuffle(networks, new Random(3));
        try (TrainingPool pool = pool(options(3))) {
            assertThat(pool.evaluate(networks))
                    .isEqualTo(networks.stream().map(alone::get).toList());
        }
    }

    @Test
    void eachTrainingIsToldOnceItHasEnded() throws InterruptedException {
        List<Network> networks = List.of(network("good", 1), network("crash", 2), network("good", 3));
        Map<Network, Training> told = new LinkedHashMap<>();
        try (TrainingPool pool = pool(options(2))) {
            List<Training> trainings = pool.train(
                    networks,
                    (network, training) ->
                            assertThat(told.put(network, training)).isNull());

            assertThat(networks.stream().map(told::get).toList()).isEqualTo(trainings);
        }
    }

    @Test
    void aScoreIsAnAccuracyThatWasTrained() throws InterruptedException {
        try (TrainingPool pool = pool(options(1))) {
            Outcome.Scored scored =
                    (Outcome.Scored) pool.evaluate(List.of(network("good", 1))).get(0);

            var figure = scored.scores().figure(Metric.ACCURACY_PERCENT).orElseThrow();
            double share = figure.value() / 100;
            assertThat(figure.origin()).isEqualTo(Origin.TRAINED);
            assertThat(figure.sigma()).isEqualTo(100 * Math.sqrt(share * (1 - share) / 100));
            assertThat(pool.evaluate(List.of())).isEmpty();
        }
    }

    @Test
    void anInterruptKillsTheWorkersAtOnce() throws Exception {
        try (TrainingPool pool = pool(options(2))) {
            Thread caller = Thread.currentThread();
            CompletableFuture<Long> interrupt = CompletableFuture.supplyAsync(() -> {
                awaitChildren(2);
                caller.interrupt();
                return System.nanoTime();
            });

            assertThatThrownBy(() -> pool.evaluate(List.of(network("hang", 1), network("hang", 2), network("hang", 3))))
                    .isInstanceOf(InterruptedException.class);

            assertThat((System.nanoTime() - interrupt.get()) / 1e9).isLessThan(5);
            assertThat(children()).isEmpty();
            assertScored(pool.evaluate(List.of(network("good", 1))).get(0));
        }
        assertThat(children()).isEmpty();
    }

    private static List<ProcessHandle> children() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains(FakeWorker.class.getName()))
                .toList();
    }

    private static void awaitChildren(int count) {
        while (children().size() < count) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    @Test
    void closingEndsWhatIsUnderWay() throws Exception {
        TrainingPool pool = pool(options(1));
        CompletableFuture<Void> close = CompletableFuture.runAsync(() -> {
            awaitChildren(1);
            pool.close();
        });

        assertThatThrownBy(() -> pool.evaluate(List.of(network("hang", 1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The training pool was closed during a training.");
        close.get();
        assertThatThrownBy(() -> pool.evaluate(List.of(network("good", 1)))).hasMessage("The training pool is closed.");
        assertThat(children()).isEmpty();
    }

    @Test
    void workersThatDoNotStartAreNoFaultOfTheNetworks() {
        try (TrainingPool pool = new TrainingPool(
                DatasetReference.sample(),
                Recipe.quick(),
                1,
                options(2),
                WorkerCommand.of(FakeWorker.StillBorn.class))) {
            assertThatThrownBy(() -> pool.evaluate(List.of(network("good", 1), network("hang", 2))))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageContaining(
                            "A worker does not start. The worker died with exit code 1 (no TensorFlow here).")
                    .hasMessageContaining("Maybe " + folder.resolve("worker-"));
        }
    }

    @Test
    void theLogHasWhatWorkersSayWithoutTheNoise() throws IOException, InterruptedException {
        try (TrainingPool pool = pool(options(1))) {
            pool.evaluate(List.of(network("crash", 1)));
        }

        assertThat(folder.resolve("worker-1.log")).content().isEqualTo("out of luck" + System.lineSeparator());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void dataThatCannotBeReadIsRefusedBeforeAnyWorkerStarts() {
        assertThatThrownBy(() -> new TrainingPool(DatasetReference.sample(20_000, 10), Recipe.quick(), 1, options(1)))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("training_images (20000)");
    }
}
