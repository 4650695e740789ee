package org.cosearch.accelerator.mapping;

/**
 * What levels keep, and all spatial loops.
 *
 * @param kept {@code [level]}: bits of the roles kept
 * @param cycles of the mappings below, at least
 * @param bound on their score
 */
record Root(int[] kept, SpatialChoice choice, double cycles, double bound) {}
