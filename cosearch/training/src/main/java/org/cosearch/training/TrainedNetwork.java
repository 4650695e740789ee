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
     * How well the network names the classes of other images.
     *
     * @param images of the size and task of the training images
     */
    public Score score(LabelledImages images) {
        return score(classifier, images);
    }

    static Score score(Classifier classifier, LabelledImages images) {
        return Score.of(images, classifier.classes(), classifier.predict(images));
    }

    /**
     * Writes the network as a TensorFlow SavedModel: bytes {@code images} {@code [batch, row, column, channel]} to
     * probabilities {@code scores} {@code [batch, class]}, or {@code [batch, row, column, class]} of a segmentation.
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
