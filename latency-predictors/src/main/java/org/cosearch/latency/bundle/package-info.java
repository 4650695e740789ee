/** Learners and calibrated predictors as files. */
@NullMarked
package org.cosearch.latency.bundle;

import org.jspecify.annotations.NullMarked;
