package org.cosearch.codesign;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cosearch.hardware.Chip;
import org.cosearch.space.Codec;
import org.cosearch.space.Field;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;
import org.cosearch.workload.Network;

/** Codecs of joint designs, put together from codecs of networks and of chips. */
public final class DesignCodec {

    /** The block of a joint genome that holds one field for each task. */
    public static final String NETWORKS = "networks";

    /** The block of a joint genome that holds the chip. */
    public static final String ACCELERATOR = "accelerator";

    private DesignCodec() {}

    /**
     * The joint codec of a design: block {@value #NETWORKS} and block {@value #ACCELERATOR}.
     *
     * @param networks such as {@link #tasks}
     */
    public static Codec<Design> join(Codec<List<Network>> networks, Codec<Chip> chips) {
        return Codec.join(NETWORKS, networks, ACCELERATOR, chips, Design::new);
    }

    /**
     * The networks alone, one field for each task. Of a network only the layers that reach its output are part of the
     * design.
     *
     * @param networks task name → network family, in the order of the design's networks
     */
    public static Codec<List<Network>> tasks(Map<String, ? extends Codec<Network>> networks) {
        Map<String, Codec<Network>> codecs = new LinkedHashMap<>(networks);
        Space space = Space.product(codecs.entrySet().stream()
                .map(entry -> Space.field(entry.getKey(), entry.getValue().space()))
                .toArray(Field[]::new));
        return Codec.of(space, genome -> decoded(codecs, genome));
    }

    private static List<Network> decoded(Map<String, Codec<Network>> codecs, Genome genome) {
        List<Network> decoded = new ArrayList<>(codecs.size());
        codecs.forEach(
                (task, codec) -> decoded.add(codec.decode(genome.at(task)).live()));
        return decoded;
    }
}
