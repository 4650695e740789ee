/**
 * Schedules of the layers of several networks on the sub-accelerators of one chip: which runs where and when, for least
 * energy within a latency or for least makespan (the mapping and scheduling problem of NASAIC, Yang et al. 2020; Herald,
 * Kwon et al. 2021).
 *
 * <p>The costs come in as a table; nothing here knows an accelerator. OptaPlanner is seen by this package alone.
 */
@NullMarked
package org.cosearch.accelerator.schedule;

import org.jspecify.annotations.NullMarked;
