/** Devices that are computed: a cost model, with noise if wanted. */
@NullMarked
package org.cosearch.adapter.simulated;

import org.jspecify.annotations.NullMarked;
