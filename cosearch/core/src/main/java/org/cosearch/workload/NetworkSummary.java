package org.cosearch.workload;

import java.util.List;

/**
 * The table of a network's layers with its totals, for people.
 *
 * @param layers one row per node, in order
 * @param macs multiply-accumulates of one inference; see {@link Layer} for what counts
 * @param parameters trainable ones
 * @param statistics running statistics that are not trained
 * @param activationElements elements that all nodes together write, the inputs included
 * @param peakActivationElements see {@link Network#peakActivationElements}
 */
public record NetworkSummary(
        String network,
        List<Row> layers,
        long macs,
        long parameters,
        long statistics,
        long activationElements,
        long peakActivationElements) {

    /**
     * One layer.
     *
     * @param name of its node
     * @param kind of the operation, such as {@code conv}
     * @param reads names of the nodes it reads
     */
    public record Row(
            String name,
            String kind,
            List<String> reads,
            List<Shape> inputs,
            Shape output,
            long parameters,
            long macs) {

        public Row {
            reads = List.copyOf(reads);
            inputs = List.copyOf(inputs);
        }
    }

    public NetworkSummary {
        layers = List.copyOf(layers);
    }

    static NetworkSummary of(Network network) {
        List<Node> nodes = network.nodes();
        List<Row> rows = nodes.stream()
                .map(node -> new Row(
                        node.name(),
                        node.layer().kind(),
                        node.inputs().stream().map(i -> nodes.get(i).name()).toList(),
                        node.inputShapes(),
                        node.output(),
                        node.parameters(),
                        node.macs()))
                .toList();
        return new NetworkSummary(
                network.name(),
                rows,
                network.macs(),
                network.parameters(),
                network.statistics(),
                network.activationElements(),
                network.peakActivationElements());
    }
}
