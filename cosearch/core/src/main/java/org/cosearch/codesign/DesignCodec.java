package org.cosearch.codesign;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cosearch.hardware.Accelerator;
import org.cosearch.space.Codec;
import org.cosearch.space.Field;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;
import org.cosearch.workload.Network;

/** Codecs of joint designs, put together from codecs of networks and of accelerators. */
public final class DesignCodec {

    /** The block of a joint genome that holds one field for each task. */
    public static final String NETWORKS = "networks";

    /** The block of a joint genome that holds the accelerator. */
    public static final String ACCELERATOR = "accelerator";

    private DesignCodec() {}

    /**
     * The joint codec of a design: block {@value #NETWORKS} with a field for each task, and block
     * {@value #ACCELERATOR}. Of a network only the layers that reach its output are part of the design.
     *
     * @param networks task name → network family, in the order of the design's networks
     */
    public static Codec<Design> join(Map<String, ? extends Codec<Network>> networks, Codec<Accelerator> accelerator) {
        return Codec.join(NETWORKS, tasks(networks), ACCELERATOR, accelerator, Design::new);
    }

    /** The networks alone, one field for each task. */
    private static Codec<List<Network>> tasks(Map<String, ? extends Codec<Network>> networks) {
        Map<String, Codec<Network>> codecs = new LinkedHashMap<>(networks);
        Space space = Space.product(codecs.entrySet().stream()
                .map(entry -> Space.field(entry.getKey(), entry.getValue().space()))
                .toArray(Field[]::new));
        return new Codec<>() {
            @Override
            public Space space() {
                return space;
            }

            @Override
            public List<Network> decode(Genome genome) {
                List<Network> decoded = new ArrayList<>(codecs.size());
                codecs.forEach((task, codec) ->
                        decoded.add(codec.decode(genome.at(task)).live()));
                return decoded;
            }
        };
    }
}
