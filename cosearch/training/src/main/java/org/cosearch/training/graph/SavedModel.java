package org.cosearch.training.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.cosearch.training.data.LabelledImages;
import org.cosearch.workload.Network;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.SessionFunction;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * A trained network as a TensorFlow SavedModel whose parameters are constants of its graph.
 *
 * <p>Variables would not do: {@link Session#save} of TensorFlow Java 1.1.0 leaves resource variables out and says
 * nothing.
 */
final class SavedModel {

    private SavedModel() {}

    /**
     * Writes the model. Its signature {@code serving_default} takes {@code images}, bytes
     * {@code [batch, row, column, channel]} of any batch, and gives {@code scores}, a probability for each class
     * {@code [batch, class]}, or for each class at every pixel {@code [batch, row, column, class]}.
     *
     * @param folder that does not exist yet; it is complete once it does
     * @param training the images whose mean and deviation the network was trained with
     */
    static void write(Path folder, Network network, LabelledImages training, Map<Parameters.Key, float[]> parameters)
            throws IOException {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Constants constants = new Constants(tf, parameters);
            ImageBatches batches = new ImageBatches(tf, training);
            Placeholder<TUint8> images = tf.withName("images")
                    .placeholder(
                            TUint8.class,
                            Placeholder.shape(Shape.of(-1, training.height(), training.width(), training.channels())));
            Normalization normalization = new Normalization.Estimated(tf, constants);
            Operand<TFloat32> logits = new NetworkGraph(
                            tf, network, constants, normalization, DropoutMasks.NONE, batches.normalised(images))
                    .logits();
            Operand<TFloat32> scores = tf.withName("scores").nn.softmax(logits);
            Signature signature = Signature.builder()
                    .input("images", images)
                    .output("scores", scores)
                    .build();
            try (Session session = new Session(graph, Classifier.computingWith(1))) {
                Path partial = folder.resolveSibling(folder.getFileName() + ".partial");
                SavedModelBundle.exporter(partial.toString())
                        .withFunction(SessionFunction.create(signature, session))
                        .export();
                Files.move(partial, folder);
            }
        }
    }
}
