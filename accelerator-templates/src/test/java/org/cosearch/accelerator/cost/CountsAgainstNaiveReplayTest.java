package org.cosearch.accelerator.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.cosearch.hardware.Cost;
import org.cosearch.hardware.CostModel;
import org.cosearch.hardware.Mapping;
import org.cosearch.laws.Laws;
import org.cosearch.workload.LoopNest.Role;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The closed forms against sets of points that are moved one by one. */
class CountsAgainstNaiveReplayTest {

    @ParameterizedTest
    @EnumSource(InputCounts.class)
    void everyReadAndFillIsThatOfMovedPoints(InputCounts mode) {
        Laws.forAll(300, RandomCases::draw, (one, random) -> {
            CostModel.Result result = new TimeloopCostModel(mode).cost(one.nest(), one.accelerator(), one.mapping());
            assertThat(result).isInstanceOf(CostModel.Costed.class);
            Cost cost = ((CostModel.Costed) result).cost();
            NaiveReplay naive = new NaiveReplay(one.nest(), one.accelerator(), one.mapping(), mode);
            for (Role role : Role.values()) {
                check(one, cost, naive, role);
            }
        });
    }

    private static void check(RandomCases one, Cost cost, NaiveReplay naive, Role role) {
        List<NaiveReplay.Traffic> below = new ArrayList<>();
        int levels = one.accelerator().levels().size();
        for (int level = 0; level < levels; level++) {
            below.add(naive.below(level, role));
        }
        long instances = 1;
        long partition = fullOutputs(one);
        for (int level = 0; level < levels; level++) {
            Mapping.Level mapped = one.mapping().levels().get(level);
            if (mapped.kept().contains(role)) {
                int child = level + 1;
                long groups = 1;
                while (child < levels
                        && !one.mapping().levels().get(child).kept().contains(role)) {
                    groups *= below.get(child - 1).groups();
                    child++;
                }
                long reads = groups * below.get(child - 1).parentReads();
                long fills = 0;
                double peers = 0;
                if (level > 0) {
                    NaiveReplay.Traffic above = below.get(level - 1);
                    long children = (long) RandomCases.product(
                                    one.mapping().levels().get(level - 1).spatialX())
                            * RandomCases.product(
                                    one.mapping().levels().get(level - 1).spatialY());
                    peers = (double) above.served() / instances;
                    fills = (long) (above.childWords() - (double) above.served() / children + peers);
                }
                Cost.Access access = cost.levels().get(level).tensors().stream()
                        .filter(tensor -> tensor.tensor() == role)
                        .findFirst()
                        .orElseThrow();
                long elided = role == Role.OUTPUTS ? partition : 0;
                assertThat(access.reads())
                        .as("%s reads of level %d", role, level)
                        .isEqualTo(Math.round(reads + peers) - elided);
                assertThat(access.fills())
                        .as("%s fills of level %d", role, level)
                        .isEqualTo(level == 0 ? 0 : fills - elided);
                assertThat(access.updates())
                        .as("%s updates of level %d", role, level)
                        .isEqualTo(role == Role.OUTPUTS ? reads : 0);
                assertThat(access.utilizedInstances()).isEqualTo(instances);
            }
            instances *= (long) RandomCases.product(mapped.spatialX()) * RandomCases.product(mapped.spatialY());
            partition /= below.get(level).groups();
        }
    }

    private static long fullOutputs(RandomCases one) {
        return one.nest().dimensions().stream()
                .filter(dimension -> List.of("N", "M", "P", "Q", "G").contains(dimension.name()))
                .mapToLong(dimension -> dimension.bound())
                .reduce(1, (a, b) -> a * b);
    }
}
