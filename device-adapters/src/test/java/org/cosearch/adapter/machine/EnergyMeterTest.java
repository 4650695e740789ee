package org.cosearch.adapter.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnergyMeterTest {

    private static final Offset<Double> NANOJOULE = Offset.offset(1e-9);

    @TempDir
    private Path system;

    private void write(String file, long microjoules) throws IOException {
        Path path = system.resolve("class").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, microjoules + "\n");
    }

    private EnergyMeter meter() {
        return EnergyMeter.of(system).orElseThrow();
    }

    @Test
    void thePackagesOfAllSocketsAreAddedUpAndTheirPartsAreNotCountedTwice() throws IOException {
        write("powercap/intel-rapl:0/energy_uj", 5_000_000);
        write("powercap/intel-rapl:0:0/energy_uj", 4_000_000);
        write("powercap/intel-rapl:1/energy_uj", 7_000_000);
        EnergyMeter meter = meter();
        assertThat(meter.name()).isEqualTo("RAPL, 2 packages");
        write("powercap/intel-rapl:0/energy_uj", 6_500_000);
        write("powercap/intel-rapl:0:0/energy_uj", 9_000_000);
        write("powercap/intel-rapl:1/energy_uj", 7_250_000);
        assertThat(meter.joules().orElseThrow()).isEqualTo(1.75, NANOJOULE);
    }

    @Test
    void aCounterThatStartsAgainIsMadeUp() throws IOException {
        write("powercap/intel-rapl:0/energy_uj", 999_000);
        write("powercap/intel-rapl:0/max_energy_range_uj", 1_000_000);
        EnergyMeter meter = meter();
        write("powercap/intel-rapl:0/energy_uj", 500);
        assertThat(meter.joules().orElseThrow()).isEqualTo(0.0015, NANOJOULE);
        write("powercap/intel-rapl:0/energy_uj", 1_500);
        assertThat(meter.joules().orElseThrow()).isEqualTo(0.0025, NANOJOULE);
    }

    @Test
    void aHardwareMonitorWillDo() throws IOException {
        write("hwmon/hwmon3/energy1_input", 10);
        EnergyMeter meter = meter();
        assertThat(meter.name()).isEqualTo("hwmon, 1 counters");
        write("hwmon/hwmon3/energy1_input", 2_000_010);
        assertThat(meter.joules().orElseThrow()).isEqualTo(2, NANOJOULE);
    }

    @Test
    void withoutAMeterThereIsNoNumber() throws IOException {
        assertThat(EnergyMeter.of(system)).isEmpty();
        write("powercap/intel-rapl:0/energy_uj", 10);
        Files.writeString(system.resolve("class/powercap/intel-rapl:0/energy_uj"), "permission");
        assertThat(EnergyMeter.of(system)).isEmpty();
        write("powercap/intel-rapl:0/energy_uj", 10);
        EnergyMeter meter = meter();
        Files.delete(system.resolve("class/powercap/intel-rapl:0/energy_uj"));
        assertThat(meter.joules()).isEmpty();
    }
}
