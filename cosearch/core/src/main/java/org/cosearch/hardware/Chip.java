package org.cosearch.hardware;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One or more sub-accelerators on one die, which run the layers of networks side by side (NASAIC, Yang et al. 2020,
 * section III).
 *
 * <p>What they share, such as the bandwidth of DRAM, is divided among them already: each has its own part of it.
 *
 * @param subAccelerators at least one, all of one clock
 */
public record Chip(List<Accelerator> subAccelerators) {

    public Chip {
        subAccelerators = List.copyOf(subAccelerators);
        if (subAccelerators.isEmpty()) {
            throw new IllegalArgumentException("A chip needs at least one sub-accelerator.");
        }
        double clock = subAccelerators.get(0).clockMegahertz();
        for (Accelerator each : subAccelerators) {
            if (each.clockMegahertz() != clock) {
                throw new IllegalArgumentException(
                        "The sub-accelerators %s and %s have different clocks: %s and %s MHz."
                                .formatted(subAccelerators.get(0).name(), each.name(), clock, each.clockMegahertz()));
            }
        }
    }

    /** The chip that is one accelerator. */
    public static Chip of(Accelerator accelerator) {
        return new Chip(List.of(accelerator));
    }

    /** Distinct names of the sub-accelerators, in order: their own, the second of a kind numbered {@code nvdla-2}. */
    public List<String> names() {
        Map<String, Integer> seen = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (Accelerator each : subAccelerators) {
            int number = seen.merge(each.name(), 1, Integer::sum);
            names.add(number == 1 ? each.name() : each.name() + "-" + number);
        }
        return names;
    }

    /** Of all sub-accelerators. */
    public double clockMegahertz() {
        return subAccelerators.get(0).clockMegahertz();
    }

    /** The silicon area of all sub-accelerators, in square micrometre. */
    public double areaSquareMicrometers() {
        return subAccelerators.stream()
                .mapToDouble(Accelerator::areaSquareMicrometers)
                .sum();
    }
}
