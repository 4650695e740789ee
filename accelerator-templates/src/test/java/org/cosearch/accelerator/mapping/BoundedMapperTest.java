package org.cosearch.accelerator.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.cosearch.accelerator.cost.InputCounts;
import org.cosearch.accelerator.cost.TimeloopCostModel;
import org.cosearch.accelerator.mapping.BoundedMapper.Answer;
import org.cosearch.accelerator.mapping.BoundedMapper.Found;
import org.cosearch.accelerator.mapping.BoundedMapper.None;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.AcceleratorTemplate;
import org.cosearch.hardware.ActionEnergy;
import org.cosearch.hardware.Bandwidth;
import org.cosearch.hardware.ComputeLevel;
import org.cosearch.hardware.CostModel;
import org.cosearch.hardware.Dataflow;
import org.cosearch.hardware.LevelConstraint;
import org.cosearch.hardware.LevelConstraint.Factor;
import org.cosearch.hardware.LevelConstraint.Loops;
import org.cosearch.hardware.LevelConstraint.Relation;
import org.cosearch.hardware.Mesh;
import org.cosearch.hardware.StorageLevel;
import org.cosearch.laws.Laws;
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.LoopNest.Role;
import org.junit.jupiter.api.Test;

class BoundedMapperTest {

    private static final List<MappingGoal> GOALS =
            List.of(MappingGoal.EDP, MappingGoal.ENERGY, MappingGoal.DELAY, MappingGoal.weighted(0.7));

    private record Small(LoopNest nest, Accelerator accelerator, MappingGoal goal, InputCounts counts) {}

    private static int pick(RandomGenerator random, int... values) {
        return values[random.nextInt(values.length)];
    }

    /** Three levels and few prime factors, so that every mapping can be listed. */
    private static Small small(RandomGenerator random) {
        LoopNest nest = LoopNest.convolution(
                1,
                1,
                pick(random, 1, 2, 4),
                pick(random, 1, 2),
                pick(random, 2, 3),
                pick(random, 1, 2),
                pick(random, 1, 2, 3),
                1,
                pick(random, 1, 1, 2),
                1,
                pick(random, 1, 1, 2),
                1);
        Mesh inner = new Mesh(pick(random, 1, 2, 3), pick(random, 1, 2));
        Mesh innermost = pick(random, 0, 1) == 0 ? inner : new Mesh(inner.x() * 2, inner.y());
        List<StorageLevel> levels = List.of(
                level(random, "dram", Mesh.SINGLE, StorageLevel.UNBOUNDED, 50),
                level(random, "buffer", Mesh.SINGLE, pick(random, 8, 16, 40), 5),
                level(random, "spad", inner, pick(random, 3, 6, 12), 1));
        List<LevelConstraint> constraints = new ArrayList<>();
        if (random.nextBoolean()) {
            constraints.add(new LevelConstraint(
                    "buffer",
                    new Loops(List.of(), random.nextBoolean() ? List.of("P", "C") : List.of(), List.of()),
                    Loops.FREE,
                    OptionalInt.empty(),
                    random.nextBoolean() ? Set.of(Role.INPUTS, Role.OUTPUTS) : Set.of(),
                    random.nextBoolean() ? Set.of(Role.WEIGHTS) : Set.of()));
            constraints.add(new LevelConstraint(
                    "spad",
                    new Loops(List.of(new Factor("C", Relation.AT_MOST, 2)), List.of(), List.of("M")),
                    Loops.FREE,
                    OptionalInt.empty(),
                    Set.of(),
                    Set.of()));
        }
        Accelerator accelerator = new Accelerator(
                "small",
                "none",
                1000,
                levels,
                new ComputeLevel("mac", innermost, 0.5, 1),
                new Dataflow(constraints, 0));
        return new Small(
                nest,
                accelerator,
                GOALS.get(random.nextInt(GOALS.size())),
                random.nextInt(4) == 0 ? InputCounts.EXACT : InputCounts.TIMELOOP);
    }

