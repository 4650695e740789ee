package org.cosearch.adapter.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.cosearch.device.Conditions;
import org.cosearch.device.Property;
import org.junit.jupiter.api.Test;

class ThisMachineTest {

    @Test
    void theMachineIsRecognisedAgain() {
        ThisMachine machine = ThisMachine.here();
        assertThat(machine.fingerprint()).isEqualTo(ThisMachine.here().fingerprint());
        assertThat(machine.fingerprint())
                .extracting(Property::name)
                .contains("machine.processor", "machine.memory_mib", "machine.system", "machine.energy_meter")
                .doesNotHaveDuplicates();
        assertThat(machine.fingerprint())
                .filteredOn(property -> property.name().equals("machine.fingerprint"))
                .singleElement()
                .satisfies(property -> assertThat(property.value()).matches("[0-9a-f]{16}"));
    }

    @Test
    void whatCannotBeReadIsNotANumber() throws InterruptedException {
        Conditions conditions = ThisMachine.here().conditions();
        assertThat(conditions.loadPercent().orElseThrow()).isBetween(0.0, 100.0);
        conditions.temperatureCelsius().ifPresent(celsius -> assertThat(celsius).isBetween(1.0, 150.0));
        conditions.clockMegahertz().ifPresent(clock -> assertThat(clock).isBetween(100.0, 10_000.0));
        ThisMachine.here().energyJoules().ifPresent(joules -> assertThat(joules).isNotNegative());
    }
}
