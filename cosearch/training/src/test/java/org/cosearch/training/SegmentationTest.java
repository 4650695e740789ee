package org.cosearch.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.cosearch.training.data.Dataset;
import org.cosearch.training.data.DatasetReference;
import org.cosearch.training.data.KnownDataset;
import org.cosearch.training.data.LabelledImages;
import org.cosearch.training.graph.UntrainableException;
import org.cosearch.training.recipe.Augmentation;
import org.cosearch.training.recipe.Optimizer;
import org.cosearch.training.recipe.Recipe;
import org.cosearch.workload.Conv2d;
import org.cosearch.workload.Network;
import org.cosearch.workload.Shape;
import org.cosearch.workload.Upsample;
import org.cosearch.workload.zoo.KnownNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentationTest {

    private static final Dataset DATA = TinyData.segmentation(256, 150);
    private static final Network NETWORK = KnownNetwork.unet(Shape.of(1, 8, 8), 2, 4, 2);
    private static final Recipe RECIPE = Recipe.quick().withEpochs(4).withBatchSize(16);
    private static final Trainer TRAINER = new Trainer(1);

    /** The score of naming every pixel background. */
    private static double trivial(LabelledImages images, int classes) {
        return Score.of(images, classes, new int[images.labels().remaining()]).accuracyPercent();
    }

    @Test
    void aUNetLearnsWhereTheBrightQuadrantIs() {
        TrainingResult result = TRAINER.train(NETWORK, DATA, RECIPE, 0);

        assertThat(trivial(DATA.validation(), 2)).isCloseTo(37.5, within(1e-9));
        assertThat(result.accuracyPercent()).isGreaterThan(90);
        assertThat(result.score()).isInstanceOfSatisfying(Score.Segmentation.class, score -> {
            assertThat(score.pixelAccuracyPercent()).isGreaterThan(score.meanIouPercent());
            assertThat(score.sigmaPercent()).isBetween(0.01, 2.0);
            assertThat(score.images()).isEqualTo(150);
        });
        assertThat(result.dataChecksum()).isEqualTo(DATA.checksum());
    }

    @Test
    void theSameSeedGivesTheSameWeights() {
        TrainingResult first = TRAINER.train(NETWORK, DATA, RECIPE, 5);

        assertThat(TRAINER.train(NETWORK, DATA, RECIPE, 5))
                .usingRecursiveComparison()
                .ignoringFields("seconds", "trainedImagesPerSecond")
                .isEqualTo(first);
        assertThat(TRAINER.train(NETWORK, DATA, RECIPE, 6).lossCurve()).isNotEqualTo(first.lossCurve());
    }

    @Test
    void aMaskMovesWithItsImage() {
        Recipe moving = RECIPE.withAugmentation(new Augmentation(true, 2));

        // masks that stayed where they were would leave the quadrant a matter of chance
        assertThat(TRAINER.train(NETWORK, DATA, moving, 0).accuracyPercent()).isGreaterThan(85);
    }

    @Test
    void aSavedNetworkNamesThePixelsThatTheTrainedOneDoes(@TempDir Path folder) throws IOException {
        Network network = Network.builder("resizing", Shape.of(1, 8, 8))
                .conv(6, 3)
                .batchNorm()
                .relu()
                .as("skip")
                .maxPool(2, 2)
                .conv(6, 3)
                .batchNorm()
                .relu()
                .layer(new Upsample(2))
                .concat("skip")
                .layer(Conv2d.square(2, 3).withBias())
                .build();
        try (TrainedNetwork trained = TRAINER.fit(network, DATA, RECIPE, 0)) {
            trained.save(folder.resolve("model"));

            Score.Segmentation score = (Score.Segmentation) trained.result().score();
            assertThat(score.meanIouPercent()).isGreaterThan(75);
            assertThat(SavedModels.accuracyPercent(folder.resolve("model"), DATA.validation()))
                    .isEqualTo(score.pixelAccuracyPercent());
            assertThat(trained.score(DATA.validation())).isEqualTo(score);
        }
    }

    @Test
    void aNetworkOfTheOtherTaskIsRefusedBeforeTraining() {
        assertThatThrownBy(() -> TRAINER.train(TinyData.network(4), DATA, RECIPE, 0))
                .isInstanceOf(UntrainableException.class)
                .hasMessageContaining("not a score for each of the 2 classes at every pixel, [2,8,8].");
        assertThatThrownBy(() -> TRAINER.train(NETWORK, TinyData.dataset(16, 8), RECIPE, 0))
                .isInstanceOf(UntrainableException.class)
                .hasMessageContaining("writes [2,8,8], not a score for each of the 4 classes.");
    }

    /** A few seconds of training on scenes of garments. */
    @Test
    @Tag("slow")
    void garmentsAreToldFromTheBackgroundAndFromOneAnother() {
        Dataset scenes = DatasetReference.sample(KnownDataset.FASHION_MNIST_SEGMENTATION, 2000, 300)
                .load();
        Network network = KnownNetwork.unet(KnownDataset.FASHION_MNIST_SEGMENTATION.imageShape(), 5, 6, 2);
        Recipe recipe = Recipe.quick()
                .withEpochs(3)
                .withBatchSize(16)
                .withLabelSmoothing(0)
                .withOptimizer(new Optimizer.AdamW(0.9, 0.999), 0.01);

        TrainingResult result = TRAINER.train(network, scenes, recipe, 0);

        // another seed gave 42 %
        assertThat(trivial(scenes.validation(), 5)).isBetween(13.0, 15.0);
        assertThat(result.accuracyPercent()).isGreaterThan(30);
    }
}
