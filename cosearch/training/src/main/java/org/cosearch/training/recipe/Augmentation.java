package org.cosearch.training.recipe;

/**
 * Random changes to each training image, drawn anew every time it is shown.
 *
 * @param flip whether half of the images are mirrored left to right
 * @param shiftPixels the image moves by up to so many pixels along each axis, uniformly; what enters is black, and of class 0 in a mask. At least 0
 */
public record Augmentation(boolean flip, int shiftPixels) {

    /** Images as they are. */
    public static final Augmentation NONE = new Augmentation(false, 0);

    public Augmentation {
        if (shiftPixels < 0) {
            throw new IllegalArgumentException("shift_pixels (%d) is negative.".formatted(shiftPixels));
        }
    }
}
