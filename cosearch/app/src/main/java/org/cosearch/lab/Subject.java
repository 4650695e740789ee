package org.cosearch.lab;

import java.util.Optional;
import org.cosearch.space.Genome;
import org.cosearch.workload.Network;

/**
 * A network of a campaign.
 *
 * @param source the name of the source that it comes from
 * @param index in its source, from 0
 * @param genome of the source's space; empty for a network from a file
 * @param network named after source and index
 */
public record Subject(String source, int index, Optional<Genome> genome, Network network) {

    static Subject of(String source, int index, Optional<Genome> genome, Network network) {
        return new Subject(source, index, genome, new Network("%s-%05d".formatted(source, index), network.nodes()));
    }
}
