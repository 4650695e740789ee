package org.cosearch.evaluate;

/**
 * What became of a design that was evaluated. A design that does not fit, or whose evaluation crashed, is an outcome
 * and not an exception.
 */
public sealed interface Outcome {

    /** All figures were obtained. Whether they meet the specs is the {@link Problem}'s to say. */
    record Scored(Scores scores) implements Outcome {}

    /**
     * Broke a spec on cheap figures, so that the expensive ones were never computed.
     *
     * @param scores the figures that were obtained
     * @param spec the first spec that is broken, as a run file writes it
     */
    record Rejected(Scores scores, String spec) implements Outcome {}

    /**
     * Has no figures: it does not fit, crashed or ran out of time.
     *
     * @param reason one sentence for people
     */
    record Failed(String reason) implements Outcome {}
}
