package org.cosearch.config;

/** The data sets that networks learn. */
public enum DatasetName {
    /** Grey images of 28 × 28 pixels in ten classes of clothing (Xiao, Rasul, Vollgraf 2017). */
    FASHION_MNIST
}
