package org.cosearch.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.cosearch.workload.Shape;
import org.cosearch.workload.VisionTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The data sets that are made from Fashion-MNIST. */
class MadeDatasetsTest {

    private static final int WHITE = 255;
    private static final int TROUSER = 1;
    private static final int BAG = 8;

    /** One image of one class whose left half is of one intensity and whose right half is black. */
    private static LabelledImages halves(int intensity, int label) {
        byte[] pixels = new byte[28 * 28];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % 28 < 14 ? intensity : 0);
        }
        return LabelledImages.of(28, 28, 1, pixels, new byte[] {(byte) label});
    }

    @ParameterizedTest
    @EnumSource(KnownDataset.class)
    void aDataSetIsWhatItsNamePromises(KnownDataset known) {
        Dataset data = DatasetReference.sample(known, 60, 30).load();
        LabelledImages images = data.training();

        assertThat(data.name()).isEqualTo(known.label());
        assertThat(KnownDataset.named(known.label())).isEqualTo(known);
        assertThat(data.task()).isEqualTo(known.task());
        assertThat(data.classes()).isEqualTo(known.classes());
        assertThat(Shape.of(images.channels(), images.height(), images.width())).isEqualTo(known.imageShape());
        assertThat(images.size()).isEqualTo(60);
        assertThat(data.validation().size()).isEqualTo(30);
        assertThat(images.perClass(known.classes())).doesNotContain(0);
    }

    @ParameterizedTest
    @EnumSource(KnownDataset.class)
    void aDataSetIsTheSameEveryTime(KnownDataset known) {
        DatasetReference reference = DatasetReference.sample(known, 50, 20);

        assertThat(reference.load()).isEqualTo(reference.load());
        assertThat(reference.load().checksum()).isEqualTo(reference.load().checksum());
    }

    /** Changes with the way that images are made, and so do the accuracies of all that was trained on them. */
    @Test
    void theMadeImagesAreThoseOfEarlierVersions() {
        assertThat(DatasetReference.sample(KnownDataset.FASHION_MNIST_TINTED, 100, 50)
                        .load()
                        .checksum())
                .isEqualTo("591c0ed74cf8726721dd3a962e6a2e300ca32fc5eb0a779199005ed0085fd106");
        assertThat(DatasetReference.sample(KnownDataset.FASHION_MNIST_SEGMENTATION, 100, 50)
                        .load()
                        .checksum())
                .isEqualTo("17ba68e86e61b80f9430625bca1f08dcf68075c9519f374923aa9b6fecc80f31");
    }

    @Test
    void fewerScenesAreThePrefixOfMore() {
        Dataset more = DatasetReference.sample(KnownDataset.FASHION_MNIST_SEGMENTATION, 50, 40)
                .load();
        Dataset fewer = DatasetReference.sample(KnownDataset.FASHION_MNIST_SEGMENTATION, 20, 10)
                .load();

        assertThat(more.limited(20, 10)).isEqualTo(fewer);
        assertThat(images(more.training())).hasSize(50).doesNotContainAnyElementsOf(images(more.validation()));
    }

    @Test
    void moreImagesThanThereAreAreRefused() {
        assertThatThrownBy(() -> DatasetReference.sample(KnownDataset.FASHION_MNIST_SEGMENTATION, 10_001, 10)
                        .load())
                .hasMessage("training_images (10001) is not 1 to 10000, the images of fashion-mnist-segmentation.");
        assertThatThrownBy(() -> DatasetReference.sample(KnownDataset.FASHION_MNIST_TINTED, 10, 2_001)
                        .load())
                .hasMessage("validation_images (2001) is not 1 to 2000, the images of fashion-mnist-tinted.");
    }

    @Test
    void aMaskIsExactlyWhereAGarmentIsSeen() {
        // the background is at most 158, so every white pixel is of a garment and no other is
        LabelledImages scenes = GarmentScenes.of(halves(WHITE, TROUSER), 200, 0);

        int garment = 0;
        for (int scene = 0; scene < scenes.size(); scene++) {
            for (int row = 0; row < GarmentScenes.PIXELS; row++) {
                for (int column = 0; column < GarmentScenes.PIXELS; column++) {
                    boolean white = scenes.pixel(scene, row, column, 0) == WHITE;
                    assertThat(scenes.label(scene, row, column)).isEqualTo(white ? 2 : 0);
                    garment += white ? 1 : 0;
                }
            }
        }
        // half of one to three squares of 14 to 26 pixels, some of it outside or under another
        assertThat(garment / 200.0).isBetween(0.5 * 14 * 14, 3 * 0.5 * 26 * 26);
    }

    @Test
    void whatIsNearlyBlackIsNoGarment() {
        LabelledImages faint = GarmentScenes.of(halves(15, BAG), 20, 0);
        LabelledImages dark = GarmentScenes.of(halves(16, BAG), 20, 0);

        assertThat(faint.perClass(5)).containsExactly(20 * 32 * 32, 0, 0, 0, 0);
        assertThat(dark.perClass(5)[4]).isPositive();
    }

    @Test
    void aGarmentLiesOverThoseBeforeIt() {
        // two garments of different groups: where both could be, one of them is seen, with its own intensity
        byte[] pixels = new byte[2 * 28 * 28];
        Arrays.fill(pixels, 0, 28 * 28, (byte) 200);
        Arrays.fill(pixels, 28 * 28, 2 * 28 * 28, (byte) 250);
        LabelledImages scenes =
                GarmentScenes.of(LabelledImages.of(28, 28, 1, pixels, new byte[] {TROUSER, BAG}), 100, 1);

        for (int scene = 0; scene < scenes.size(); scene++) {
            for (int place = 0; place < 32 * 32; place++) {
                int expected = switch (scenes.pixel(scene, place / 32, place % 32, 0)) {
                    case 200 -> 2;
                    case 250 -> 4;
                    default -> 0;
                };
                assertThat(scenes.label(scene, place / 32, place % 32)).isEqualTo(expected);
            }
        }
        assertThat(scenes.perClass(5)[2]).isPositive();
        assertThat(scenes.perClass(5)[4]).isPositive();
    }

    @Test
    void aTintedImageFadesFromADarkColourToABrightOne() {
        LabelledImages tinted = TintedGarments.of(halves(WHITE, BAG), 3);

        assertThat(tinted.size()).isEqualTo(1);
        assertThat(tinted.label(0)).isEqualTo(BAG);
        for (int channel = 0; channel < 3; channel++) {
            int corner = tinted.pixel(0, 47, 47, channel);
            Set<Integer> values = new HashSet<>();
            for (int place = 0; place < 48 * 48; place++) {
                values.add(tinted.pixel(0, place / 48, place % 48, channel));
            }
            int least = values.stream().mapToInt(Integer::intValue).min().orElseThrow();
            int most = values.stream().mapToInt(Integer::intValue).max().orElseThrow();
            assertThat(corner).isEqualTo(least).isLessThan(96);
            assertThat(most).isGreaterThanOrEqualTo(128);
            // the two colours, and what lies between at the edge in the middle: the same in every row
            assertThat(values).hasSizeLessThanOrEqualTo(5);
        }
    }

    @Test
    void labelsOfTheOtherTaskAreNotGiven() {
        LabelledImages scenes = GarmentScenes.of(halves(WHITE, BAG), 1, 0);

        assertThat(scenes.task()).isEqualTo(VisionTask.SEGMENTATION);
        assertThatThrownBy(() -> scenes.label(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> halves(WHITE, BAG).label(0, 1, 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void masksOfAnotherSizeAreRefused() {
        assertThatThrownBy(() -> LabelledImages.masked(2, 2, 1, new byte[8], new byte[7]))
                .hasMessageContaining("need 4 bytes, not (8)");
        assertThatThrownBy(() -> LabelledImages.masked(2, 2, 1, new byte[4], new byte[7]))
                .hasMessage("(7) labels are no whole number of masks of 2 x 2 pixels.");
        assertThatThrownBy(() -> LabelledImages.masked(1, 2, 1, new byte[2], new byte[] {0, -1}))
                .hasMessage("Pixel 1 has label (-1), not 0 to 127.");
    }

    @Test
    void sharesOfDifferentTasksAreRefused() {
        LabelledImages scenes = GarmentScenes.of(halves(WHITE, BAG), 1, 0);
        LabelledImages whole = LabelledImages.of(32, 32, 1, new byte[32 * 32], new byte[] {0});

        assertThatThrownBy(() -> new Dataset("mixed", GarmentScenes.CLASS_NAMES, scenes, whole))
                .isInstanceOf(DatasetException.class)
                .hasMessage("The data set mixed trains for SEGMENTATION and validates for CLASSIFICATION.");
    }

    private static Set<String> images(LabelledImages images) {
        int bytes = images.height() * images.width() * images.channels();
        byte[] pixels = new byte[images.size() * bytes];
        images.pixels().get(pixels);
        Set<String> distinct = new HashSet<>();
        for (int i = 0; i < images.size(); i++) {
            distinct.add(Arrays.toString(Arrays.copyOfRange(pixels, i * bytes, (i + 1) * bytes)));
        }
        return distinct;
    }
}
