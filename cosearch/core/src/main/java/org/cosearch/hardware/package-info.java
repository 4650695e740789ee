/**
 * Ports for hardware: accelerators, mappings of loop nests onto them, and the models that cost them.
 *
 * <p>Everything here is a value or a one-method interface. What does not fit is a value too: {@link Misfit}.
 */
@NullMarked
package org.cosearch.hardware;

import org.jspecify.annotations.NullMarked;
