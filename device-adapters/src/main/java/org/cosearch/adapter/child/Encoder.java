package org.cosearch.adapter.child;

import org.cosearch.adapter.engine.Model;
import org.cosearch.workload.Network;

/** Writes networks in the format of a runtime. */
@FunctionalInterface
public interface Encoder {

    /**
     * The network with its weights.
     *
     * @param batch inputs per run
     * @throws IllegalArgumentException if the format does not have one of its layers; names the layer
     */
    Model encode(Network network, int batch);
}
