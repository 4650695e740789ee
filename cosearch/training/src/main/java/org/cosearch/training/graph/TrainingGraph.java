package org.cosearch.training.graph;

import java.util.ArrayList;
import java.util.List;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.cosearch.training.data.LabelledImages;
import org.cosearch.training.recipe.Augmentation;
import org.cosearch.training.recipe.Recipe;
import org.cosearch.workload.Network;
import org.cosearch.workload.VisionTask;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/**
 * The operators that train and evaluate one network, and the placeholders that they are fed through.
 *
 * <p>The network is built twice on the same parameters: over batches of training images, with the statistics of the
 * batch and with dropout, and over batches to evaluate.
 */
final class TrainingGraph {

    /** Images that are evaluated at a time. */
    static final int EVALUATION_BATCH = 100;

    /** Images of a training step. */
    final int batch;

    /** {@code [batch]}: which training images. */
    final Placeholder<TInt32> indices;

    /** {@code [batch, 8]}: how they are moved; see {@link ImageTransforms}. */
    final Placeholder<TFloat32> transforms;

    /** {@code [3]}: see {@link Updates#schedule}. */
    final Placeholder<TFloat32> schedule;

    /** A scalar: 1 to drop, 0 not to. */
    final Placeholder<TFloat32> dropoutStrength;

    /** {@code [2]} */
    final Placeholder<TInt64> dropoutSeed;

    /** A scalar: what part of the estimated statistics this batch becomes. */
    final Placeholder<TFloat32> calibrationShare;

    /** {@code [image, row, column, channel]}: the training images, fed once. */
    final Placeholder<TUint8> imageValues;

    /** {@code [image]}, or {@code [image, row, column, 1]} of a segmentation: their labels, fed once. */
    final Placeholder<TUint8> labelValues;

    /** {@code [evaluation batch, row, column, channel]} */
    final Placeholder<TUint8> evaluated;

    /** The mean loss of the batch. */
    final Operand<TFloat32> loss;

    /** One step of the optimiser. */
    final Op update;

    /** One step of the estimate of statistics. */
    final Op calibration;

    /** {@code [evaluation batch]} or {@code [evaluation batch, row, column]}: the class with the highest score. */
    final Operand<TInt32> predictions;

    final Variables variables;
    final List<Op> initialisers;

    private final Ops tf;

    TrainingGraph(Ops tf, Network network, LabelledImages training, int classes, Recipe recipe, RandomStreams streams) {
        this.tf = tf;
        this.batch = Math.min(recipe.batchSize(), training.size());
        this.variables = new Variables(tf, streams.stream(Purpose.WEIGHTS));
        ImageBatches images = new ImageBatches(tf, training);

        this.indices = placeholder(TInt32.class, Shape.of(batch));
        this.transforms = placeholder(TFloat32.class, Shape.of(batch, ImageTransforms.NUMBERS));
        this.schedule = placeholder(TFloat32.class, Shape.of(Updates.SCHEDULE));
        this.dropoutStrength = placeholder(TFloat32.class, Shape.scalar());
        this.dropoutSeed = placeholder(TInt64.class, Shape.of(2));
        this.calibrationShare = placeholder(TFloat32.class, Shape.scalar());
        this.imageValues = placeholder(TUint8.class, images.shape(training.size()));
        this.labelValues = placeholder(TUint8.class, labelShape(training, training.size()));
        this.evaluated = placeholder(TUint8.class, images.shape(EVALUATION_BATCH));

        VarHandleOp allImages =
                tf.varHandleOp(TUint8.class, images.shape(training.size()), VarHandleOp.sharedName("images"));
        VarHandleOp allLabels =
                tf.varHandleOp(TUint8.class, labelShape(training, training.size()), VarHandleOp.sharedName("labels"));
        Operand<TUint8> shown = tf.resourceGather(allImages, indices, TUint8.class);
        Operand<TUint8> labels = tf.resourceGather(allLabels, indices, TUint8.class);
        if (!recipe.augmentation().equals(Augmentation.NONE)) {
            shown = tf.reshape(images.transformed(shown, transforms), shapeOf(images.shape(batch)));
            if (training.task() == VisionTask.SEGMENTATION) {
                // a mask moves with its image; the black that enters is of class 0
                labels = images.transformed(labels, transforms);
            }
        }
        var ofBatch = new Normalization.OfBatch(tf, variables, calibrationShare);
        var masks = DropoutMasks.drawn(tf, dropoutSeed, dropoutStrength);
        this.loss = loss(
                new NetworkGraph(tf, network, variables, ofBatch, masks, images.normalised(shown)).logits(),
                tf.dtypes.cast(labels, TInt32.class),
                classes,
                recipe.labelSmoothing());
        this.update = tf.withControlDependencies(
                        new Updates(tf, variables, recipe.weightDecay(), schedule).minimise(loss, recipe.optimizer()))
                .noOp();
        this.calibration = tf.withControlDependencies(ofBatch.updates()).noOp();

        var estimated = new Normalization.Estimated(tf, variables);
        var seen = images.normalised(evaluated);
        this.predictions = tf.math.argMax(
                new NetworkGraph(tf, network, variables, estimated, DropoutMasks.NONE, seen).logits(),
                tf.constant(-1),
                TInt32.class);

        List<Op> initial = new ArrayList<>(variables.initialisers());
        initial.add(tf.assignVariableOp(allImages, imageValues));
        initial.add(tf.assignVariableOp(allLabels, labelValues));
        this.initialisers = List.copyOf(initial);
    }

    private <T extends TType> Placeholder<T> placeholder(Class<T> type, Shape shape) {
        return tf.placeholder(type, Placeholder.shape(shape));
    }

    private Operand<TInt64> shapeOf(Shape shape) {
        return tf.constant(shape.asArray());
    }

    private static Shape labelShape(LabelledImages images, int count) {
        return images.task() == VisionTask.CLASSIFICATION
                ? Shape.of(count)
                : Shape.of(count, images.height(), images.width(), 1);
    }

    /**
     * The mean cross entropy against targets of {@code 1 - smoothing + smoothing/classes} and {@code smoothing/classes},
     * over the images or over their pixels.
     */
    private Operand<TFloat32> loss(Operand<TFloat32> scores, Operand<TInt32> labels, int classes, double smoothing) {
        float off = (float) (smoothing / classes);
        Operand<TFloat32> logits = scores;
        Operand<TInt32> named = labels;
        if (scores.shape().numDimensions() > 2) {
            logits = tf.reshape(scores, tf.constant(new long[] {-1, classes}));
            named = tf.reshape(labels, tf.constant(new long[] {-1}));
        }
        Operand<TFloat32> targets =
                tf.oneHot(named, tf.constant(classes), tf.constant((float) (1 - smoothing) + off), tf.constant(off));
        // the sparse form of this operator has no gradient in TensorFlow Java
        return tf.math.mean(tf.nn.softmaxCrossEntropyWithLogits(logits, targets).loss(), tf.constant(0));
    }
}
