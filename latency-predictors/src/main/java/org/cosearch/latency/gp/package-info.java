/** The hierarchical Gaussian process over item costs: learned on source devices, adapted to a new one. */
@NullMarked
package org.cosearch.latency.gp;

import org.jspecify.annotations.NullMarked;
