package org.cosearch.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.cosearch.laws.Laws;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FashionMnistTest {

    private static final Dataset SAMPLE = FashionMnist.sample();

    /** Where the Debian package dataset-fashion-mnist puts the full files. */
    private static final Path FULL = Path.of("/usr/share/datasets/fashion-mnist");

    @Test
    void theSampleIsTheOneThatWasMade() {
        assertThat(SAMPLE.checksum()).isEqualTo(FashionMnist.SAMPLE_CHECKSUM);
        assertThat(SAMPLE.classes()).isEqualTo(10);
    }

    @Test
    void theSampleHasEveryClassEquallyOften() {
        assertThat(SAMPLE.training().perClass(10)).containsOnly(1000).hasSize(10);
        assertThat(SAMPLE.validation().perClass(10)).containsOnly(200).hasSize(10);
    }

    @Test
    void noValidationImageIsTrainedOn() {
        Set<String> training = images(SAMPLE.training());

        assertThat(images(SAMPLE.validation())).doesNotContainAnyElementsOf(training);
    }

    @Test
    void limitsKeepTheClassesBalancedAndTheOrder() {
        Dataset limited = SAMPLE.limited(4000, 500);

        assertThat(limited.training().perClass(10)).containsOnly(400);
        assertThat(limited.validation().perClass(10)).containsOnly(50);
        assertThat(limited.limited(1000, 100)).isEqualTo(SAMPLE.limited(1000, 100));
        assertThat(DatasetReference.sample(4000, 500).load()).isEqualTo(limited);
        assertThat(DatasetReference.sample().load()).isEqualTo(SAMPLE);
    }

    @Test
    void aPrefixKeepsEachClassWithinOneImageOfItsShare() {
        Laws.forAll(
                200,
                random -> {
                    byte[] labels = new byte[1 + random.nextInt(60)];
                    for (int i = 0; i < labels.length; i++) {
                        labels[i] = (byte) Math.min(random.nextInt(5), random.nextInt(5));
                    }
                    return LabelledImages.of(1, 1, 1, new byte[labels.length], labels);
                },
                (images, random) -> {
                    int limit = 1 + random.nextInt(images.size());
                    int[] prefix = Stratification.prefix(images, 5, limit);

                    assertThat(prefix).hasSize(limit).isSorted().doesNotHaveDuplicates();
                    int[] kept = images.select(prefix).perClass(5);
                    int[] all = images.perClass(5);
                    for (int c = 0; c < 5; c++) {
                        assertThat((double) kept[c])
                                .isBetween(
                                        Math.floor((double) limit * all[c] / images.size()),
                                        Math.ceil((double) limit * all[c] / images.size()));
                    }
                });
    }

    @Test
    void limitsOutsideOfTheDataAreRefused() {
        assertThatThrownBy(() -> SAMPLE.limited(10_001, 10))
                .isInstanceOf(DatasetException.class)
                .hasMessage("training_images (10001) is not 1 to 10000, the images of fashion-mnist.");
        assertThatThrownBy(() -> SAMPLE.limited(10, 0)).hasMessageContaining("validation_images (0)");
        assertThatThrownBy(() -> DatasetReference.sample(0, 1)).hasMessageContaining("training_images (0)");
    }

    @Test
    void anUnknownDataSetIsRefusedWithAWayOut() {
        assertThatThrownBy(() -> KnownDataset.named("fashion_mnist"))
                .hasMessage(("There is no data set (fashion_mnist).%nMaybe one of fashion-mnist, fashion-mnist-tinted,"
                                + " fashion-mnist-segmentation.")
                        .formatted());
    }

    @Test
    @Tag("acceptance")
    void theSampleIsThePrefixOfTheFullFiles() {
        assumeTrue(Files.isDirectory(FULL), "the Debian package dataset-fashion-mnist is not installed");
        Dataset full = FashionMnist.read(FULL);

        assertThat(full.training().perClass(10)).containsOnly(5400);
        assertThat(full.validation().perClass(10)).containsOnly(600);
        assertThat(FashionMnist.test(FULL).perClass(10)).containsOnly(1000);
        assertThat(full.limited(10_000, 2_000)).isEqualTo(SAMPLE);
    }

    private static Set<String> images(LabelledImages images) {
        byte[] pixels = new byte[images.size() * 784];
        images.pixels().get(pixels);
        Set<String> distinct = new HashSet<>();
        IntStream.range(0, images.size())
                .forEach(i -> distinct.add(Arrays.toString(Arrays.copyOfRange(pixels, i * 784, (i + 1) * 784))));
        return distinct;
    }
}
