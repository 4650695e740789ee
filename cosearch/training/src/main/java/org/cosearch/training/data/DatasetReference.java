package org.cosearch.training.data;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A data set as a run file gives it: small enough to send to another process, which reads the data itself.
 *
 * @param dataset which one
 * @param path the folder with the full files; without it the sample that this module carries
 * @param trainingImages the first so many of the training share, stratified by class; all of it if empty
 * @param validationImages the first so many of the validation share, stratified by class; all of it if empty
 */
public record DatasetReference(
        KnownDataset dataset, Optional<Path> path, OptionalInt trainingImages, OptionalInt validationImages) {

    public DatasetReference {
        check("training_images", trainingImages);
        check("validation_images", validationImages);
    }

    private static void check(String setting, OptionalInt limit) {
        if (limit.isPresent() && limit.getAsInt() < 1) {
            throw new IllegalArgumentException("%s (%d) is not at least 1.".formatted(setting, limit.getAsInt()));
        }
    }

    /** The whole carried sample of Fashion-MNIST. */
    public static DatasetReference sample() {
        return new DatasetReference(
                KnownDataset.FASHION_MNIST, Optional.empty(), OptionalInt.empty(), OptionalInt.empty());
    }

    /** The first images of the carried sample of Fashion-MNIST. */
    public static DatasetReference sample(int trainingImages, int validationImages) {
        return sample(KnownDataset.FASHION_MNIST, trainingImages, validationImages);
    }

    /** The first images of a data set, without the full files. */
    public static DatasetReference sample(KnownDataset dataset, int trainingImages, int validationImages) {
        return new DatasetReference(
                dataset, Optional.empty(), OptionalInt.of(trainingImages), OptionalInt.of(validationImages));
    }

    /**
     * Reads the images for final figures alone, which come from the official test images; empty without a path to the full files.
     *
     * @throws DatasetException if a file is missing or damaged
     */
    public Optional<LabelledImages> test() {
        return path.map(dataset::test);
    }

    /**
     * Reads the data.
     *
     * @throws DatasetException if a file is missing or damaged, or a limit is above the number of images
     */
    public Dataset load() {
        return dataset.read(path, trainingImages, validationImages);
    }
}
