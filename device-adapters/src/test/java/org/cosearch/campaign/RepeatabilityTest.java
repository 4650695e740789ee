package org.cosearch.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.cosearch.adapter.simulated.Noise;
import org.cosearch.adapter.simulated.SimulatedDevice;
import org.cosearch.device.DeviceException;
import org.cosearch.device.Protocol;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.cosearch.workload.Network;
import org.cosearch.workload.Shape;
import org.junit.jupiter.api.Test;

class RepeatabilityTest {

    private static final Protocol PROTOCOL = new Protocol("bare", 1, 1, 0, 1000, 10, 15, 2, 3, 5, 4, 5, 5, 3, 1, 0, 0);

    private static final Network NETWORK =
            Network.builder("n", Shape.of(1, 4, 4)).conv(1, 3).build();

    private static Repeatability of(double sessionPercent, long seed) throws DeviceException, InterruptedException {
        return Repeatability.of(
                new SimulatedDevice("d", network -> 1, new Noise(sessionPercent, 1, 0.5), seed),
                NETWORK,
                PROTOCOL,
                Repeatability.PAIRS,
                new RandomStreams(seed).stream(Purpose.MEASUREMENT));
    }

    /** The interval is one of 95 %, so of 400 sound devices about 20 are sent away. */
    @Test
    void aSoundDeviceIsFitForUse() throws DeviceException, InterruptedException {
        int sentAway = 0;
        for (long seed = 0; seed < 400; seed++) {
            sentAway += of(1, seed).objections().isEmpty() ? 0 : 1;
        }
        assertThat(sentAway / 400.0).isCloseTo(0.05, within(0.03));
    }

    @Test
    void aDeviceWhoseSessionsSpreadIsNot() throws DeviceException, InterruptedException {
        assertThat(of(9, 1).objections()).anyMatch(objection -> objection.startsWith("sessions spread by "));
    }

    @Test
    void aDifferenceBetweenEqualsIsFound() {
        List<Double> first = new ArrayList<>();
        List<Double> second = new ArrayList<>();
        var random = new RandomStreams(1).stream(Purpose.MEASUREMENT);
        for (int i = 0; i < Repeatability.PAIRS; i++) {
            first.add(1 + 0.01 * random.nextGaussian());
            second.add(1.03 + 0.01 * random.nextGaussian());
        }
        Repeatability biased = new Repeatability(first, second);
        assertThat(biased.differencePercent()).isCloseTo(3, within(1.0));
        assertThat(biased.objections()).singleElement().asString().contains("does not hold 0");
    }
}
