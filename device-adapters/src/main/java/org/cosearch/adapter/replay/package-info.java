/** Recorded measurements as a device. */
@NullMarked
package org.cosearch.adapter.replay;

import org.jspecify.annotations.NullMarked;
