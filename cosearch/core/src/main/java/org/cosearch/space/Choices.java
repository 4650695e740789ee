package org.cosearch.space;

/**
 * Answers the small questions by which {@link Space#compose} makes a design, one after the other. What is asked next
 * follows from the answers before.
 */
public interface Choices {

    /** One of {@code alternatives}, which are at least 2: a number from 0 to before it. */
    int choose(int alternatives);

    /** Where a real lies within the part of its range that was chosen: from 0 to before 1. */
    double within();
}
