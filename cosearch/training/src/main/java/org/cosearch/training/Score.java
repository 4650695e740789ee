package org.cosearch.training;

import java.nio.ByteBuffer;
import org.cosearch.training.data.LabelledImages;
import org.cosearch.workload.VisionTask;

/** How well a network names the classes of images that it has not learnt from. */
public sealed interface Score {

    /**
     * The figure that a search sees as {@code accuracy_percent}: the share of right images of a classification, the mean
     * intersection over union of a segmentation.
     */
    double accuracyPercent();

    /** The standard deviation of {@link #accuracyPercent} that comes from having so few images. */
    double sigmaPercent();

    /** The images that the score is of. */
    int images();

    /**
     * A score of a classification.
     *
     * @param accuracyPercent the share of images whose class is named, in percent
     */
    record Classification(double accuracyPercent, int images) implements Score {

        /** √(p·(1-p)/n), the deviation of a binomial share. */
        @Override
        public double sigmaPercent() {
            double share = accuracyPercent / 100;
            return 100 * Math.sqrt(share * (1 - share) / images);
        }
    }

    /**
     * A score of a segmentation.
     *
     * @param meanIouPercent the intersection over union of each class's pixels in all images together, averaged over the
     *     classes that are there or are named (Long, Shelhamer and Darrell 2015, section 5), in percent
     * @param pixelAccuracyPercent the share of pixels whose class is named, in percent
     * @param sigmaPercent of the mean intersection over union, by the jackknife over the images (Efron and Tibshirani
     *     1993, chapter 11)
     */
    record Segmentation(double meanIouPercent, double pixelAccuracyPercent, double sigmaPercent, int images)
            implements Score {

        @Override
        public double accuracyPercent() {
            return meanIouPercent;
        }
    }

    /**
     * The score of what a network named.
     *
     * @param named {@code [image]} or {@code [image, row, column]}, as the labels are
     */
    static Score of(LabelledImages images, int classes, int[] named) {
        ByteBuffer labels = images.labels();
        if (images.task() == VisionTask.SEGMENTATION) {
            Overlaps overlaps = new Overlaps(classes, images.size(), images.labelsPerImage());
            for (int i = 0; i < named.length; i++) {
                overlaps.add(i / images.labelsPerImage(), labels.get(i), named[i]);
            }
            return overlaps.score();
        }
        int right = 0;
        for (int i = 0; i < named.length; i++) {
            if (named[i] == labels.get(i)) {
                right++;
            }
        }
        return new Classification(100.0 * right / named.length, named.length);
    }
}
