package org.cosearch.evaluate;

import org.cosearch.space.Genome;

/**
 * A genome that was tried and what became of it.
 *
 * @param id position in the order of asking, from 0; breaks all ties
 */
public record Trial(long id, Genome genome, Outcome outcome) {}
