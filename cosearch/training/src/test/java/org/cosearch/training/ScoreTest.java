package org.cosearch.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.cosearch.laws.Laws;
import org.cosearch.training.data.LabelledImages;
import org.junit.jupiter.api.Test;

class ScoreTest {

    private static LabelledImages masks(int height, int width, int... labels) {
        byte[] bytes = new byte[labels.length];
        for (int i = 0; i < labels.length; i++) {
            bytes[i] = (byte) labels[i];
        }
        return LabelledImages.masked(height, width, 1, new byte[labels.length], bytes);
    }

    @Test
    void aClassificationIsTheShareOfRightImages() {
        LabelledImages images = LabelledImages.of(1, 1, 1, new byte[4], new byte[] {0, 1, 2, 1});

        assertThat(Score.of(images, 3, new int[] {0, 1, 0, 1})).isEqualTo(new Score.Classification(75, 4));
    }

    @Test
    void theDeviationOfAClassificationIsThatOfABinomialShare() {
        assertThat(new Score.Classification(90, 400).sigmaPercent()).isCloseTo(1.5, within(1e-12));
    }

    /**
     * By hand: class 0 has 3 pixels of which 2 are named so, and 1 other pixel is: 2 of 4. Class 1 has 3 of which 2, and
     * none other: 2 of 3. Class 2 has 2, both, and 1 other: 2 of 3. Class 3 is nowhere. Mean (1/2 + 2/3 + 2/3) / 3.
     */
    @Test
    void aSegmentationIsTheMeanIntersectionOverUnionOfTheClassesThatAreThere() {
        LabelledImages images = masks(2, 2, 0, 0, 0, 1, 1, 1, 2, 2);

        Score score = Score.of(images, 4, new int[] {0, 0, 2, 1, 1, 0, 2, 2});

        assertThat(score.accuracyPercent()).isCloseTo(100 * (1 / 2.0 + 2 / 3.0 + 2 / 3.0) / 3, within(1e-12));
        assertThat(((Score.Segmentation) score).pixelAccuracyPercent()).isEqualTo(75);
        assertThat(score.images()).isEqualTo(2);
    }

    /** A class that is named and never there counts with nothing. */
    @Test
    void aClassNamedForNothingLowersTheScore() {
        Score score = Score.of(masks(1, 4, 0, 0, 0, 0), 2, new int[] {0, 0, 0, 1});

        assertThat(score.accuracyPercent()).isCloseTo(100 * (3 / 4.0 + 0) / 2, within(1e-12));
    }

    /**
     * By hand: one class right in 4 of 4, 2 of 4 and 3 of 4 pixels of three images, everything else the other class. With
     * images left out the mean is known, and the jackknife is √(2/3 · Σ(m - mean)²).
     */
    @Test
    void theDeviationOfASegmentationIsTheJackknifeOverImages() {
        LabelledImages images = masks(1, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        int[] named = {0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 1};

        double[] without = {(5 / 8.0) / 2, (7 / 8.0) / 2, (6 / 8.0) / 2};
        double mean = (without[0] + without[1] + without[2]) / 3;
        double squares = 0;
        for (double each : without) {
            squares += (each - mean) * (each - mean);
        }

        assertThat(Score.of(images, 2, named).accuracyPercent()).isCloseTo(100 * (9 / 12.0) / 2, within(1e-12));
        assertThat(Score.of(images, 2, named).sigmaPercent())
                .isCloseTo(100 * Math.sqrt(squares * 2 / 3), within(1e-12));
    }

    @Test
    void namingEverythingRightlyIsAHundredPercentWithoutDeviation() {
        Laws.forAll(20, random -> random.ints(5 * 6, 0, 3).toArray(), (labels, random) -> {
            Score score = Score.of(masks(2, 3, labels), 3, labels);

            assertThat(score).isEqualTo(new Score.Segmentation(100, 100, 0, 5));
        });
    }
}
