/** Latency data sets: architectures, measured devices and the splits that say who learns from what. */
@NullMarked
package org.cosearch.latency.data;

import org.jspecify.annotations.NullMarked;
