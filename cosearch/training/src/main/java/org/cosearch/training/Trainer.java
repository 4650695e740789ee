package org.cosearch.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.cosearch.training.data.Dataset;
import org.cosearch.training.data.LabelledImages;
import org.cosearch.training.graph.Classifier;
import org.cosearch.training.graph.UntrainableException;
import org.cosearch.training.recipe.Recipe;
import org.cosearch.workload.Network;

/**
 * Trains networks in this process.
 *
 * <p>With one thread, the same network, data, recipe and seed give the same result bit for bit on the same machine and
 * TensorFlow build; other processors may round differently.
 *
 * @param threads that TensorFlow computes with; the first TensorFlow session of a process decides
 *     for all later ones
 */
public record Trainer(int threads) {

    /** The most points of a loss curve. */
    static final int CURVE_POINTS = 50;

    /** Training images that set the statistics of batch normalisations (Wu and Johnson 2021 use 10^3 to 10^4). */
    private static final int CALIBRATION_IMAGES = 2048;

    public Trainer {
        if (threads < 1) {
            throw new IllegalArgumentException("threads (%d) is not at least 1.".formatted(threads));
        }
    }

    /**
     * Trains a network from scratch and scores it on the validation images.
     *
     * @param seed of initial weights, order of images, augmentation and dropout
     * @throws UntrainableException before the training if the network does not fit the data or has a layer that cannot
     *     be trained
     * @throws TrainingException if the loss is no longer a number
     */
    public TrainingResult train(Network network, Dataset dataset, Recipe recipe, long seed) {
        try (TrainedNetwork trained = fit(network, dataset, recipe, seed)) {
            return trained.result();
        }
    }

    /**
     * {@link #train}, but the network is kept: to be scored on other images, or saved.
     *
     * @return to be closed
     */
    public TrainedNetwork fit(Network network, Dataset dataset, Recipe recipe, long seed) {
        long start = System.nanoTime();
        LabelledImages training = dataset.training();
        Classifier classifier = new Classifier(network, training, dataset.classes(), recipe, seed, threads);
        try {
            int batch = classifier.batchSize();
            int stepsPerEpoch = training.size() / batch;
            int steps = Math.multiplyExact(recipe.epochs(), stepsPerEpoch);
            RandomGenerator random = new RandomStreams(seed).stream(Purpose.DATA);
            int[] order = IntStream.range(0, training.size()).toArray();
            LossCurve curve = new LossCurve(steps);
            long trainingStart = System.nanoTime();
            for (int step = 0; step < steps; step++) {
                int place = step % stepsPerEpoch;
                if (place == 0) {
                    shuffle(order, random);
                }
                float loss = classifier.step(batch(order, place, batch), recipe.learningRate(step, steps), step);
                if (!Float.isFinite(loss)) {
                    throw new TrainingException(
                            "The loss of network %s became (%s) at step %d of %d.%nMaybe a lower learning rate than %s."
                                    .formatted(network.name(), loss, step + 1, steps, recipe.learningRate()));
                }
                curve.add(loss);
            }
            double trainingSeconds = (System.nanoTime() - trainingStart) / 1e9;
            int calibrations = Math.min(stepsPerEpoch, (CALIBRATION_IMAGES + batch - 1) / batch);
            for (int call = 0; call < calibrations; call++) {
                classifier.calibrate(batch(order, call, batch), call);
            }
            TrainingResult result = new TrainingResult(
                    TrainedNetwork.score(classifier, dataset.validation()),
                    curve.points(),
                    dataset.checksum(),
                    (System.nanoTime() - start) / 1e9,
                    (double) steps * batch / trainingSeconds);
            return new TrainedNetwork(classifier, result);
        } catch (RuntimeException | Error e) {
            classifier.close();
            throw e;
        }
    }

    /** Mean losses of stretches of steps, as even as whole steps allow. */
    private static final class LossCurve {
        private final int steps;
        private final int points;
        private final List<Double> means = new ArrayList<>();
        private int step;
        private int stretch;
        private double sum;

        LossCurve(int steps) {
            this.steps = steps;
            this.points = Math.min(steps, CURVE_POINTS);
        }

        void add(double loss) {
            sum += loss;
            step++;
            stretch++;
            if (step == (long) (means.size() + 1) * steps / points) {
                means.add(sum / stretch);
                sum = 0;
                stretch = 0;
            }
        }

        List<Double> points() {
            return means;
        }
    }

    private static int[] batch(int[] order, int place, int batch) {
        return Arrays.copyOfRange(order, place * batch, (place + 1) * batch);
    }

    /** Fisher and Yates. */
    private static void shuffle(int[] order, RandomGenerator random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int other = order[j];
            order[j] = order[i];
            order[i] = other;
        }
    }
}
