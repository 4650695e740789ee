/**
 * The one loop that drives a search: journal, budgets, resume.
 */
@NullMarked
package org.cosearch.run;

import org.jspecify.annotations.NullMarked;
