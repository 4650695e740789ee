package org.cosearch.training;

import java.io.IOException;
import java.nio.file.Path;
import org.cosearch.training.data.LabelledImages;
import org.cosearch.training.graph.Classifier;

/** A network after its training, with its weights. Holds native memory until it is closed; belongs to one thread. */
public final class TrainedNetwork implements AutoCloseable {

    private final Classifier classifier;
    private final TrainingResult result;

    TrainedNetwork(Classifier classifier, TrainingResult result) {
        this.classifier = classifier;
        this.result = result;
    }

    /** What the training led to. */
    public TrainingResult result() {
        return result;
    }

    /**
     * The share of other images whose class the network names, in percent.
     *
     * @param images of the size of the training images
     */
    public double accuracyPercent(LabelledImages images) {
        return accuracyPercent(classifier, images);
    }

    static double accuracyPercent(Classifier classifier, LabelledImages images) {
        int[] named = classifier.predict(images);
        int right = 0;
        for (int i = 0; i < named.length; i++) {
            if (named[i] == images.label(i)) {
                right++;
            }
        }
        return 100.0 * right / named.length;
    }

    /**
     * Writes the network as a TensorFlow SavedModel: bytes {@code images} {@code [batch, row, column, channel]} to
     * probabilities {@code scores} {@code [batch, class]}.
     *
     * @param folder that does not exist yet; it is complete once it does
     */
    public void save(Path folder) throws IOException {
        classifier.save(folder);
    }

    @Override
    public void close() {
        classifier.close();
    }
}
