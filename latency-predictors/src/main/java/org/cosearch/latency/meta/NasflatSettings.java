package org.cosearch.latency.meta;

/**
 * How NASFLAT learns and transfers.
 *
 * @param epochs over the measurements of all sources
 * @param batch measurements of a batch, all of one device
 * @param rate of AdamW at first, and while transferring
 * @param lastRate to which the rate falls by a cosine
 * @param weightDecay of AdamW
 * @param margin of the hinge by which the slower of two architectures must be scored higher
 * @param pairsPerMeasurement drawn from each batch
 * @param dropout share of hidden values of the head that are dropped
 * @param transferEpochs over the measurements of a new device
 */
record NasflatSettings(
        int epochs,
        int batch,
        double rate,
        double lastRate,
        double weightDecay,
        double margin,
        int pairsPerMeasurement,
        double dropout,
        int transferEpochs) {

    /** Those of the paper and its code, but for the batch, which is larger. */
    static NasflatSettings published() {
        return new NasflatSettings(150, 128, 1e-3, 1e-6, 1e-5, 0.1, 4, 0.1, 30);
    }

    /** The same with another training. */
    NasflatSettings training(int otherEpochs, int otherBatch, int otherTransferEpochs) {
        return new NasflatSettings(
                otherEpochs,
                otherBatch,
                rate,
                lastRate,
                weightDecay,
                margin,
                pairsPerMeasurement,
                dropout,
                otherTransferEpochs);
    }
}
