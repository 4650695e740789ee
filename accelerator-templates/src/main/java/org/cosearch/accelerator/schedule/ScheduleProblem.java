package org.cosearch.accelerator.schedule;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Networks to be run once each on the sub-accelerators of one chip. All cycles are those of one clock.
 *
 * @param subAccelerators their names, distinct, at least one
 * @param networks their names distinct, at least one
 */
public record ScheduleProblem(List<String> subAccelerators, List<NetworkJob> networks) {

    public ScheduleProblem {
        subAccelerators = List.copyOf(subAccelerators);
        networks = List.copyOf(networks);
        if (subAccelerators.isEmpty() || networks.isEmpty()) {
            throw new IllegalArgumentException("A schedule needs sub-accelerators and networks, not %d and %d."
                    .formatted(subAccelerators.size(), networks.size()));
        }
        Set<String> names = new HashSet<>();
        for (String name : subAccelerators) {
            if (!names.add(name)) {
                throw new IllegalArgumentException("Two sub-accelerators are named (%s).".formatted(name));
            }
        }
        names.clear();
        for (NetworkJob job : networks) {
            if (!names.add(job.network())) {
                throw new IllegalArgumentException("Two networks are named (%s).".formatted(job.network())
                        + "\nMaybe number the runs of one network: %s-1, %s-2."
                                .formatted(job.network(), job.network()));
            }
            for (LayerTask task : job.layers()) {
                if (task.placements().size() != subAccelerators.size()) {
                    throw new IllegalArgumentException(
                            "Layer (%s) of network (%s) has %d placements and the chip has %d sub-accelerators."
                                    .formatted(
                                            task.layer(),
                                            job.network(),
                                            task.placements().size(),
                                            subAccelerators.size()));
                }
            }
        }
    }

    /** The number of layers of all networks. */
    public int layers() {
        return networks.stream().mapToInt(job -> job.layers().size()).sum();
    }
}
