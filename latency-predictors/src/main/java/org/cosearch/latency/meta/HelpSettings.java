package org.cosearch.latency.meta;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.random.RandomGenerator;

/**
 * How a meta-learner of the family of HELP learns.
 *
 * @param modulated whether the embedding of the hardware draws a modulation of the head's weights
 * @param learnsRates whether every weight has an inner rate of its own that is learned
 * @param episodes outer steps
 * @param tasks devices of an episode
 * @param support measurements that a device is adapted with
 * @param query measurements that the adapted network is judged by
 * @param innerSteps gradient steps of an adaptation
 * @param innerRate of these steps; at first, where rates are learned
 * @param outerRate of Adam
 * @param divergenceWeight of the modulation's Kullback-Leibler divergence from a normal distribution
 * @param draws of the modulation, when adapted to a new device
 * @param validateEvery so many episodes the weights are judged, and kept if they are the best so far
 */
record HelpSettings(
        boolean modulated,
        boolean learnsRates,
        int episodes,
        int tasks,
        int support,
        int query,
        int innerSteps,
        double innerRate,
        double outerRate,
        double divergenceWeight,
        int draws,
        int validateEvery) {

    /** HELP (Lee et al. 2021, section 3 and its code); its code has 2,000 episodes for cells and 4,000 for layers. */
    static HelpSettings help(boolean cells) {
        return of(true, true, cells);
    }

    /** HELP without modulation: Meta-SGD (Li et al. 2017). */
    static HelpSettings metaSgd(boolean cells) {
        return of(false, true, cells);
    }

    /** Meta-SGD with one rate that is not learned: MAML (Finn et al. 2017). */
    static HelpSettings maml(boolean cells) {
        return of(false, false, cells);
    }

    private static HelpSettings of(boolean modulated, boolean learnsRates, boolean cells) {
        int episodes = cells ? 2_000 : 4_000;
        int draws = modulated ? 10 : 1;
        return new HelpSettings(modulated, learnsRates, episodes, 8, 10, 200, 2, 1e-3, 1e-4, 0.1, draws, 50);
    }

    /** The same with another training. */
    HelpSettings training(int otherEpisodes, double otherOuterRate, double otherInnerRate) {
        return new HelpSettings(
                modulated,
                learnsRates,
                otherEpisodes,
                tasks,
                support,
                query,
                innerSteps,
                otherInnerRate,
                otherOuterRate,
                divergenceWeight,
                draws,
                validateEvery);
    }

    /** The same with other inner steps. */
    HelpSettings stepping(int otherInnerSteps) {
        return new HelpSettings(
                modulated,
                learnsRates,
                episodes,
                tasks,
                support,
                query,
                otherInnerSteps,
                innerRate,
                outerRate,
                divergenceWeight,
                draws,
                validateEvery);
    }

    /** Numbers that are normally distributed, one row per draw; zeros where there is no modulation. */
    float[] noise(int rows, RandomGenerator random) {
        float[] noise = new float[rows * HelpNetwork.MODULATED];
        for (int i = 0; modulated && i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        return noise;
    }

    /** Writes what an adaptation needs. */
    void write(DataOutput out) throws IOException {
        out.writeBoolean(modulated);
        out.writeBoolean(learnsRates);
    }

    /** Reads what {@link #write} has written. */
    static HelpSettings read(boolean cells, DataInput in) throws IOException {
        return of(in.readBoolean(), in.readBoolean(), cells);
    }
}
