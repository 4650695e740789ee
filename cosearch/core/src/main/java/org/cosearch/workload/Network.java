package org.cosearch.workload;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A neural network: a directed acyclic graph of layers whose shapes are all inferred.
 *
 * <p>Counts are for one input, by the conventions of {@link Layer}.
 *
 * @param nodes in topological order: every node reads earlier ones only; the last is the network's output
 */
public record Network(String name, List<Node> nodes) {

    public Network {
        nodes = List.copyOf(nodes);
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("Network %s has no nodes.".formatted(name));
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (!names.add(node.name())) {
                throw new IllegalArgumentException("Network %s has two nodes named %s.".formatted(name, node.name()));
            }
            for (int k = 0; k < node.inputs().size(); k++) {
                int input = node.inputs().get(k);
                if (input < 0 || input >= i) {
                    throw new IllegalArgumentException(
                            "Node %s (index %d) of network %s reads node (%d), not an earlier one."
                                    .formatted(node.name(), i, name, input));
                }
                if (!nodes.get(input).output().equals(node.inputShapes().get(k))) {
                    throw new IllegalArgumentException("Node %s of network %s takes %s from node %s, which writes %s."
                            .formatted(
                                    node.name(),
                                    name,
                                    node.inputShapes().get(k),
                                    nodes.get(input).name(),
                                    nodes.get(input).output()));
                }
            }
        }
    }

    /** A builder that starts at one input of the given shape. */
    public static NetworkBuilder builder(String name, Shape input) {
        return new NetworkBuilder(name, input);
    }

    /** The nodes whose layer is an {@link Input}, in order. */
    public List<Node> inputs() {
        return nodes.stream().filter(node -> node.layer() instanceof Input).toList();
    }

    /** The last node. */
    public Node output() {
        return nodes.get(nodes.size() - 1);
    }

    /**
     * The node of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Node node(String nodeName) {
        for (Node node : nodes) {
            if (node.name().equals(nodeName)) {
                return node;
            }
        }
        throw new IllegalArgumentException("Network %s has no node named %s.".formatted(name, nodeName));
    }

    /** Multiply-accumulates of one inference. */
    public long macs() {
        return nodes.stream().mapToLong(Node::macs).reduce(0, Math::addExact);
    }

    /** Trainable parameters. */
    public long parameters() {
        return nodes.stream().mapToLong(Node::parameters).reduce(0, Math::addExact);
    }

    /** Running statistics that are not trained. */
    public long statistics() {
        return nodes.stream().mapToLong(Node::statistics).reduce(0, Math::addExact);
    }

    /** Bytes of the trainable parameters at {@code bits} each, packed. */
    public long weightBytes(int bits) {
        return bytes(parameters(), bits);
    }

    /** Elements that all nodes together write, the inputs included. */
    public long activationElements() {
        return nodes.stream().mapToLong(node -> node.output().elements()).reduce(0, Math::addExact);
    }

    /** Bytes that all nodes together write at {@code bits} an element, packed. */
    public long activationBytes(int bits) {
        return bytes(activationElements(), bits);
    }

    /**
     * The most elements that are needed at one time when the nodes run in order, each into memory of its own that is
     * free again after the last reader.
     */
    public long peakActivationElements() {
        int[] lastReader = new int[nodes.size()];
        for (int i = 0; i < nodes.size(); i++) {
            lastReader[i] = i;
            for (int input : nodes.get(i).inputs()) {
                lastReader[input] = i;
            }
        }
        lastReader[nodes.size() - 1] = nodes.size();
        long live = 0;
        long peak = 0;
        for (int i = 0; i < nodes.size(); i++) {
            live += nodes.get(i).output().elements();
            peak = Math.max(peak, live);
            Set<Integer> read = new HashSet<>(nodes.get(i).inputs());
            read.add(i);
            for (int done : read) {
                if (lastReader[done] == i) {
                    live -= nodes.get(done).output().elements();
                }
            }
        }
        return peak;
    }

    /** {@link #peakActivationElements} at {@code bits} an element, packed. */
    public long peakActivationBytes(int bits) {
        return bytes(peakActivationElements(), bits);
    }

    /** The same function without the nodes that the output does not depend on; inputs stay. */
    public Network live() {
        boolean[] needed = new boolean[nodes.size()];
        needed[nodes.size() - 1] = true;
        for (int i = nodes.size() - 1; i >= 0; i--) {
            needed[i] |= nodes.get(i).layer() instanceof Input;
            if (needed[i]) {
                nodes.get(i).inputs().forEach(input -> needed[input] = true);
            }
        }
        int[] moved = new int[nodes.size()];
        List<Node> kept = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            moved[i] = kept.size();
            if (needed[i]) {
                Node node = nodes.get(i);
                List<Integer> inputs =
                        node.inputs().stream().map(input -> moved[input]).toList();
                kept.add(new Node(node.name(), node.layer(), inputs, node.inputShapes(), node.output()));
            }
        }
        return new Network(name, kept);
    }

    /** The layers as a table, with the totals. */
    public NetworkSummary summary() {
        return NetworkSummary.of(this);
    }

    private static long bytes(long elements, int bits) {
        Operands.positive("number of bits of an element", bits);
        return Math.addExact(Math.multiplyExact(elements, bits), 7) / 8;
    }
}
