package org.cosearch.training;

import java.util.List;

/**
 * What a training led to. All but the times is the same for the same network, data, recipe, seed and machine.
 *
 * @param accuracyPercent share of the validation images whose class the trained network names, in percent
 * @param validationImages how many there were
 * @param lossCurve the mean training loss of consecutive stretches of steps, at most {@value Trainer#CURVE_POINTS}
 * @param dataChecksum SHA-256 of the images and labels, in hexadecimal
 * @param seconds wall time of everything: building, training, evaluating
 * @param trainedImagesPerSecond rate of the training steps alone
 */
public record TrainingResult(
        double accuracyPercent,
        int validationImages,
        List<Double> lossCurve,
        String dataChecksum,
        double seconds,
        double trainedImagesPerSecond) {

    public TrainingResult {
        lossCurve = List.copyOf(lossCurve);
    }

    /**
     * The standard deviation of the accuracy, in percent, that comes from having so many validation images:
     * √(p·(1-p)/n). What another seed would change is not in it.
     */
    public double samplingSigmaPercent() {
        double share = accuracyPercent / 100;
        return 100 * Math.sqrt(share * (1 - share) / validationImages);
    }
}
