package org.cosearch.hardware;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A spatial accelerator: storage levels above an array of multiply-accumulate units, and the mappings it allows.
 *
 * <p>Each instance of a level feeds the same number of instances of the level below it, in either direction of the
 * mesh.
 *
 * @param technology name of the process that the energies and areas belong to
 * @param clockMegahertz above 0; one multiply-accumulate a cycle in each unit
 * @param levels outer (DRAM) to inner (registers), at least one
 * @param dataflow what a mapper has to respect; the cost of a given mapping does not depend on it
 */
public record Accelerator(
        String name,
        String technology,
        double clockMegahertz,
        List<StorageLevel> levels,
        ComputeLevel compute,
        Dataflow dataflow) {

    public Accelerator {
        levels = List.copyOf(levels);
        if (levels.isEmpty()) {
            throw new IllegalArgumentException("Accelerator %s has no storage level.".formatted(name));
        }
        if (!(clockMegahertz > 0)) {
            throw new IllegalArgumentException(
                    "Accelerator %s has clock (%s) MHz, not above 0.".formatted(name, clockMegahertz));
        }
        Set<String> names = new HashSet<>();
        for (StorageLevel level : levels) {
            if (!names.add(level.name())) {
                throw new IllegalArgumentException(
                        "Accelerator %s has two levels named %s.".formatted(name, level.name()));
            }
        }
        for (int i = 0; i < levels.size(); i++) {
            Mesh outer = levels.get(i).mesh();
            Mesh inner = i + 1 < levels.size() ? levels.get(i + 1).mesh() : compute.mesh();
            if (inner.x() % outer.x() != 0 || inner.y() % outer.y() != 0) {
                throw new IllegalArgumentException(
                        "Accelerator %s: the mesh %d × %d of %s is no multiple of the mesh %d × %d of %s."
                                .formatted(
                                        name,
                                        inner.x(),
                                        inner.y(),
                                        i + 1 < levels.size()
                                                ? levels.get(i + 1).name()
                                                : compute.name(),
                                        outer.x(),
                                        outer.y(),
                                        levels.get(i).name()));
            }
        }
        for (LevelConstraint constraint : dataflow.levels()) {
            if (!names.contains(constraint.level())) {
                throw new IllegalArgumentException("The dataflow of %s constrains level (%s), which it does not have."
                        .formatted(name, constraint.level()));
            }
        }
    }

    /** Instances of the next-inner level, or of the MACs, below each instance of the level at {@code index}. */
    public Mesh fanOut(int index) {
        Mesh outer = levels.get(index).mesh();
        Mesh inner = index + 1 < levels.size() ? levels.get(index + 1).mesh() : compute.mesh();
        return new Mesh(inner.x() / outer.x(), inner.y() / outer.y());
    }

    /** Silicon area of all levels and the MACs, in square micrometre. DRAM is on another chip and has area 0. */
    public double areaSquareMicrometers() {
        double sum = compute.areaSquareMicrometers() * compute.mesh().instances();
        for (StorageLevel level : levels) {
            sum += level.areaSquareMicrometers() * level.mesh().instances();
        }
        return sum;
    }

    /** What all instances of all levels leak in a cycle, whether they are used or not, in picojoule. */
    public double leakPicojoulesPerCycle() {
        double sum = 0;
        for (StorageLevel level : levels) {
            sum += level.energy().leakPicojoules() * level.mesh().instances();
        }
        return sum;
    }

    /** This accelerator with the level at {@code index} under another bandwidth. */
    public Accelerator with(int index, Bandwidth bandwidth) {
        List<StorageLevel> others = new ArrayList<>(levels);
        others.set(index, levels.get(index).with(bandwidth));
        return new Accelerator(name, technology, clockMegahertz, others, compute, dataflow);
    }

    /** This accelerator under another dataflow. */
    public Accelerator with(Dataflow other) {
        return new Accelerator(name, technology, clockMegahertz, levels, compute, other);
    }
}
