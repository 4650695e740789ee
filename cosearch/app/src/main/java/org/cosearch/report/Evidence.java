package org.cosearch.report;

/** What can be said of one {@link Check} of an honest comparison. */
public sealed interface Evidence {

    /** It was done. */
    record Done(String figure) implements Evidence {}

    /** It has no meaning for this run, such as the error of a predictor where none was used. */
    record NotApplicable(String reason) implements Evidence {}

    /**
     * It was not done, or not enough.
     *
     * @param found what there is instead, such as {@code 1 seed}; possibly empty
     */
    record NotDone(String found) implements Evidence {}
}
