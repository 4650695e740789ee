package org.cosearch.adapter.child;

import java.util.List;
import org.cosearch.adapter.engine.Model;
import org.cosearch.device.Property;
import org.cosearch.workload.Network;

/** Writes networks in the format of a runtime. */
@FunctionalInterface
public interface Encoder {

    /**
     * The network with its weights.
     *
     * @param batch inputs per run
     * @param facts what the open device says about itself
     * @throws IllegalArgumentException if the format does not have one of its layers; names the layer
     */
    Model encode(Network network, int batch, List<Property> facts);
}
