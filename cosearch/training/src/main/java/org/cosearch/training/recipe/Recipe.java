package org.cosearch.training.recipe;

/**
 * How a network is trained. The learning rate rises linearly over the warm-up and then falls along half a cosine to 0
 * (Loshchilov and Hutter 2017, equation 5, without restarts).
 *
 * @param epochs passes over the training images, at least 1
 * @param batchSize images per step, at least 1; images that do not fill a last batch are left out of their epoch
 * @param optimizer the update rule
 * @param learningRate the highest rate, above 0
 * @param weightDecay at least 0; kernels and matrices decay, biases and normalisations do not
 * @param labelSmoothing share of the target that is spread evenly over all classes, at least 0 and below 1
 *     (Szegedy et al. 2016, section 7)
 * @param warmUpShare share of the steps over which the rate rises, at least 0 and below 1
 * @param augmentation random changes to the images
 */
public record Recipe(
        int epochs,
        int batchSize,
        Optimizer optimizer,
        double learningRate,
        double weightDecay,
        double labelSmoothing,
        double warmUpShare,
        Augmentation augmentation) {

    public Recipe {
        if (epochs < 1) {
            throw new IllegalArgumentException("epochs (%d) is not at least 1.".formatted(epochs));
        }
        if (batchSize < 1) {
            throw new IllegalArgumentException("batch_size (%d) is not at least 1.".formatted(batchSize));
        }
        if (!(learningRate > 0 && Double.isFinite(learningRate))) {
            throw new IllegalArgumentException("learning_rate (%s) is not above 0.".formatted(learningRate));
        }
        if (!(weightDecay >= 0 && Double.isFinite(weightDecay))) {
            throw new IllegalArgumentException("weight_decay (%s) is not at least 0.".formatted(weightDecay));
        }
        if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
            throw new IllegalArgumentException("label_smoothing (%s) is not in [0, 1).".formatted(labelSmoothing));
        }
        if (!(warmUpShare >= 0 && warmUpShare < 1)) {
            throw new IllegalArgumentException("warm_up_share (%s) is not in [0, 1).".formatted(warmUpShare));
        }
    }

    /**
     * For a quick ranking of small convolutional networks: one epoch, small batches, a high rate. Chosen on the
     * validation images of the Fashion-MNIST sample among batches of 16 to 64 and rates of 0.05 to 0.4.
     */
    public static Recipe quick() {
        return new Recipe(1, 32, new Optimizer.Nesterov(0.9), 0.2, 5e-5, 0.05, 0.15, Augmentation.NONE);
    }

    public Recipe withEpochs(int newEpochs) {
        return new Recipe(
                newEpochs, batchSize, optimizer, learningRate, weightDecay, labelSmoothing, warmUpShare, augmentation);
    }

    public Recipe withBatchSize(int newBatchSize) {
        return new Recipe(
                epochs, newBatchSize, optimizer, learningRate, weightDecay, labelSmoothing, warmUpShare, augmentation);
    }

    /** With another update rule and the highest learning rate that goes with it. */
    public Recipe withOptimizer(Optimizer newOptimizer, double newLearningRate) {
        return new Recipe(
                epochs,
                batchSize,
                newOptimizer,
                newLearningRate,
                weightDecay,
                labelSmoothing,
                warmUpShare,
                augmentation);
    }

    public Recipe withWeightDecay(double newWeightDecay) {
        return new Recipe(
                epochs, batchSize, optimizer, learningRate, newWeightDecay, labelSmoothing, warmUpShare, augmentation);
    }

    public Recipe withLabelSmoothing(double newLabelSmoothing) {
        return new Recipe(
                epochs, batchSize, optimizer, learningRate, weightDecay, newLabelSmoothing, warmUpShare, augmentation);
    }

    public Recipe withWarmUpShare(double newWarmUpShare) {
        return new Recipe(
                epochs, batchSize, optimizer, learningRate, weightDecay, labelSmoothing, newWarmUpShare, augmentation);
    }

    public Recipe withAugmentation(Augmentation newAugmentation) {
        return new Recipe(
                epochs, batchSize, optimizer, learningRate, weightDecay, labelSmoothing, warmUpShare, newAugmentation);
    }

    /**
     * The learning rate of a step.
     *
     * @param step from 0
     * @param steps of the whole training
     */
    public double learningRate(int step, int steps) {
        int warmUp = (int) Math.round(warmUpShare * steps);
        if (step < warmUp) {
            return learningRate * (step + 1) / (warmUp + 1);
        }
        double progress = (double) (step - warmUp) / (steps - warmUp);
        return learningRate * 0.5 * (1 + Math.cos(Math.PI * progress));
    }
}
