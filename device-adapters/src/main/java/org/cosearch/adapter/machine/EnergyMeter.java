package org.cosearch.adapter.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The energy counters of Linux: RAPL of the processor packages ({@code /sys/class/powercap}), else those of hardware
 * monitors ({@code /sys/class/hwmon}). Both count microjoules; RAPL starts again at 0 after its range, which is made up
 * for as long as it is read more often than that, on a desktop once in minutes.
 */
final class EnergyMeter {

    private static final double JOULES_PER_MICROJOULE = 1e-6;

    /**
     * One counter.
     *
     * @param rangeMicrojoules after which it starts again; 0 if it does not
     */
    private record Counter(Path file, long rangeMicrojoules) {}

    private final List<Counter> counters;
    private final String name;
    private final long[] last;
    private double joules;

    private EnergyMeter(String name, List<Counter> counters) {
        this.name = name;
        this.counters = List.copyOf(counters);
        this.last = new long[counters.size()];
        for (int i = 0; i < last.length; i++) {
            last[i] = number(counters.get(i).file()).orElse(0L);
        }
    }

    /**
     * The meter of a machine; empty if it has none that this process may read.
     *
     * @param system {@code /sys}, or a copy of it
     */
    static Optional<EnergyMeter> of(Path system) {
        List<Counter> packages = new ArrayList<>();
        for (Path zone : folders(system.resolve("class/powercap"))) {
            // intel-rapl:0 is a package; intel-rapl:0:1 is a part of it and counted there
            if (String.valueOf(zone.getFileName()).matches("intel-rapl:[0-9]+")) {
                Path file = zone.resolve("energy_uj");
                if (number(file).isPresent()) {
                    packages.add(new Counter(
                            file, number(zone.resolve("max_energy_range_uj")).orElse(0L)));
                }
            }
        }
        if (!packages.isEmpty()) {
            return Optional.of(new EnergyMeter("RAPL, %d packages".formatted(packages.size()), packages));
        }
        List<Counter> monitors = new ArrayList<>();
        for (Path monitor : folders(system.resolve("class/hwmon"))) {
            for (Path file : folders(monitor)) {
                if (String.valueOf(file.getFileName()).matches("energy[0-9]+_input")
                        && number(file).isPresent()) {
                    monitors.add(new Counter(file, 0));
                }
            }
        }
        return monitors.isEmpty()
                ? Optional.empty()
                : Optional.of(new EnergyMeter("hwmon, %d counters".formatted(monitors.size()), monitors));
    }

    private static List<Path> folders(Path folder) {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.sorted().toList();
        } catch (IOException absent) {
            return List.of();
        }
    }

    private static Optional<Long> number(Path file) {
        try {
            return Optional.of(Long.parseLong(Files.readString(file).strip()));
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    /** What it is, for people. */
    String name() {
        return name;
    }

    /** Joules since the meter was found; empty once a counter cannot be read any more. */
    synchronized OptionalDouble joules() {
        for (int i = 0; i < last.length; i++) {
            Optional<Long> now = number(counters.get(i).file());
            if (now.isEmpty()) {
                return OptionalDouble.empty();
            }
            long passed = now.get() - last[i];
            if (passed < 0) {
                passed += counters.get(i).rangeMicrojoules();
            }
            last[i] = now.get();
            joules += Math.max(0, passed) * JOULES_PER_MICROJOULE;
        }
        return OptionalDouble.of(joules);
    }
}
