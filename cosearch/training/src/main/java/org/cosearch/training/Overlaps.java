package org.cosearch.training;

/** The pixels of each class that are named rightly and wrongly, image by image. */
final class Overlaps {

    private final int classes;
    private final int images;
    private final int pixelsPerImage;

    /** {@code [image, class]}: pixels of the class that are named so. */
    private final int[] intersections;

    /** {@code [image, class]}: pixels that are of the class, or are named so, or both. */
    private final int[] unions;

    Overlaps(int classes, int images, int pixelsPerImage) {
        this.classes = classes;
        this.images = images;
        this.pixelsPerImage = pixelsPerImage;
        this.intersections = new int[Math.multiplyExact(images, classes)];
        this.unions = new int[images * classes];
    }

    /** Counts a pixel. */
    void add(int image, int label, int named) {
        unions[image * classes + label]++;
        if (named == label) {
            intersections[image * classes + label]++;
        } else {
            unions[image * classes + named]++;
        }
    }

    /** The score of all pixels that were counted. */
    Score.Segmentation score() {
        long[] intersection = new long[classes];
        long[] union = new long[classes];
        long right = 0;
        for (int i = 0; i < unions.length; i++) {
            intersection[i % classes] += intersections[i];
            union[i % classes] += unions[i];
            right += intersections[i];
        }
        double[] without = new double[images];
        double mean = 0;
        for (int image = 0; image < images; image++) {
            without[image] = meanWithout(image, intersection, union);
            mean += without[image];
        }
        mean /= images;
        double squares = 0;
        for (double each : without) {
            squares += (each - mean) * (each - mean);
        }
        return new Score.Segmentation(
                100 * meanIou(intersection, union),
                100.0 * right / ((long) images * pixelsPerImage),
                100 * Math.sqrt(squares * (images - 1) / images),
                images);
    }

    /** The mean intersection over union of all images but one; 0 if that leaves none. */
    private double meanWithout(int image, long[] intersection, long[] union) {
        long[] fewerIntersections = intersection.clone();
        long[] fewerUnions = union.clone();
        for (int c = 0; c < classes; c++) {
            fewerIntersections[c] -= intersections[image * classes + c];
            fewerUnions[c] -= unions[image * classes + c];
        }
        return meanIou(fewerIntersections, fewerUnions);
    }

    private static double meanIou(long[] intersection, long[] union) {
        double sum = 0;
        int present = 0;
        for (int c = 0; c < union.length; c++) {
            if (union[c] > 0) {
                sum += (double) intersection[c] / union[c];
                present++;
            }
        }
        return present == 0 ? 0 : sum / present;
    }
}
