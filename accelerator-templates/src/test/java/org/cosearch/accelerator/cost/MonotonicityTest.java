package org.cosearch.accelerator.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.Bandwidth;
import org.cosearch.hardware.Cost;
import org.cosearch.hardware.CostModel;
import org.cosearch.hardware.Mapping;
import org.cosearch.hardware.StorageLevel;
import org.cosearch.laws.Laws;
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.LoopNest.Dimension;
import org.cosearch.workload.LoopNest.Role;
import org.junit.jupiter.api.Test;

/** What must hold whatever the figures are. */
class MonotonicityTest {

    private static Cost cost(LoopNest nest, Accelerator accelerator, Mapping mapping) {
        return ((CostModel.Costed) new TimeloopCostModel(InputCounts.EXACT).cost(nest, accelerator, mapping)).cost();
    }

    @Test
    void moreBandwidthIsNeverSlower() {
        Laws.forAll(300, RandomCases::draw, (one, random) -> {
            List<StorageLevel> levels = new ArrayList<>(one.accelerator().levels());
            int level = random.nextInt(levels.size());
            Bandwidth narrow = levels.get(level).bandwidth();
            levels.set(
                    level,
                    levels.get(level)
                            .with(new Bandwidth(
                                    narrow.readWordsPerCycle() * 1.5,
                                    narrow.writeWordsPerCycle() + 1,
                                    narrow.sharedWordsPerCycle())));
            Accelerator wider = new Accelerator(
                    "wider",
                    one.accelerator().technology(),
                    one.accelerator().clockMegahertz(),
                    levels,
                    one.accelerator().compute(),
                    one.accelerator().dataflow());

            assertThat(cost(one.nest(), wider, one.mapping()).cycles())
                    .isLessThanOrEqualTo(
                            cost(one.nest(), one.accelerator(), one.mapping()).cycles());
        });
    }

    @Test
    void aBiggerNestNeverCostsLess() {
        Laws.forAll(300, RandomCases::draw, (one, random) -> {
            int grown = random.nextInt(one.nest().dimensions().size());
            Dimension dimension = one.nest().dimensions().get(grown);
            List<Dimension> dimensions = new ArrayList<>(one.nest().dimensions());
            dimensions.set(grown, new Dimension(dimension.name(), dimension.bound() * 3));
            LoopNest bigger = new LoopNest(dimensions, one.nest().operands());
            // the new iterations run outside all others
            List<Mapping.Level> levels = new ArrayList<>(one.mapping().levels());
            Mapping.Level outermost = levels.get(0);
            List<Mapping.Loop> temporal = new ArrayList<>(outermost.temporal());
            temporal.add(0, new Mapping.Loop(dimension.name(), 3));
            levels.set(
                    0,
                    new Mapping.Level(
                            outermost.name(), temporal, outermost.spatialY(), outermost.spatialX(), outermost.kept()));

            Cost before = cost(one.nest(), one.accelerator(), one.mapping());
            Cost after = cost(bigger, one.accelerator(), new Mapping(levels));

            assertThat(after.macs()).isEqualTo(3 * before.macs());
            assertThat(after.energyPicojoules()).isGreaterThan(before.energyPicojoules());
            assertThat(after.cycles()).isGreaterThanOrEqualTo(before.cycles());
        });
    }

    @Test
    void everyOutputArrivesInDramAndEveryOperandLeavesIt() {
        Laws.forAll(300, RandomCases::draw, (one, random) -> {
            Cost cost = cost(one.nest(), one.accelerator(), one.mapping());
            for (Cost.Access access : cost.levels().get(0).tensors()) {
                if (access.tensor() == Role.OUTPUTS) {
                    assertThat(access.updates()).isGreaterThanOrEqualTo(access.tileWords());
                    assertThat(access.updates() - access.reads()).isEqualTo(access.tileWords());
                } else {
                    assertThat(access.reads()).isPositive();
                }
            }
        });
    }

    @Test
    void utilizationIsAShare() {
        Laws.forAll(300, RandomCases::draw, (one, random) -> {
            Cost cost = cost(one.nest(), one.accelerator(), one.mapping());
            assertThat(cost.utilization()).isPositive().isLessThanOrEqualTo(1);
            assertThat(cost.cycles()).isGreaterThanOrEqualTo(cost.computeCycles());
        });
    }
}
