package org.cosearch.report;

/**
 * What a run spent, predictors, supernets and meta-training included.
 *
 * @param duplicatesAvoided designs that were asked for again and answered from memory or not asked
 * @param networksTrained distinct networks
 * @param trainingEpochs over all trainings
 * @param predictorQueries answers of fitted predictors
 * @param deviceMeasurements networks timed on devices
 * @param cpuSeconds of all processes
 */
public record Effort(
        long duplicatesAvoided,
        long networksTrained,
        long trainingEpochs,
        long predictorQueries,
        long deviceMeasurements,
        double cpuSeconds) {}
