package org.cosearch.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ConditionsTest {

    private static Conditions of(double load, double clock, double celsius) {
        return new Conditions(OptionalDouble.of(load), OptionalDouble.of(clock), OptionalDouble.of(celsius));
    }

    @Test
    void aLoadedMachineIsNoPlaceToMeasure() {
        assertThat(of(4.9, 3000, 50).objections()).isEmpty();
        assertThat(of(37, 3000, 50).objections()).containsExactly("others use 37 % of the processors, more than 5 %");
    }

    @Test
    void aDroppedClockAndAHotProcessorAreNoticed() {
        assertThat(of(1, 3000, 50).worsenedTo(of(1, 2600, 54))).isEmpty();
        assertThat(of(1, 3000, 50).worsenedTo(of(1, 2500, 56)))
                .containsExactly("the clock dropped by 17 %", "the processor became 6 degrees warmer");
        assertThat(of(1, 2500, 56).worsenedTo(of(1, 3000, 50))).isEmpty();
    }

    @Test
    void whatCannotBeReadSaysSoAndIsNoAlarm() {
        assertThat(Conditions.UNKNOWN.objections()).isEmpty();
        assertThat(of(1, 3000, 50).worsenedTo(Conditions.UNKNOWN)).isEmpty();
        assertThat(Conditions.UNKNOWN.properties()).extracting(Property::value).containsOnly("not available");
    }
}
