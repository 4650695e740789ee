/**
 * Ports of latency prediction: architectures as rows of decision columns, predictors with their uncertainty, and
 * learners that adapt to a new device from a few measurements.
 */
@NullMarked
package org.cosearch.predict;

import org.jspecify.annotations.NullMarked;
