/** Networks with their weights, and the plan format of the host's own kernels. */
@NullMarked
package org.cosearch.adapter.model;

import org.jspecify.annotations.NullMarked;
