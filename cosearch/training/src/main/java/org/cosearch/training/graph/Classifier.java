package org.cosearch.training.graph;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.cosearch.training.data.LabelledImages;
import org.cosearch.training.recipe.Augmentation;
import org.cosearch.training.recipe.Recipe;
import org.cosearch.workload.Network;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/**
 * A network that learns to name the class of an image, or of each of its pixels: its TensorFlow graph and the session that
 * holds its weights.
 *
 * <p>The training images live in the graph; a step is fed the indices of its batch. All shapes are fixed, the batch
 * included. Holds native memory until it is closed; belongs to one thread.
 */
public final class Classifier implements AutoCloseable {

    private final Network network;
    private final Recipe recipe;
    private final LabelledImages training;
    private final int classes;
    private final RandomGenerator augmentations;
    private final long dropouts;
    private final Graph graph;
    private final TrainingGraph operators;
    private final Session session;

    /**
     * Builds the graph and draws the initial weights.
     *
     * @param training the images to learn from; a batch is as large as the recipe says, or all of them
     * @param classes at least as many as there are labels
     * @param threads that TensorFlow computes with; the first session of a process decides for all later ones
     * @throws UntrainableException if the network does not fit the images or has a layer that cannot be trained
     */
    public Classifier(Network network, LabelledImages training, int classes, Recipe recipe, long seed, int threads) {
        Trainability.check(network, training, classes);
        RandomStreams streams = new RandomStreams(seed);
        this.network = network;
        this.recipe = recipe;
        this.training = training;
        this.classes = classes;
        this.augmentations = streams.stream(Purpose.DATA, 1);
        this.dropouts = streams.stream(Purpose.WEIGHTS, 1).nextLong();
        this.graph = new Graph();
        try {
            this.operators = new TrainingGraph(Ops.create(graph), network, training, classes, recipe, streams);
            this.session = new Session(graph, computingWith(threads));
        } catch (RuntimeException | Error e) {
            graph.close();
            throw e;
        }
        try {
            initialise();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** The configuration of a session that computes with so many threads, within an operator and across. */
    static ConfigProto computingWith(int threads) {
        return ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(threads)
                .setInterOpParallelismThreads(threads)
                .build();
    }

    private void initialise() {
        try (TUint8 images = bytes(training, 0, training.size());
                TUint8 labels = labels(training)) {
            Session.Runner runner =
                    session.runner().feed(operators.imageValues, images).feed(operators.labelValues, labels);
            for (Op initialiser : operators.initialisers) {
                runner.addTarget(initialiser);
            }
            runner.run().close();
        }
    }

    /** The number of classes. */
    public int classes() {
        return classes;
    }

    /** The images of one step. */
    public int batchSize() {
        return operators.batch;
    }

    /**
     * Learns from one batch.
     *
     * @param images {@link #batchSize} indices of training images
     * @param rate the learning rate
     * @param step from 0, one more at each call
     * @return the mean loss of the batch before the step
     */
    public float step(int[] images, double rate, int step) {
        float[] moves = recipe.augmentation().equals(Augmentation.NONE)
                ? ImageTransforms.identities(operators.batch)
                : ImageTransforms.draw(recipe.augmentation(), operators.batch, training.width(), augmentations);
        try (TInt32 indices = TInt32.vectorOf(images);
                TFloat32 transforms = transforms(moves);
                TFloat32 schedule = TFloat32.vectorOf(Updates.schedule(recipe.optimizer(), rate, step));
                TFloat32 strength = TFloat32.scalarOf(1);
                TInt64 seed = TInt64.vectorOf(dropouts, step);
                Result result = session.runner()
                        .feed(operators.indices, indices)
                        .feed(operators.transforms, transforms)
                        .feed(operators.schedule, schedule)
                        .feed(operators.dropoutStrength, strength)
                        .feed(operators.dropoutSeed, seed)
                        .fetch(operators.loss)
                        .addTarget(operators.update)
                        .run()) {
            return ((TFloat32) result.get(0)).getFloat();
        }
    }

    /**
     * Takes one batch, as it is and without dropout, into the estimate of the statistics that batch normalisations
     * evaluate with. After the n-th call the estimate is the average over n batches.
     *
     * @param images {@link #batchSize} indices of training images
     * @param call from 0, one more at each call
     */
    public void calibrate(int[] images, int call) {
        try (TInt32 indices = TInt32.vectorOf(images);
                TFloat32 transforms = transforms(ImageTransforms.identities(operators.batch));
                TFloat32 share = TFloat32.scalarOf(1f / (call + 1));
                TFloat32 strength = TFloat32.scalarOf(0);
                TInt64 seed = TInt64.vectorOf(0, 0)) {
            session.runner()
                    .feed(operators.indices, indices)
                    .feed(operators.transforms, transforms)
                    .feed(operators.calibrationShare, share)
                    .feed(operators.dropoutStrength, strength)
                    .feed(operators.dropoutSeed, seed)
                    .addTarget(operators.calibration)
                    .run()
                    .close();
        }
    }

    /**
     * The classes that the network names, {@code [image]} or {@code [image, row, column]}.
     *
     * @param images of the size of the training images
     */
    public int[] predict(LabelledImages images) {
        int each = training.labelsPerImage();
        int[] named = new int[images.size() * each];
        for (int first = 0; first < images.size(); first += TrainingGraph.EVALUATION_BATCH) {
            try (TUint8 bytes = bytes(images, first, TrainingGraph.EVALUATION_BATCH);
                    Result result = session.runner()
                            .feed(operators.evaluated, bytes)
                            .fetch(operators.predictions)
                            .run()) {
                int[] batch = new int[TrainingGraph.EVALUATION_BATCH * each];
                ((TInt32) result.get(0)).copyTo(DataBuffers.of(batch));
                int count = Math.min(TrainingGraph.EVALUATION_BATCH, images.size() - first);
                System.arraycopy(batch, 0, named, first * each, count * each);
            }
        }
        return named;
    }

    /**
     * Writes the network with its present weights as a TensorFlow SavedModel: bytes {@code images}
     * {@code [batch, row, column, channel]} to probabilities {@code scores} {@code [batch, class]}, or
     * {@code [batch, row, column, class]} of a segmentation.
     *
     * @param folder that does not exist yet; it is complete once it does
     */
    public void save(Path folder) throws IOException {
        Map<Parameters.Key, float[]> values = new HashMap<>();
        Session.Runner runner = session.runner();
        for (Variables.Variable variable : operators.variables.all()) {
            runner.fetch(variable.value());
        }
        try (Result result = runner.run()) {
            int i = 0;
            for (Variables.Variable variable : operators.variables.all()) {
                float[] numbers = new float[(int) variable.shape().size()];
                ((TFloat32) result.get(i++)).copyTo(DataBuffers.of(numbers));
                values.put(variable.key(), numbers);
            }
        }
        SavedModel.write(folder, network, training, values);
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }

    /** {@code count} images from {@code first} on, {@code [image, row, column, channel]}; black past the end. */
    private static TUint8 bytes(LabelledImages images, int first, int count) {
        int size = images.height() * images.width() * images.channels();
        ByteBuffer pixels = images.pixels();
        pixels.position(first * size);
        pixels.limit(Math.min(images.size(), first + count) * size);
        byte[] batch = new byte[count * size];
        pixels.get(batch, 0, pixels.remaining());
        return TUint8.tensorOf(
                Shape.of(count, images.height(), images.width(), images.channels()),
                DataBuffers.of(batch, true, false));
    }

    private TUint8 labels(LabelledImages images) {
        byte[] labels = new byte[images.labels().remaining()];
        images.labels().get(labels);
        return TUint8.tensorOf(operators.labelValues.shape(), DataBuffers.of(labels, true, false));
    }

    private TFloat32 transforms(float[] rows) {
        return TFloat32.tensorOf(Shape.of(operators.batch, ImageTransforms.NUMBERS), DataBuffers.of(rows, true, false));
    }
}
