/**
 * Spaces of designs as conditional decision trees, genomes as their points, codecs as their meaning.
 */
@NullMarked
package org.cosearch.space;

import org.jspecify.annotations.NullMarked;
