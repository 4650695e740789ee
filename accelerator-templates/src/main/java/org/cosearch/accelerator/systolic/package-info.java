/** Systolic arrays: the cycles in which they fill, stream and drain, beside the cost model of mappings. */
@NullMarked
package org.cosearch.accelerator.systolic;

import org.jspecify.annotations.NullMarked;
