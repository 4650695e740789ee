package org.cosearch.latency.meta;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cosearch.latency.encode.CellEncoding;
import org.cosearch.latency.encode.Encoding;
import org.cosearch.latency.encode.ItemGroup;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.DecisionColumn;
import org.cosearch.predict.DecisionSpace;

/**
 * Architectures as graphs with an operation at each node; the edges are those of the space and the same for all.
 *
 * <p>A cell of NAS-Bench-201 has its input, its six edges and its output as nodes. In any other space the columns are a
 * chain, and an option of a group of columns is an operation, as is being inactive.
 */
final class NodeGraph {

    private final Encoding encoding;
    private final int operations;

    /** {@code [to][from]}: 1 where a node hears another. */
    private final float[][] hears;

    /** Of a cell, else empty. */
    private final List<String> labels;

    /** Of every item, outside of cells. */
    private final int[] operationOfItem;

    private NodeGraph(Encoding encoding, int operations, float[][] hears, List<String> labels, int[] operationOfItem) {
        this.encoding = encoding;
        this.operations = operations;
        this.hears = hears;
        this.labels = labels;
        this.operationOfItem = operationOfItem;
    }

    static NodeGraph of(DecisionSpace space) {
        return CellEncoding.describes(space) ? cell(space) : chain(Encoding.of(space));
    }

    private static NodeGraph cell(DecisionSpace space) {
        Set<String> union = new LinkedHashSet<>();
        for (DecisionColumn column : space.columns()) {
            union.addAll(column.options());
        }
        float[][] hears = new float[8][8];
        for (int[] edge : CellEncoder.EDGES) {
            hears[edge[1]][edge[0]] = 1;
        }
        return new NodeGraph(Encoding.of(space), union.size() + 2, hears, List.copyOf(union), new int[0]);
    }

    private static NodeGraph chain(Encoding encoding) {
        List<Integer> operations = new ArrayList<>();
        int known = 0;
        for (ItemGroup group : encoding.groups()) {
            for (int item = 0; item < group.items(); item++) {
                operations.add(known + item % group.options());
            }
            known += group.options();
        }
        int nodes = encoding.columnCount();
        float[][] hears = new float[nodes][nodes];
        for (int node = 1; node < nodes; node++) {
            hears[node][node - 1] = 1;
        }
        int[] ofItem = operations.stream().mapToInt(Integer::intValue).toArray();
        return new NodeGraph(encoding, known, hears, List.of(), ofItem);
    }

    DecisionSpace space() {
        return encoding.space();
    }

    int nodes() {
        return hears.length;
    }

    /** How many operations there are, over all nodes. */
    int operations() {
        return operations;
    }

    /** Whether node {@code to} hears node {@code from}. */
    boolean hears(int to, int from) {
        return hears[to][from] != 0;
    }

    /** The operation of every node. */
    int[] operations(Architecture architecture) {
        encoding.requireSpace(architecture);
        if (labels.isEmpty()) {
            int[] items = encoding.items(architecture);
            int[] chain = new int[items.length];
            for (int node = 0; node < chain.length; node++) {
                chain[node] = operationOfItem[items[node]];
            }
            return chain;
        }
        int[] cell = new int[nodes()];
        cell[0] = labels.size();
        for (int edge = 0; edge < nodes() - 2; edge++) {
            cell[edge + 1] = labels.indexOf(architecture.label(edge));
        }
        cell[nodes() - 1] = labels.size() + 1;
        return cell;
    }
}
