/**
 * Mappers: searches for good legal mappings, and the cost of whole networks from those of their layers.
 */
@NullMarked
package org.cosearch.accelerator.mapping;

import org.jspecify.annotations.NullMarked;
