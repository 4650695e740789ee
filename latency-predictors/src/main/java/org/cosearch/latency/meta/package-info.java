/**
 * Published few-shot learners that are neural networks: HELP, its ablations Meta-SGD and MAML, and NASFLAT.
 *
 * <p>TensorFlow learns and adapts; what comes out are plain arrays, and predictions are made from those alone.
 */
@NullMarked
package org.cosearch.latency.meta;

import org.jspecify.annotations.NullMarked;
