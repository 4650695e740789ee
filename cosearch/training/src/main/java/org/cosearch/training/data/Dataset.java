package org.cosearch.training.data;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.cosearch.workload.VisionTask;

/**
 * Images to learn from and other images to score on.
 *
 * @param name as run files write it
 * @param classNames the meaning of each label, in order
 * @param training the images whose labels a training sees; at least one
 * @param validation images of the same size and task that no training sees; at least one
 */
public record Dataset(String name, List<String> classNames, LabelledImages training, LabelledImages validation) {

    public Dataset {
        classNames = List.copyOf(classNames);
        check(name, "training", training, classNames.size());
        check(name, "validation", validation, classNames.size());
        if (training.height() != validation.height()
                || training.width() != validation.width()
                || training.channels() != validation.channels()) {
            throw new DatasetException("The data set %s trains on %s and validates on %s: the sizes differ."
                    .formatted(name, training, validation));
        }
        if (training.task() != validation.task()) {
            throw new DatasetException("The data set %s trains for %s and validates for %s."
                    .formatted(name, training.task(), validation.task()));
        }
    }

    private static void check(String name, String share, LabelledImages images, int classes) {
        if (images.size() == 0) {
            throw new DatasetException("The data set %s has no %s images.".formatted(name, share));
        }
        ByteBuffer labels = images.labels();
        for (int i = 0; i < labels.limit(); i++) {
            if (labels.get(i) >= classes) {
                throw new DatasetException("The data set %s has %s image %d with label (%d), not 0 to %d."
                        .formatted(name, share, i / images.labelsPerImage(), labels.get(i), classes - 1));
            }
        }
    }

    /** The number of classes. */
    public int classes() {
        return classNames.size();
    }

    /** What there is to learn. */
    public VisionTask task() {
        return training.task();
    }

    /**
     * The first images of this data set, in order. Of a classification it is the stratified prefix: each class keeps its
     * share and, within it, its first images; shares that are no whole number are rounded by largest remainder, ties to
     * the lower class.
     *
     * @param trainingImages 1 to the number of training images
     * @param validationImages 1 to the number of validation images
     */
    public Dataset limited(int trainingImages, int validationImages) {
        return new Dataset(
                name,
                classNames,
                prefix("training_images", training, trainingImages),
                prefix("validation_images", validation, validationImages));
    }

    private LabelledImages prefix(String setting, LabelledImages images, int limit) {
        if (limit < 1 || limit > images.size()) {
            throw new DatasetException(
                    "%s (%d) is not 1 to %d, the images of %s.".formatted(setting, limit, images.size(), name));
        }
        if (limit == images.size()) {
            return images;
        }
        return images.select(
                task() == VisionTask.CLASSIFICATION
                        ? Stratification.prefix(images, classes(), limit)
                        : IntStream.range(0, limit).toArray());
    }

    /**
     * The provenance of a result: SHA-256 in hexadecimal over the sizes, pixels and labels of both shares. Computed at
     * each call, in time linear in the bytes.
     */
    public String checksum() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (LabelledImages share : List.of(training, validation)) {
                digest.update(ByteBuffer.allocate(16)
                        .putInt(share.size())
                        .putInt(share.height())
                        .putInt(share.width())
                        .putInt(share.channels())
                        .flip());
                digest.update(share.pixels());
                digest.update(share.labels());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
