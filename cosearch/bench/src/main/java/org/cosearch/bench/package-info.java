/**
 * Comparisons of the search engine with jMetal and MOEA Framework, and of its strategies on tables. Never shipped: the
 * frameworks are seen by this module alone. What was measured is in {@code docs/guide/benchmarks.md}.
 */
@NullMarked
package org.cosearch.bench;

import org.jspecify.annotations.NullMarked;
