/** Architectures as sets of items (column, option), with what is known about the space. */
@NullMarked
package org.cosearch.latency.encode;

import org.jspecify.annotations.NullMarked;
