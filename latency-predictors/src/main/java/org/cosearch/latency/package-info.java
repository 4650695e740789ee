/** Few-shot latency prediction: methods by name, each a learner from source devices. */
@NullMarked
package org.cosearch.latency;

import org.jspecify.annotations.NullMarked;
