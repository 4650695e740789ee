package org.cosearch.training.data;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.cosearch.workload.Shape;

/**
 * The name of a data set as a run file gives it: small enough to send to another process, which reads the data itself.
 *
 * @param name {@value FashionMnist#NAME}
 * @param path the folder with the full files; without it the sample that this module carries
 * @param trainingImages a stratified prefix of the training share; all of it if empty
 * @param validationImages a stratified prefix of the validation share; all of it if empty
 */
public record DatasetReference(
        String name, Optional<Path> path, OptionalInt trainingImages, OptionalInt validationImages) {

    public DatasetReference {
        if (!name.equals(FashionMnist.NAME)) {
            throw new IllegalArgumentException(
                    "There is no data set (%s).%nMaybe %s.".formatted(name, FashionMnist.NAME));
        }
        check("training_images", trainingImages);
        check("validation_images", validationImages);
    }

    private static void check(String setting, OptionalInt limit) {
        if (limit.isPresent() && limit.getAsInt() < 1) {
            throw new IllegalArgumentException("%s (%d) is not at least 1.".formatted(setting, limit.getAsInt()));
        }
    }

    /** The images, {@code [C,H,W]}, known without reading them. */
    public Shape imageShape() {
        return Shape.of(1, FashionMnist.PIXELS, FashionMnist.PIXELS);
    }

    /** The number of classes, known without reading the labels. */
    public int classes() {
        return FashionMnist.CLASS_NAMES.size();
    }

    /** The whole sample. */
    public static DatasetReference sample() {
        return new DatasetReference(FashionMnist.NAME, Optional.empty(), OptionalInt.empty(), OptionalInt.empty());
    }

    /** A stratified prefix of the sample. */
    public static DatasetReference sample(int trainingImages, int validationImages) {
        return new DatasetReference(
                FashionMnist.NAME, Optional.empty(), OptionalInt.of(trainingImages), OptionalInt.of(validationImages));
    }

    /**
     * Reads the official test images, which are for final figures alone; empty without a path to the full files.
     *
     * @throws DatasetException if a file is missing or damaged
     */
    public Optional<LabelledImages> test() {
        return path.map(FashionMnist::test);
    }

    /**
     * Reads the data.
     *
     * @throws DatasetException if a file is missing or damaged, or a limit is above the number of images
     */
    public Dataset load() {
        Dataset all = path.map(FashionMnist::read).orElseGet(FashionMnist::sample);
        return all.limited(
                trainingImages.orElse(all.training().size()),
                validationImages.orElse(all.validation().size()));
    }
}
