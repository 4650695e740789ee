package org.cosearch.training.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.cosearch.training.SavedModels;
import org.cosearch.training.Trainer;
import org.cosearch.training.TrainingResult;
import org.cosearch.training.data.DatasetReference;
import org.cosearch.training.data.FashionMnist;
import org.cosearch.training.data.KnownDataset;
import org.cosearch.training.recipe.Recipe;
import org.cosearch.workload.Network;
import org.cosearch.workload.Shape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real workers with TensorFlow. */
@Timeout(180)
class TrainingWorkerTest {

    private static final DatasetReference DATA = DatasetReference.sample(320, 100);

    @TempDir
    Path folder;

    private static Network network(int channels) {
        return Network.builder("network " + channels, Shape.of(1, 28, 28))
                .conv(channels, 3, 2)
                .batchNorm()
                .relu()
                .depthwise(3, 2)
                .batchNorm()
                .relu()
                .globalAveragePool()
                .dense(10)
                .build();
    }

    @Test
    void twoWorkersAndThisProcessAgreeBitForBit() throws InterruptedException {
        Network untrainable =
                Network.builder("five", Shape.of(1, 28, 28)).flatten().dense(5).build();
        List<Network> networks = List.of(network(8), untrainable, network(12), network(8));
        List<Training> two;
        try (TrainingPool pool = new TrainingPool(DATA, Recipe.quick(), 9, WorkerOptions.standard(2, folder))) {
            two = pool.train(networks, (network, ended) -> {});
        }

        assertThat(two.get(1))
                .isInstanceOfSatisfying(
                        Training.Failed.class,
                        failed -> assertThat(failed.reason())
                                .startsWith("Layer dense1 (dense) of network five writes [5]"));
        TrainingResult eight = ((Training.Finished) two.get(0)).result();
        TrainingResult twelve = ((Training.Finished) two.get(2)).result();
        TrainingResult again = ((Training.Finished) two.get(3)).result();
        assertSame(again, eight);
        assertThat(twelve.lossCurve()).isNotEqualTo(eight.lossCurve());
        assertSame(
                new Trainer(1).train(network(8), DATA.load(), Recipe.quick(), TrainingPool.seed(9, network(8))), eight);
        assertSame(
                new Trainer(1).train(network(12), DATA.load(), Recipe.quick(), TrainingPool.seed(9, network(12))),
                twelve);
    }

    @Test
    void aSavedNetworkHasTheWeightsThatWereScored() throws InterruptedException {
        Path saved = folder.resolve("saved");
        try (TrainingPool pool = new TrainingPool(DATA, Recipe.quick(), 9, WorkerOptions.standard(1, folder))) {
            Training scored =
                    pool.train(List.of(network(8)), (network, ended) -> {}).get(0);
            Training.Finished kept = (Training.Finished) pool.save(network(8), saved);

            assertSame(kept.result(), ((Training.Finished) scored).result());
            assertThat(kept.testAccuracyPercent()).isEmpty();
            assertThat(SavedModels.accuracyPercent(saved, DATA.load().validation()))
                    .isEqualTo(kept.result().accuracyPercent());
            assertThat(pool.save(network(8), saved))
                    .isInstanceOfSatisfying(
                            Training.Failed.class,
                            failed -> assertThat(failed.reason()).startsWith("The trained network cannot be saved"));
        }
    }

    @Test
    @Tag("acceptance")
    @Timeout(900)
    void theFullFilesAreTrainedOnAndTheTestImagesAgree() throws InterruptedException {
        Path full = Path.of("/usr/share/datasets/fashion-mnist");
        assumeTrue(Files.isDirectory(full), "the Debian package dataset-fashion-mnist is not installed");
        DatasetReference data = new DatasetReference(
                KnownDataset.FASHION_MNIST, Optional.of(full), OptionalInt.empty(), OptionalInt.empty());
        Network network = Network.builder("network", Shape.of(1, 28, 28))
                .conv(16, 3)
                .batchNorm()
                .relu()
                .conv(32, 3, 2)
                .batchNorm()
                .relu()
                .conv(64, 3, 2)
                .batchNorm()
                .relu()
                .globalAveragePool()
                .dense(10)
                .build();
        try (TrainingPool pool =
                new TrainingPool(data, Recipe.quick().withEpochs(2), 1, WorkerOptions.standard(1, folder))) {
            Training.Finished finished = (Training.Finished) pool.save(network, folder.resolve("saved"));

            assertThat(finished.result().score().images()).isEqualTo(6000);
            assertThat(finished.result().accuracyPercent()).isGreaterThan(88);
            assertThat(finished.testAccuracyPercent().orElseThrow())
                    // 6,000 against 10,000 images: a deviation of 0.5; the test images are a little harder
                    .isCloseTo(finished.result().accuracyPercent(), within(2.5))
                    .isEqualTo(SavedModels.accuracyPercent(folder.resolve("saved"), FashionMnist.test(full)));
        }
    }

    private static void assertSame(TrainingResult actual, TrainingResult expected) {
        assertThat(actual.accuracyPercent()).isEqualTo(expected.accuracyPercent());
        assertThat(actual.lossCurve()).isEqualTo(expected.lossCurve());
        assertThat(actual.dataChecksum()).isEqualTo(expected.dataChecksum());
    }

    @Test
    void aWorkerDoesNotOutliveItsPool() throws Exception {
        WorkerOptions options = WorkerOptions.standard(1, folder);
        Process worker = WorkerCommand.standard()
                .process(options)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            MessageStream stream = new MessageStream(worker.getInputStream(), worker.getOutputStream());
            assertThat(stream.receive()).containsInstanceOf(Message.Ready.class);
            stream.send(new Message.Train(
                    1,
                    MessageStream.tree(network(64)),
                    Message.Data.of(DatasetReference.sample()),
                    Recipe.quick().withEpochs(1000),
                    0,
                    List.of()));
            // in the middle of the training
            assertThat(worker.waitFor(2, TimeUnit.SECONDS)).isFalse();
            worker.getOutputStream().close();

            assertThat(worker.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(worker.exitValue()).isZero();
        } finally {
            worker.destroyForcibly();
        }
    }

    @Test
    void aRealTrainingIsKilledAtItsLimit() throws InterruptedException {
        WorkerOptions options = WorkerOptions.standard(1, folder).withTrainingLimit(Duration.ofSeconds(1));
        try (TrainingPool pool =
                new TrainingPool(DatasetReference.sample(), Recipe.quick().withEpochs(1000), 0, options)) {
            assertThat(pool.train(List.of(network(64)), (network, ended) -> {}))
                    .containsExactly(new Training.Failed("The worker took longer than 1.0 s to train."));
        }
    }
}
