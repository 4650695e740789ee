package org.cosearch.accelerator.mapping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.cosearch.accelerator.cost.InputCounts;
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
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.LoopNest.Role;

/** A nest of a few loops on an accelerator of a few words, small enough to list every mapping. */
record SmallProblem(LoopNest nest, Accelerator accelerator, MappingGoal goal, InputCounts counts) {

    private static final List<String> NAMES = List.of("C", "M", "R", "S", "N", "P", "Q", "G");
    private static final List<MappingGoal> GOALS =
            List.of(MappingGoal.EDP, MappingGoal.EDP, MappingGoal.ENERGY, MappingGoal.DELAY, MappingGoal.weighted(0.7));

    static int pick(RandomGenerator random, int... values) {
        return values[random.nextInt(values.length)];
    }

    static SmallProblem of(RandomGenerator random) {
        int levels = pick(random, 2, 3, 3, 4);
        return new SmallProblem(
                nest(random, levels),
                accelerator(random, levels),
                GOALS.get(random.nextInt(GOALS.size())),
                random.nextInt(4) == 0 ? InputCounts.EXACT : InputCounts.TIMELOOP);
    }

    private static LoopNest nest(RandomGenerator random, int levels) {
        int[] bound = {1, 1, 1, 1, 1, 1, 1, 1};
        int loops = levels == 2 ? 5 : levels == 3 ? 4 : 3;
        for (int i = 0; i < loops; i++) {
            // sliding windows are the hard part
            int d = pick(random, 0, 1, 2, 2, 3, 4, 5, 5, 5, 6, 7);
            bound[d] = Math.max(bound[d], pick(random, 2, 2, 3, levels < 4 ? 4 : 3));
        }
        return LoopNest.convolution(
                bound[4],
                bound[7],
                bound[0],
                bound[1],
                bound[5],
                bound[6],
                bound[2],
                bound[3],
                pick(random, 1, 1, 2),
                pick(random, 1, 1, 2),
                pick(random, 1, 1, 2),
                1);
    }

    private static Accelerator accelerator(RandomGenerator random, int count) {
        List<StorageLevel> levels = new ArrayList<>();
        List<LevelConstraint> constraints = new ArrayList<>();
        Mesh mesh = Mesh.SINGLE;
        int spread = 0;
        for (int i = 0; i < count; i++) {
            boolean outermost = i == 0;
            if (!outermost && spread < 2 && random.nextInt(3) == 0) {
                mesh = new Mesh(mesh.x() * pick(random, 1, 2, 3), mesh.y() * pick(random, 1, 2));
                spread++;
            }
            levels.add(new StorageLevel(
                    "level" + i,
                    mesh,
                    outermost ? StorageLevel.UNBOUNDED : pick(random, 3, 6, 9, 16, 40, 100),
                    pick(random, 1, 1, 1, 2),
                    random.nextInt(8) == 0 && !outermost ? 0.25 : 0,
                    8,
                    pick(random, 1, 1, 2, 4),
                    pick(random, 1, 1, 2),
                    random.nextBoolean()
                            ? Bandwidth.UNLIMITED
                            : Bandwidth.of(1 + random.nextInt(3), 1 + random.nextInt(3)),
                    new ActionEnergy(
                            energy(random, count - i),
                            energy(random, count - i),
                            energy(random, count - i),
                            random.nextBoolean() ? 0.01 : 0),
                    1));
            constraints.add(constraint(random, i));
        }
        if (spread < 2 && random.nextInt(3) == 0) {
            mesh = new Mesh(mesh.x() * 2, mesh.y() * pick(random, 1, 2));
        }
        return new Accelerator(
                "small",
                "none",
                1000,
                levels,
                new ComputeLevel("mac", mesh, 0.5, 1),
                new Dataflow(constraints, random.nextInt(8) == 0 ? 0.4 : 0));
    }

    private static double energy(RandomGenerator random, int height) {
        return Math.pow(3, height) * (0.5 + random.nextDouble());
    }

    private static LevelConstraint constraint(RandomGenerator random, int level) {
        Set<Role> keep = EnumSet.noneOf(Role.class);
        Set<Role> bypass = EnumSet.noneOf(Role.class);
        for (Role role : Role.values()) {
            int choice = random.nextInt(16);
            if (choice < 7) {
                keep.add(role);
            } else if (choice < 14 && level > 0) {
                bypass.add(role);
            }
        }
        OptionalInt split = random.nextInt(3) == 0 ? OptionalInt.of(random.nextInt(9)) : OptionalInt.empty();
        return new LevelConstraint("level" + level, loops(random), loops(random), split, keep, bypass);
    }

    private static Loops loops(RandomGenerator random) {
        List<Factor> factors = new ArrayList<>();
        for (String name : NAMES) {
            if (random.nextInt(15) == 0) {
                factors.add(new Factor(
                        name, Relation.values()[pick(random, 0, 1, 1, 1, 1, 2)], pick(random, 1, 1, 1, 2, 2, 3)));
            }
        }
        List<String> order = new ArrayList<>(NAMES);
        Collections.shuffle(order, new Random(random.nextLong()));
        int inner = random.nextInt(3) == 0 ? random.nextInt(9) : 0;
        int outer = random.nextInt(4) == 0 ? Math.min(random.nextInt(4), 8 - inner) : 0;
        return new Loops(factors, order.subList(0, inner), order.subList(8 - outer, 8));
    }
}
