/**
 * The adapter interface of {@code native/src/main/include/cosearch_device.h} through JNA. Used in child processes only:
 * a fault of a library ends the process.
 */
@NullMarked
package org.cosearch.adapter.jna;

import org.jspecify.annotations.NullMarked;
