package org.cosearch.workload;

/** What a network says of an image. */
public enum VisionTask {
    /** One class for the whole image. */
    CLASSIFICATION,

    /** One class for every pixel. */
    SEGMENTATION;

    /**
     * The shape of a network's scores, one for each class.
     *
     * @param image {@code [C,H,W]}
     * @return {@code [classes]} for a classification, {@code [classes,H,W]} for a segmentation
     */
    public Shape scores(Shape image, int classes) {
        return this == CLASSIFICATION ? Shape.of(classes) : image.withChannels(classes);
    }
}
