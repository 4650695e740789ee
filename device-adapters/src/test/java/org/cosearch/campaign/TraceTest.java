package org.cosearch.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Predicate;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.junit.jupiter.api.Test;

/** Recall and false alarms over 200 simulated traces of 40 samples each. */
class TraceTest {

    private static boolean slowsDown(Trace trace) {
        return trace.shift() > 0;
    }

    private static double rate(SimulatedTraces kind, Predicate<Trace> alarm) {
        int alarms = 0;
        for (int i = 0; i < 200; i++) {
            alarms +=
                    alarm.test(new Trace(kind.trace(40, new RandomStreams(1).stream(Purpose.MEASUREMENT, i)))) ? 1 : 0;
        }
        return alarms / 200.0;
    }

    @Test
    void slowingDownIsNoticed() {
        assertThat(rate(SimulatedTraces.DRIFTING, TraceTest::slowsDown)).isGreaterThanOrEqualTo(0.95);
        assertThat(rate(SimulatedTraces.THROTTLED, TraceTest::slowsDown)).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void noiseIsNotTakenForSlowingDown() {
        assertThat(rate(SimulatedTraces.INDEPENDENT, TraceTest::slowsDown)).isLessThanOrEqualTo(0.05);
        assertThat(rate(SimulatedTraces.AUTOREGRESSIVE, TraceTest::slowsDown)).isLessThanOrEqualTo(0.05);
    }

    @Test
    void twoModesAreNoticed() {
        assertThat(rate(SimulatedTraces.TWO_MODES, Trace::hasTwoModes)).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void oneModeIsNotTakenForTwo() {
        assertThat(rate(SimulatedTraces.INDEPENDENT, Trace::hasTwoModes)).isLessThanOrEqualTo(0.05);
        assertThat(rate(SimulatedTraces.AUTOREGRESSIVE, Trace::hasTwoModes)).isLessThanOrEqualTo(0.05);
    }
}
