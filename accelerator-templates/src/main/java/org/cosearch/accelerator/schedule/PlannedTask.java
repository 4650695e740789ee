package org.cosearch.accelerator.schedule;

/** in units */
record PlannedTask(FlatProblem problem, boolean energyCounts, long latency, double quantum) {}
