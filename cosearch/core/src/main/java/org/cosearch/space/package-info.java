/**
 * Spaces of designs as conditional decision trees, genomes as their points, codecs as their meaning.
 *
 * <p>A {@link org.cosearch.space.Space} is a tree whose nodes are decisions; the children of a choice are spaces, so
 * that what is decided may depend on what was decided. A {@link org.cosearch.space.Genome} holds the active decisions
 * of one design and nothing else: equal designs are equal genomes, however they were reached.
 */
@NullMarked
package org.cosearch.space;

import org.jspecify.annotations.NullMarked;
