package org.cosearch.latency.encode;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.DecisionColumn;
import org.cosearch.predict.DecisionSpace;

/**
 * The cells of NAS-Bench-201 (Dong and Yang 2020): operations on six edges, which of them are live, and whether the
 * input reaches the output at all.
 *
 * <p>An edge is live if its operation is not {@code none}, its start is reachable from the input and the output is
 * reachable from its end. Some runtimes run every edge and others the live ones alone, so both are encoded.
 */
public final class CellEncoding implements Encoding {

    private static final List<String> EDGES = List.of("op_1_0", "op_2_0", "op_2_1", "op_3_0", "op_3_1", "op_3_2");

    private final DecisionSpace space;
    private final List<String> operations;
    private final int[] columns = new int[EDGES.size()];
    private final List<ItemGroup> groups;

    CellEncoding(DecisionSpace space) {
        this.space = space;
        Set<String> union = new LinkedHashSet<>();
        for (int edge = 0; edge < columns.length; edge++) {
            columns[edge] = space.indexOf(EDGES.get(edge));
            union.addAll(space.columns().get(columns[edge]).options());
        }
        this.operations = List.copyOf(union);
        int n = operations.size();
        ItemGroup all = new ItemGroup("operation", 6, n, List.of(), 0, 0, false);
        ItemGroup live = new ItemGroup("live operation", 6, n + 1, List.of(), 6, all.items(), false);
        ItemGroup path = new ItemGroup("path", 1, 2, List.of(), 12, all.items() + live.items(), true);
        this.groups = List.of(all, live, path);
    }

    /** Whether a space has the name and columns of these cells. */
    public static boolean describes(DecisionSpace space) {
        return space.name().equals("nasbench201")
                && space.columns().stream().map(DecisionColumn::name).toList().equals(EDGES);
    }

    @Override
    public DecisionSpace space() {
        return space;
    }

    @Override
    public List<ItemGroup> groups() {
        return groups;
    }

    @Override
    public int[] items(Architecture architecture) {
        int n = operations.size();
        int[] items = new int[13];
        boolean[] live = live(architecture);
        for (int edge = 0; edge < 6; edge++) {
            int operation = operations.indexOf(architecture.label(columns[edge]));
            items[edge] = edge * n + operation;
            items[6 + edge] = groups.get(1).firstItem() + edge * (n + 1) + (live[edge] ? operation : n);
        }
        items[12] = groups.get(2).firstItem() + (anyPath(live) ? 1 : 0);
        return items;
    }

    @Override
    public boolean degenerate(Architecture architecture) {
        return !anyPath(live(architecture));
    }

    @Override
    public double[][] workload() {
        return new double[0][];
    }

    /** Millions of MACs on CIFAR-10: 3.93216 per 1 × 1 convolution and 35.38944 per 3 × 3 convolution of the cell. */
    @Override
    public double[] macs() {
        double[] macs = new double[itemCount()];
        for (int item = 0; item < groups.get(0).items(); item++) {
            String operation = operations.get(item % operations.size());
            macs[item] = operation.equals("nor_conv_1x1") ? 3.93216 : operation.equals("nor_conv_3x3") ? 35.38944 : 0;
        }
        return macs;
    }

    /** The edges on a path from input to output, by edge. */
    private boolean[] live(Architecture architecture) {
        List<Boolean> open = new ArrayList<>();
        for (int column : columns) {
            open.add(!architecture.label(column).equals("none"));
        }
        boolean to1 = open.get(0);
        boolean to2 = open.get(1) || open.get(2) && to1;
        boolean from2 = open.get(5);
        boolean from1 = open.get(4) || open.get(2) && from2;
        return new boolean[] {
            open.get(0) && from1,
            open.get(1) && from2,
            open.get(2) && to1 && from2,
            open.get(3),
            open.get(4) && to1,
            open.get(5) && to2
        };
    }

    /** Every path ends on one of the three edges into the output. */
    private static boolean anyPath(boolean[] live) {
        return live[3] || live[4] || live[5];
    }
}
