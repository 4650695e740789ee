/** Comparison of latency predictors: protocols, metrics and the harness that runs methods over devices and seeds. */
@NullMarked
package org.cosearch.latency.evaluate;

import org.jspecify.annotations.NullMarked;
