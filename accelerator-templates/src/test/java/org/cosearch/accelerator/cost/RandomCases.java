package org.cosearch.accelerator.cost;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.ActionEnergy;
import org.cosearch.hardware.Bandwidth;
import org.cosearch.hardware.ComputeLevel;
import org.cosearch.hardware.Dataflow;
import org.cosearch.hardware.Mapping;
import org.cosearch.hardware.Mapping.Loop;
import org.cosearch.hardware.Mesh;
import org.cosearch.hardware.StorageLevel;
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.LoopNest.Role;

/** A small random convolution, accelerator and legal mapping. */
record RandomCases(LoopNest nest, Accelerator accelerator, Mapping mapping) {

    private static final int LEVELS = 4;

    static RandomCases draw(RandomGenerator random) {
        LoopNest nest = LoopNest.convolution(
                1,
                1 + random.nextInt(2),
                pick(random, 1, 2, 3),
                pick(random, 1, 2, 4),
                pick(random, 1, 2, 4, 6),
                pick(random, 1, 3, 4, 6),
                pick(random, 1, 2, 3),
                pick(random, 1, 2, 3, 4),
                pick(random, 1, 1, 2),
                pick(random, 1, 1, 2),
                pick(random, 1, 1, 2),
                pick(random, 1, 1, 2));
        List<List<List<Loop>>> parts = new ArrayList<>();
        for (int level = 0; level < LEVELS; level++) {
            parts.add(List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
        }
        for (LoopNest.Dimension dimension : nest.dimensions()) {
            int rest = dimension.bound();
            while (rest > 1) {
                int factor = smallestFactor(rest);
                rest /= factor;
                parts.get(random.nextInt(LEVELS)).get(random.nextInt(5) % 3).add(new Loop(dimension.name(), factor));
            }
        }
        List<StorageLevel> levels = new ArrayList<>();
        List<Mapping.Level> mapped = new ArrayList<>();
        Mesh mesh = Mesh.SINGLE;
        for (int level = 0; level < LEVELS; level++) {
            Set<Role> kept = EnumSet.noneOf(Role.class);
            for (Role role : Role.values()) {
                if (level == 0 || random.nextInt(3) > 0) {
                    kept.add(role);
                }
            }
            List<List<Loop>> loops = parts.get(level);
            for (List<Loop> part : loops) {
                Collections.shuffle(part, new Random(random.nextLong()));
            }
            String name = "level" + level;
            mapped.add(new Mapping.Level(name, loops.get(0), loops.get(1), loops.get(2), kept));
            levels.add(new StorageLevel(
                    name,
                    mesh,
                    StorageLevel.UNBOUNDED,
                    1,
                    0,
                    8,
                    pick(random, 1, 1, 4),
                    1,
                    random.nextBoolean()
                            ? Bandwidth.UNLIMITED
                            : Bandwidth.of(1 + random.nextInt(4), 1 + random.nextInt(4)),
                    new ActionEnergy(4 + level, 3, 2, 0.01),
                    1));
            // sometimes more room than the mapping uses, so that rows end before the mesh does
            mesh = new Mesh(
                    mesh.x() * (product(loops.get(2)) + random.nextInt(2)),
                    mesh.y() * (product(loops.get(1)) + random.nextInt(2)));
        }
        Accelerator accelerator =
                new Accelerator("random", "none", 1000, levels, new ComputeLevel("mac", mesh, 0.5, 1), Dataflow.FREE);
        return new RandomCases(nest, accelerator, new Mapping(mapped));
    }

    static int product(List<Loop> loops) {
        return loops.stream().mapToInt(Loop::bound).reduce(1, (a, b) -> a * b);
    }

    private static int smallestFactor(int n) {
        int factor = 2;
        while (n % factor != 0) {
            factor++;
        }
        return factor;
    }

    private static int pick(RandomGenerator random, int... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
