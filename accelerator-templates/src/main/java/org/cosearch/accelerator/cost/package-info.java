/**
 * The cost of a fixed mapping by counting tile movements, in the manner of Timeloop (Parashar et al. 2019), exact to
 * its word counts and cycles for dense tensors and perfect factors.
 */
@NullMarked
package org.cosearch.accelerator.cost;

import org.jspecify.annotations.NullMarked;
