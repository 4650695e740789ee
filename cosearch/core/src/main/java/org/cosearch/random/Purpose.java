package org.cosearch.random;

/**
 * What a stream of random numbers is drawn for.
 *
 * <p>Each purpose has its own stream, so an extra draw for one shifts nothing in another. The order of the constants
 * carries no meaning; a stream is derived from the constant's name.
 */
public enum Purpose {
    /** Variation and selection of a search strategy. */
    SEARCH,
    /** Points drawn from a space outside of a search. */
    SAMPLING,
    /** Baselines that a search is compared with. */
    BASELINE,
    /** Initial weights of a trained network. */
    WEIGHTS,
    /** Order and augmentation of training data. */
    DATA,
    /** Randomised search for mappings. */
    MAPPING,
    /** Randomised search for schedules. */
    SCHEDULING,
    /** Order and inputs of measurements on devices. */
    MEASUREMENT,
    /** Fitting of predictors. */
    PREDICTION
}
