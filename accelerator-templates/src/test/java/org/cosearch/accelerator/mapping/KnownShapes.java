package org.cosearch.accelerator.mapping;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.ActionEnergy;
import org.cosearch.hardware.Bandwidth;
import org.cosearch.hardware.ComputeLevel;
import org.cosearch.hardware.Dataflow;
import org.cosearch.hardware.LevelConstraint;
import org.cosearch.hardware.LevelConstraint.Factor;
import org.cosearch.hardware.LevelConstraint.Loops;
import org.cosearch.hardware.LevelConstraint.Relation;
import org.cosearch.hardware.Mesh;
import org.cosearch.hardware.StorageLevel;
import org.cosearch.workload.LoopNest.Role;

/** Accelerators with the hierarchies of designs that are often mapped, of our own figures. */
final class KnownShapes {

    private KnownShapes() {}

    private static StorageLevel level(
            String name, Mesh mesh, long words, int blockWords, int clusterSize, Bandwidth bandwidth, double energy) {
        return new StorageLevel(
                name,
                mesh,
                words,
                1,
                0,
                8,
                blockWords,
                clusterSize,
                bandwidth,
                new ActionEnergy(energy, 0.9 * energy, 0.9 * energy, 0.001 * energy),
                100);
    }

    private static Loops loops(String fixedToOne, String innermost) {
        List<Factor> factors = new ArrayList<>();
        for (String name : fixedToOne.split("")) {
            if (!name.isEmpty()) {
                factors.add(new Factor(name, Relation.EQUAL, 1));
            }
        }
        return new Loops(factors, innermost.isEmpty() ? List.of() : List.of(innermost.split("")), List.of());
    }

    private static LevelConstraint constraint(
            String level, Loops temporal, Loops spatial, OptionalInt split, Role... kept) {
        Set<Role> keep = Set.of(kept);
        return new LevelConstraint(
                level,
                temporal,
                spatial,
                split,
                keep,
                Set.copyOf(EnumSet.complementOf(keep.isEmpty() ? EnumSet.noneOf(Role.class) : EnumSet.copyOf(keep))));
    }

    /** Four spatial levels in one hierarchy: chips of processing elements, lanes, and vector units, weights beside them. */
    static Accelerator chiplets() {
        List<StorageLevel> levels = List.of(
                level("dram", Mesh.SINGLE, StorageLevel.UNBOUNDED, 8, 1, Bandwidth.UNLIMITED, 512),
                level("global_buffer", Mesh.SINGLE, 65_536, 32, 1, Bandwidth.of(32, 32), 30),
                level("input_buffer", new Mesh(16, 1), 8_192, 8, 1, Bandwidth.UNLIMITED, 6),
                level("weight_buffer", new Mesh(16, 4), 4_096, 8, 4, Bandwidth.UNLIMITED, 4),
                level("accumulator", new Mesh(16, 4), 128, 1, 1, Bandwidth.of(4, 4), 1),
                level("weight_register", new Mesh(16, 32), 1, 1, 8, Bandwidth.UNLIMITED, 0.05));
        List<LevelConstraint> constraints = List.of(
                constraint(
                        "global_buffer",
                        loops("", ""),
                        loops("NPQRS", "NPQRSCM"),
                        OptionalInt.of(999),
                        Role.INPUTS,
                        Role.OUTPUTS),
                constraint("input_buffer", loops("PQN", ""), loops("NPQRSM", ""), OptionalInt.of(0), Role.INPUTS),
                constraint("weight_buffer", loops("", "NCMRS"), loops("", ""), OptionalInt.empty(), Role.WEIGHTS),
                constraint("accumulator", loops("NCMRS", ""), loops("NPQRSM", ""), OptionalInt.of(0), Role.OUTPUTS),
                constraint("weight_register", loops("NCMRS", ""), loops("", ""), OptionalInt.empty(), Role.WEIGHTS));
        return new Accelerator(
                "chiplets",
                "none",
                1000,
                levels,
                new ComputeLevel("mac", new Mesh(16, 32), 0.2, 200),
                new Dataflow(constraints, 0));
    }

    /** Outputs stay in registers below a square array; registers of one word for each operand. */
    static Accelerator outputsRest() {
        Mesh array = new Mesh(16, 16);
        List<StorageLevel> levels = List.of(
                level("dram", Mesh.SINGLE, StorageLevel.UNBOUNDED, 4, 1, Bandwidth.UNLIMITED, 512),
                level("global_buffer", Mesh.SINGLE, 65_536, 4, 1, Bandwidth.of(16, 16), 40),
                level("array", Mesh.SINGLE, 0, 1, 1, Bandwidth.UNLIMITED, 0),
                level("scratchpad", array, 192, 1, 1, Bandwidth.UNLIMITED, 2),
                level("weight_register", array, 1, 1, 1, Bandwidth.UNLIMITED, 0.1),
                level("input_register", array, 1, 1, 1, Bandwidth.UNLIMITED, 0.1),
                level("output_register", array, 1, 1, 1, Bandwidth.UNLIMITED, 0.1));
        List<LevelConstraint> constraints = List.of(
                constraint("array", loops("CMRSNPQ", ""), loops("NCRS", "NCPRSQM"), OptionalInt.of(5)),
                constraint("scratchpad", loops("NPQM", "CRS"), loops("", ""), OptionalInt.empty(), Role.WEIGHTS),
                constraint("weight_register", loops("CRSM", "NPQ"), loops("", ""), OptionalInt.empty(), Role.WEIGHTS),
                constraint("input_register", loops("NPQC", ""), loops("", ""), OptionalInt.empty(), Role.INPUTS),
                constraint("output_register", loops("NPQM", ""), loops("", ""), OptionalInt.empty(), Role.OUTPUTS));
        return new Accelerator(
                "outputs_rest",
                "none",
                1000,
                levels,
                new ComputeLevel("mac", array, 0.3, 200),
                new Dataflow(constraints, 0));
    }

    /** No constraint at all, two memories and an array. */
    static Accelerator free() {
        Mesh array = new Mesh(8, 8);
        return new Accelerator(
                "free",
                "none",
                1000,
                List.of(
                        level("dram", Mesh.SINGLE, StorageLevel.UNBOUNDED, 4, 1, Bandwidth.of(8, 8), 512),
                        level("global_buffer", Mesh.SINGLE, 32_768, 4, 1, Bandwidth.of(16, 16), 40),
                        level("scratchpad", array, 64, 1, 1, Bandwidth.UNLIMITED, 1)),
                new ComputeLevel("mac", array, 0.3, 200),
                Dataflow.FREE);
    }
}
