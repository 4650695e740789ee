package org.cosearch.training;

import java.util.List;

/**
 * What a training led to. All but the times is the same for the same network, data, recipe, seed and machine.
 *
 * @param score on the validation images
 * @param lossCurve the mean training loss of consecutive stretches of steps, at most {@value Trainer#CURVE_POINTS}
 * @param dataChecksum SHA-256 of the images and labels, in hexadecimal
 * @param seconds wall time of everything: building, training, evaluating
 * @param trainedImagesPerSecond rate of the training steps alone
 */
public record TrainingResult(
        Score score, List<Double> lossCurve, String dataChecksum, double seconds, double trainedImagesPerSecond) {

    public TrainingResult {
        lossCurve = List.copyOf(lossCurve);
    }

    /** {@link Score#accuracyPercent} on the validation images. */
    public double accuracyPercent() {
        return score.accuracyPercent();
    }

    /**
     * The standard deviation of the accuracy, in percent, that comes from having so few validation images. What another
     * seed would change is not in it.
     */
    public double samplingSigmaPercent() {
        return score.sigmaPercent();
    }
}
