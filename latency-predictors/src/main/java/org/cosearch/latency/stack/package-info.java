/** Several latency learners as one, weighed by how well each predicts measurements that it has not seen. */
@NullMarked
package org.cosearch.latency.stack;

import org.jspecify.annotations.NullMarked;
