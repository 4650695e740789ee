/**
 * What a run found, as files: the front as CSV and JSON, a page to look at, plots, a summary for the terminal.
 *
 * <p>{@link RunReport} is everything that is told, {@link ReportFiles} writes it. Every number keeps its unit and its
 * origin, and what an honest comparison asks for and was not done is printed as NOT DONE.
 */
@NullMarked
package org.cosearch.report;

import org.jspecify.annotations.NullMarked;
