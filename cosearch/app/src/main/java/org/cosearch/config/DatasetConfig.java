package org.cosearch.config;

import java.util.Optional;
import org.cosearch.training.data.KnownDataset;
import org.cosearch.yaml.Bounds;
import org.cosearch.yaml.Description;

/** A data set and how much of it is used. */
public record DatasetConfig(
        @Description("Which data set.") KnownDataset name,

        @Description(
                "The folder with the full files of Fashion-MNIST, absolute or relative to this file; without it the sample that"
                        + " comes with the program.")
        Optional<String> path,

        @Description("How many images to train on, of a classification equally many of each class; without it all.")
        @Bounds(atLeast = 1)
        Optional<Integer> trainingImages,

        @Description("How many other images the accuracy is measured on; without it all.") @Bounds(atLeast = 1)
        Optional<Integer> validationImages) {

    /** This data set with its full files elsewhere. */
    DatasetConfig at(Optional<String> folder) {
        return new DatasetConfig(name, folder, trainingImages, validationImages);
    }
}
