/**
 * Ports for hardware: accelerators, mappings of loop nests onto them, and the models that cost them.
 */
@NullMarked
package org.cosearch.hardware;

import org.jspecify.annotations.NullMarked;
