/**
 * Predictors of figures from genomes, fitted in the loop of a search and chosen by cross-validation.
 */
@NullMarked
package org.cosearch.search.surrogate;

import org.jspecify.annotations.NullMarked;
