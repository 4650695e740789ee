/**
 * Strategies that propose genomes and learn from trials, by ask and tell.
 */
@NullMarked
package org.cosearch.search;

import org.jspecify.annotations.NullMarked;
