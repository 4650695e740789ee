package org.cosearch.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.cosearch.training.data.Dataset;
import org.cosearch.training.graph.UntrainableException;
import org.cosearch.training.recipe.Augmentation;
import org.cosearch.training.recipe.Optimizer;
import org.cosearch.training.recipe.Recipe;
import org.cosearch.workload.Attention;
import org.cosearch.workload.ClassToken;
import org.cosearch.workload.Dropout;
import org.cosearch.workload.Multiply;
import org.cosearch.workload.Network;
import org.cosearch.workload.Padding;
import org.cosearch.workload.Pool;
import org.cosearch.workload.PositionEmbedding;
import org.cosearch.workload.SelectToken;
import org.cosearch.workload.Shape;
import org.cosearch.workload.Softmax;
import org.cosearch.workload.ToTokens;
import org.cosearch.workload.TransposedConv2d;
import org.cosearch.workload.Zero;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {

    private static final Dataset DATA = TinyData.dataset(256, 150);
    private static final Network NETWORK = TinyData.network(6);
    private static final Recipe RECIPE = Recipe.quick().withEpochs(4).withBatchSize(16);
    private static final Trainer TRAINER = new Trainer(1);

    @Test
    void aTrainingLearns() {
        TrainingResult result = TRAINER.train(NETWORK, DATA, RECIPE, 0);

        List<Double> curve = result.lossCurve();
        assertThat(result.accuracyPercent()).isGreaterThan(95);
        assertThat(result.score().images()).isEqualTo(150);
        assertThat(curve).hasSize(50);
        assertThat(curve.get(curve.size() - 1)).isLessThan(curve.get(0) / 2);
        assertThat(result.dataChecksum()).isEqualTo(DATA.checksum());
        assertThat(result.seconds()).isPositive();
        assertThat(result.trainedImagesPerSecond()).isPositive();
    }

    @Test
    void aFewImagesAreLearntByHeart() {
        Dataset few = TinyData.dataset(24, 8);
        try (TrainedNetwork trained = TRAINER.fit(
                NETWORK, few, Recipe.quick().withEpochs(30).withBatchSize(8).withLabelSmoothing(0), 0)) {
            assertThat(trained.score(few.training()).accuracyPercent()).isEqualTo(100);
            List<Double> curve = trained.result().lossCurve();
            assertThat(curve.get(curve.size() - 1)).isLessThan(0.05);
        }
    }

    @Test
    void sameSeedSameResultAnotherSeedAnother() {
        TrainingResult first = TRAINER.train(NETWORK, DATA, RECIPE, 5);
        TrainingResult second = TRAINER.train(NETWORK, DATA, RECIPE, 5);
        TrainingResult other = TRAINER.train(NETWORK, DATA, RECIPE, 6);

        assertThat(second.lossCurve()).isEqualTo(first.lossCurve());
        assertThat(second.accuracyPercent()).isEqualTo(first.accuracyPercent());
        assertThat(other.lossCurve()).isNotEqualTo(first.lossCurve());
    }

    @Test
    void adamLearnsToo() {
        Recipe adam =
                RECIPE.withOptimizer(new Optimizer.AdamW(0.9, 0.999), 0.01).withWeightDecay(0.01);

        assertThat(TRAINER.train(NETWORK, DATA, adam, 0).accuracyPercent()).isGreaterThan(95);
    }

    @Test
    void dropoutAndAugmentationAreDrawnFromTheSeed() {
        Network dropping = Network.builder("dropping", Shape.of(1, 8, 8))
                .conv(8, 3)
                .relu()
                .flatten()
                .layer(new Dropout(0.3))
                .dense(TinyData.CLASSES)
                .layer(new Softmax())
                .build();
        // a mirrored image has another class here, a moved one nearly always its own
        Recipe moving =
                RECIPE.withAugmentation(new Augmentation(false, 1)).withOptimizer(new Optimizer.Nesterov(0.9), 0.02);

        TrainingResult first = TRAINER.train(dropping, DATA, moving, 1);
        TrainingResult second = TRAINER.train(dropping, DATA, moving, 1);
        TrainingResult still = TRAINER.train(dropping, DATA, moving.withAugmentation(Augmentation.NONE), 1);

        assertThat(first.accuracyPercent()).isGreaterThan(90);
        assertThat(second.lossCurve()).isEqualTo(first.lossCurve());
        assertThat(still.lossCurve()).isNotEqualTo(first.lossCurve());
    }

    @Test
    void mirroringMakesLeftAndRightTheSame() {
        Recipe mirrored = RECIPE.withAugmentation(new Augmentation(true, 0));

        // left and right cannot be told apart, top and bottom can
        assertThat(TRAINER.train(NETWORK, DATA, mirrored, 0).accuracyPercent()).isBetween(30.0, 70.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 300})
    void anyBatchSizeWillDo(int batch) {
        Recipe recipe = RECIPE.withEpochs(1).withBatchSize(batch).withOptimizer(new Optimizer.Nesterov(0.5), 0.01);

        TrainingResult result = TRAINER.train(NETWORK, TinyData.dataset(40, 101), recipe, 0);

        assertThat(result.lossCurve())
                .hasSize(batch == 1 ? 40 : batch == 7 ? 5 : 1)
                .allMatch(Double::isFinite);
    }

    @Test
    void aDivergingTrainingSaysSo() {
        Recipe wild = RECIPE.withOptimizer(new Optimizer.Nesterov(0.99), 1e30);
        Network plain = Network.builder("plain", Shape.of(1, 8, 8))
                .conv(4, 3)
                .relu()
                .flatten()
                .dense(TinyData.CLASSES)
                .build();

        assertThatThrownBy(() -> TRAINER.train(plain, DATA, wild, 0))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("The loss of network plain became (NaN) at step")
                .hasMessageContaining("Maybe a lower learning rate than 1.0E30.");
    }

    @Test
    void aNetworkForOtherImagesIsRefusedBeforeTraining() {
        Network large =
                Network.builder("large", Shape.of(3, 32, 32)).flatten().dense(4).build();

        assertThatThrownBy(() -> TRAINER.train(large, DATA, RECIPE, 0))
                .isInstanceOf(UntrainableException.class)
                .hasMessage("Layer input1 (input) of network large takes [3,32,32], but the images are [1,8,8].");
    }

    @Test
    void aSavedNetworkScoresAsTheTrainedOneDoes(@TempDir Path folder) throws IOException {
        // every layer whose graph depends on the size of the batch
        Network network = Network.builder("saved", Shape.of(1, 8, 8))
                .conv(4, 3, 2)
                .batchNorm()
                .relu()
                .as("map")
                .layer(new Zero())
                .add("map")
                .layer(TransposedConv2d.doubling(4))
                .layer(Pool.average(2, 2, Padding.VALID))
                .as("gated")
                .globalAveragePool()
                .dense(4)
                .as("gate")
                .from("gated")
                .join(new Multiply(), "gate")
                .layer(new ToTokens())
                .layer(new ClassToken())
                .layer(new PositionEmbedding())
                .layer(new Attention(2, 3, true))
                .batchNorm()
                .layer(new SelectToken(0))
                .dense(TinyData.CLASSES)
                .build();
        try (TrainedNetwork trained = TRAINER.fit(network, DATA, RECIPE, 0)) {
            trained.save(folder.resolve("model"));

            assertThat(trained.result().accuracyPercent()).isGreaterThan(60);
            assertThat(SavedModels.accuracyPercent(folder.resolve("model"), DATA.validation()))
                    .isEqualTo(trained.score(DATA.validation()).accuracyPercent())
                    .isEqualTo(trained.result().accuracyPercent());
            for (float[] scores : SavedModels.scores(folder.resolve("model"), DATA.validation())) {
                double sum = 0;
                for (float score : scores) {
                    sum += score;
                }
                assertThat(sum).isCloseTo(1, within(1e-5));
            }
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files).hasSize(1);
            }
        }
    }
}
