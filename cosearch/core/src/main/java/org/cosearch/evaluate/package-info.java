/**
 * What is measured of a design and what is asked of it: figures, objectives, constraints, outcomes, evaluators.
 */
@NullMarked
package org.cosearch.evaluate;

import org.jspecify.annotations.NullMarked;
