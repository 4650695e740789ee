/**
 * What a search keeps: Pareto sets and their hypervolume.
 */
@NullMarked
package org.cosearch.archive;

import org.jspecify.annotations.NullMarked;
