package org.cosearch.training.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.cosearch.workload.Shape;
import org.cosearch.workload.VisionTask;

/**
 * A data set that run files can name. What it is like is known without reading it.
 *
 * <p>Those that are made from Fashion-MNIST have at most {@value FashionMnist#SAMPLE_TRAINING_IMAGES} training images and
 * {@value FashionMnist#SAMPLE_VALIDATION_IMAGES} validation images, even of the full files, so that they fit the memory of
 * a worker. Training images are made from training images alone, and validation images from validation images.
 */
public enum KnownDataset {
    /** Grey images of 28 × 28 pixels in ten classes of clothing (Xiao, Rasul, Vollgraf 2017). */
    FASHION_MNIST(VisionTask.CLASSIFICATION, 1, FashionMnist.PIXELS),

    /** The same clothing in colour at 48 × 48 pixels, made by {@link TintedGarments}. */
    FASHION_MNIST_TINTED(VisionTask.CLASSIFICATION, TintedGarments.CHANNELS, TintedGarments.PIXELS),

    /** Scenes of several garments at 32 × 32 pixels with a class at every pixel, made by {@link GarmentScenes}. */
    FASHION_MNIST_SEGMENTATION(VisionTask.SEGMENTATION, 1, GarmentScenes.PIXELS);

    private static final int TRAINING = 0;
    private static final int VALIDATION = 1;
    private static final int TEST = 2;

    private final VisionTask task;
    private final int channels;
    private final int pixels;

    KnownDataset(VisionTask task, int channels, int pixels) {
        this.task = task;
        this.channels = channels;
        this.pixels = pixels;
    }

    /** The name in run files, such as {@code fashion-mnist}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What there is to learn. */
    public VisionTask task() {
        return task;
    }

    /** What {@code accuracy_percent} is on this data set, in words. */
    public String accuracy() {
        return task == VisionTask.CLASSIFICATION ? "share of images named rightly" : "mean intersection over union";
    }

    /** The images, {@code [C,H,W]}. */
    public Shape imageShape() {
        return Shape.of(channels, pixels, pixels);
    }

    /** The meaning of each label, in order. */
    public List<String> classNames() {
        return task == VisionTask.CLASSIFICATION ? FashionMnist.CLASS_NAMES : GarmentScenes.CLASS_NAMES;
    }

    /** The number of classes. */
    public int classes() {
        return classNames().size();
    }

    /**
     * The data set of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static KnownDataset named(String label) {
        for (KnownDataset dataset : values()) {
            if (dataset.label().equals(label)) {
                return dataset;
            }
        }
        throw new IllegalArgumentException("There is no data set (%s).%nMaybe one of %s."
                .formatted(
                        label, Arrays.stream(values()).map(KnownDataset::label).collect(Collectors.joining(", "))));
    }

    /**
     * Reads or makes the data set.
     *
     * @param folder with the full files of Fashion-MNIST; without it the sample that this module carries
     * @param trainingImages how many, from the first; as many as there are if empty
     * @param validationImages how many, from the first; as many as there are if empty
     * @throws DatasetException if a file is missing or damaged, or there are fewer images
     */
    Dataset read(Optional<Path> folder, OptionalInt trainingImages, OptionalInt validationImages) {
        Dataset garments = folder.map(FashionMnist::read).orElseGet(FashionMnist::sample);
        int mostTraining = garments.training().size();
        int mostValidation = garments.validation().size();
        if (this != FASHION_MNIST) {
            mostTraining = Math.min(mostTraining, FashionMnist.SAMPLE_TRAINING_IMAGES);
            mostValidation = Math.min(mostValidation, FashionMnist.SAMPLE_VALIDATION_IMAGES);
        }
        int training = limit("training_images", trainingImages, mostTraining);
        int validation = limit("validation_images", validationImages, mostValidation);
        if (this == FASHION_MNIST_SEGMENTATION) {
            return new Dataset(
                    label(),
                    classNames(),
                    GarmentScenes.of(garments.training(), training, TRAINING),
                    GarmentScenes.of(garments.validation(), validation, VALIDATION));
        }
        Dataset limited = garments.limited(training, validation);
        return this == FASHION_MNIST
                ? limited
                : new Dataset(
                        label(),
                        classNames(),
                        TintedGarments.of(limited.training(), TRAINING),
                        TintedGarments.of(limited.validation(), VALIDATION));
    }

    private int limit(String setting, OptionalInt wanted, int most) {
        if (wanted.orElse(most) > most) {
            throw new DatasetException(
                    "%s (%d) is not 1 to %d, the images of %s.".formatted(setting, wanted.getAsInt(), most, label()));
        }
        return wanted.orElse(most);
    }

    /**
     * The images for final figures, from the official test images, which no search may see: all of them, or as many made
     * from them as there are to validate on.
     *
     * @throws DatasetException if a file is missing or damaged
     */
    LabelledImages test(Path folder) {
        LabelledImages garments = FashionMnist.test(folder);
        return switch (this) {
            case FASHION_MNIST -> garments;
            case FASHION_MNIST_TINTED ->
                TintedGarments.of(
                        garments.select(Stratification.prefix(
                                garments, classes(), Math.min(garments.size(), FashionMnist.SAMPLE_VALIDATION_IMAGES))),
                        TEST);
            case FASHION_MNIST_SEGMENTATION -> GarmentScenes.of(garments, FashionMnist.SAMPLE_VALIDATION_IMAGES, TEST);
        };
    }
}
