/**
 * Devices behind a child process: what is native runs there, within limits of time and memory, so that whatever it does
 * costs one measurement.
 */
@NullMarked
package org.cosearch.adapter.child;

import org.jspecify.annotations.NullMarked;
