package org.cosearch.accelerator.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BoundedMapperTest {

    /** Mappings that are listed at most; problems with more are left out. */
    private static final long MOST_LISTED = 200_000;

    private static Answer map(SmallProblem small, long steps) {
        return new BoundedMapper(small.counts(), small.goal(), steps)
                .map(small.nest(), small.accelerator(), () -> false);
    }

    private static void optimalIsTheLeastOfAllMappings(SmallProblem small) {
        EveryMapping every = new EveryMapping(small.nest(), small.accelerator(), small.goal(), small.counts());
        double least = every.least(MOST_LISTED);
        Answer answer = map(small, 20_000_000);
        if (Double.isNaN(least)) {
            return;
        }
        if (answer instanceof Found found) {
            assertThat(found.optimal()).isTrue();
            assertThat(found.score()).isCloseTo(least, offset(least * 1e-9));
            assertThat(found.lowerBound()).isCloseTo(least, offset(least * 1e-9));
            assertThat(Conformance.violations(
                            small.nest(), small.accelerator(), found.mapped().mapping()))
                    .isEmpty();
        } else {
            assertThat(least).isInfinite();
            assertThat(((None) answer).certain()).isTrue();
        }
    }

    @Test
    void optimalIsTheLeastOfAllMappings() {
        Laws.forAll(40, SmallProblem::of, (small, random) -> optimalIsTheLeastOfAllMappings(small));
    }

    @Test
    @Tag("slow")
    void optimalIsTheLeastOfAllMappingsOfManyProblems() {
        Laws.forAll(1500, SmallProblem::of, (small, random) -> optimalIsTheLeastOfAllMappings(small));
    }

    @Test
    void aBoundOfAnUnfinishedSearchHolds() {
        Laws.forAll(60, SmallProblem::of, (small, random) -> {
            if (map(small, 1 + random.nextInt(100)) instanceof Found hasty
                    && map(small, 20_000_000) instanceof Found best) {
                assertThat(hasty.score()).isGreaterThanOrEqualTo(best.score() * (1 - 1e-12));
                assertThat(hasty.lowerBound()).isLessThanOrEqualTo(best.score() * (1 + 1e-9));
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
                            1,
                            1,
                            SmallProblem.pick(random, 3, 32, 96),
                            SmallProblem.pick(random, 16, 40),
                            14,
                            14,
                            3,
                            3,
                            1,
                            1,
                            1,
                            1);
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
        StorageLevel dram = level("dram", StorageLevel.UNBOUNDED);
        Accelerator tiny = new Accelerator(
                "small",
                "none",
                1000,
                List.of(dram, level("buffer", 40)),
                new ComputeLevel("mac", new Mesh(2, 1), 0.5, 1),
                new Dataflow(List.of(only("dram"), only("buffer")), 0));
        LoopNest nest = LoopNest.convolution(1, 1, 2, 2, 3, 2, 1, 1, 1, 1, 1, 1);
        Answer answer = new BoundedMapper(InputCounts.TIMELOOP, MappingGoal.EDP, 1000).map(nest, tiny, () -> false);
        assertThat(answer).isInstanceOfSatisfying(None.class, none -> {
            assertThat(none.certain()).isTrue();
            assertThat(none.reason()).contains("small");
        });
    }

    private static StorageLevel level(String name, long words) {
        return new StorageLevel(
                name, Mesh.SINGLE, words, 1, 0, 8, 1, 1, Bandwidth.UNLIMITED, new ActionEnergy(1, 1, 1, 0), 1);
    }

    private static LevelConstraint only(String level) {
        Loops none = new Loops(List.of(new Factor("P", Relation.EQUAL, 1)), List.of(), List.of());
        return new LevelConstraint(level, none, none, OptionalInt.empty(), Set.of(), Set.of());
    }
}