    private static StorageLevel level(RandomGenerator random, String name, Mesh mesh, long words, double energy) {
        return new StorageLevel(
                name,
                mesh,
                words,
                1,
                0,
                4,
                pick(random, 1, 1, 2),
                1,
                random.nextBoolean() ? Bandwidth.UNLIMITED : Bandwidth.of(1 + random.nextInt(3), 1 + random.nextInt(3)),
                new ActionEnergy(energy, energy * 0.8, energy * 0.9, random.nextBoolean() ? 0.01 : 0),
                1);
    }

    private static Answer map(Small small, long steps) {
        return new BoundedMapper(small.counts(), small.goal(), steps)
                .map(small.nest(), small.accelerator(), () -> false);
    }

    @Test
    void optimalIsTheLeastOfAllMappings() {
        Laws.forAll(6, BoundedMapperTest::small, (small, random) -> {
            EveryMapping every = new EveryMapping(small.nest(), small.accelerator(), small.goal(), small.counts());
            double least = every.least();
            Answer answer = map(small, 5_000_000);
            if (answer instanceof Found found) {
                assertThat(found.optimal()).isTrue();
                assertThat(found.score()).isCloseTo(least, offset(least * 1e-9));
                assertThat(found.lowerBound()).isCloseTo(least, offset(least * 1e-9));
            } else {
                assertThat(least).isInfinite();
                assertThat(((None) answer).certain()).isTrue();
            }
        });
    }

    @Test
    void aBoundOfAnUnfinishedSearchHolds() {
        Laws.forAll(6, BoundedMapperTest::small, (small, random) -> {
            if (map(small, 60) instanceof Found hasty && map(small, 5_000_000) instanceof Found best) {
                assertThat(hasty.score()).isGreaterThanOrEqualTo(best.score() * (1 - 1e-12));
                assertThat(hasty.lowerBound()).isLessThanOrEqualTo(best.score() * (1 + 1e-12));
            }
        });
    }

    @Test
    void everyMappingIsLegalAndTheSameAgain() {
        Laws.forAll(
                4,
                random -> {
                    AcceleratorTemplate template = TilingMapperTest.TEMPLATES.get(random.nextInt(3));
                    return template.decode(template.space().sampleDesign(random));
                },
                (chip, random) -> {
                    LoopNest nest = LoopNest.convolution(
                            1, 1, pick(random, 3, 32, 96), pick(random, 16, 40), 14, 14, 3, 3, 1, 1, 1, 1);
                    BoundedMapper mapper = new BoundedMapper(InputCounts.TIMELOOP, MappingGoal.EDP, 20_000);
                    Answer answer = mapper.map(nest, chip, () -> false);
                    assertThat(mapper.map(nest, chip, () -> false)).isEqualTo(answer);
                    if (answer instanceof Found found) {
                        assertThat(Conformance.violations(
                                        nest, chip, found.mapped().mapping()))
                                .isEmpty();
                        assertThat(new TimeloopCostModel(InputCounts.TIMELOOP)
                                        .cost(nest, chip, found.mapped().mapping()))
                                .isEqualTo(new CostModel.Costed(found.mapped().cost()));
                        assertThat(found.lowerBound()).isLessThanOrEqualTo(found.score());
                    }
                });
    }

    @Test
    void anEmptyMapspaceIsAReason() {
        Small small = small(new java.util.Random(1));
        Accelerator tiny = small.accelerator()
                .with(new Dataflow(
                        List.of(
                                new LevelConstraint(
                                        "dram",
                                        new Loops(List.of(new Factor("P", Relation.EQUAL, 1)), List.of(), List.of()),
                                        new Loops(List.of(new Factor("P", Relation.EQUAL, 1)), List.of(), List.of()),
                                        OptionalInt.empty(),
                                        Set.of(),
                                        Set.of()),
                                only("buffer"),
                                only("spad")),
                        0));
        Answer answer =
                new BoundedMapper(InputCounts.TIMELOOP, MappingGoal.EDP, 1000).map(small.nest(), tiny, () -> false);
        assertThat(answer).isInstanceOfSatisfying(None.class, none -> {
            assertThat(none.certain()).isTrue();
            assertThat(none.reason()).contains("small");
        });
    }

    private static LevelConstraint only(String level) {
        Loops none = new Loops(List.of(new Factor("P", Relation.EQUAL, 1)), List.of(), List.of());
        return new LevelConstraint(level, none, none, OptionalInt.empty(), Set.of(), Set.of());
    }
}
