package org.cosearch.latency.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.DecisionColumn;
import org.cosearch.predict.DecisionSpace;
import org.junit.jupiter.api.Test;

class CellEncodingTest {

    private static final List<String> OPERATIONS =
            List.of("avg_pool_3x3", "none", "nor_conv_1x1", "nor_conv_3x3", "skip_connect");

    private final DecisionSpace space = new DecisionSpace(
            "nasbench201",
            List.of("op_1_0", "op_2_0", "op_2_1", "op_3_0", "op_3_1", "op_3_2").stream()
                    .map(name -> DecisionColumn.of(name, OPERATIONS))
                    .toList());

    private final Encoding encoding = Encoding.of(space);

    private List<Architecture> all() {
        List<Architecture> all = new ArrayList<>();
        for (int code = 0; code < 15_625; code++) {
            List<String> options = new ArrayList<>();
            for (int edge = 0, rest = code; edge < 6; edge++, rest /= 5) {
                options.add(OPERATIONS.get(rest % 5));
            }
            all.add(space.architecture(options));
        }
        return all;
    }

    /** 341 of the 15,625 cells of NAS-Bench-201 have no path from input to output; a count of the rule, exact. */
    @Test
    void cellsWithoutAPathAreFound() {
        assertThat(all().stream().filter(encoding::degenerate)).hasSize(341);
    }

    /** 28 distinct values from 7.78304 to 220.11968 million MACs with the 7.78304 outside of the cell; exact. */
    @Test
    void macsFollowTheConvolutions() {
        double[] macs = encoding.macs();
        TreeSet<Double> distinct = new TreeSet<>();
        for (Architecture cell : all()) {
            double sum = 7.78304;
            for (int item : encoding.items(cell)) {
                sum += macs[item];
            }
            distinct.add(Math.rint(sum * 1e5) / 1e5);
        }
        assertThat(distinct).hasSize(28);
        assertThat(distinct.first()).isCloseTo(7.78304, within(1e-9));
        assertThat(distinct.last()).isCloseTo(220.11968, within(1e-9));
    }

    @Test
    void deadEdgesAreNotLive() {
        Architecture deadEnd =
                space.architecture(List.of("nor_conv_3x3", "none", "nor_conv_1x1", "skip_connect", "none", "none"));
        int[] items = encoding.items(deadEnd);
        ItemGroup live = encoding.groups().get(1);
        boolean[] dead = new boolean[6];
        for (int edge = 0; edge < 6; edge++) {
            dead[edge] = (items[6 + edge] - live.firstItem()) % live.options() == OPERATIONS.size();
        }
        assertThat(dead).containsExactly(true, true, true, false, true, true);
        assertThat(encoding.degenerate(deadEnd)).isFalse();
    }

    @Test
    void itemsAreOnePerColumnAndAscend() {
        for (Architecture cell : all().subList(0, 500)) {
            int[] items = encoding.items(cell);
            assertThat(items).hasSize(encoding.columnCount()).isSorted();
            assertThat(Arrays.stream(items).max().orElseThrow()).isLessThan(encoding.itemCount());
        }
    }
}
