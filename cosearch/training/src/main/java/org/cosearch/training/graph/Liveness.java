package org.cosearch.training.graph;

import java.util.BitSet;
import org.cosearch.workload.Network;
import org.cosearch.workload.Node;
import org.cosearch.workload.Zero;

/** Which nodes of a network its output depends on; the others have no gradient and are left out of a graph. */
final class Liveness {

    private Liveness() {}

    /** The indices of the nodes from which a path leads to the output that is not cut by a {@link Zero}. */
    static BitSet live(Network network) {
        BitSet live = new BitSet();
        live.set(network.nodes().size() - 1);
        for (int i = network.nodes().size() - 1; i >= 0; i--) {
            Node node = network.nodes().get(i);
            if (live.get(i) && !(node.layer() instanceof Zero)) {
                node.inputs().forEach(live::set);
            }
        }
        return live;
    }
}
