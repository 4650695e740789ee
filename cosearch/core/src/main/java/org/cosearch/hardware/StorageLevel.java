package org.cosearch.hardware;

/**
 * A level of the storage hierarchy: equal instances of one memory, or a mere fan-out of wires that keeps nothing.
 *
 * @param name unique in its accelerator
 * @param mesh the instances of the whole accelerator, not of one parent
 * @param capacityWords words of one instance, {@link #UNBOUNDED} where nothing limits them
 * @param multipleBuffering how often every tile is kept, at least 1 and possibly fractional; divides the capacity
 * @param minUtilization share of the effective capacity that a mapping has to fill, in [0, 1]
 * @param wordBits width of one word
 * @param blockWords words that one action moves, at least 1: width / (cluster size · word bits)
 * @param clusterSize neighbouring instances that one action serves, at least 1
 * @param areaSquareMicrometers of one instance
 */
public record StorageLevel(
        String name,
        Mesh mesh,
        long capacityWords,
        double multipleBuffering,
        double minUtilization,
        int wordBits,
        int blockWords,
        int clusterSize,
        Bandwidth bandwidth,
        ActionEnergy energy,
        double areaSquareMicrometers) {

    /** The capacity of a level without a limit, such as DRAM. */
    public static final long UNBOUNDED = Long.MAX_VALUE;

    public StorageLevel {
        require(!name.isBlank(), name, "name", name, "not blank");
        require(capacityWords >= 0, name, "capacity", capacityWords, "at least 0 words");
        require(multipleBuffering >= 1, name, "multiple buffering", multipleBuffering, "at least 1");
        require(minUtilization >= 0 && minUtilization <= 1, name, "minimum utilization", minUtilization, "in [0, 1]");
        require(wordBits >= 1, name, "word width", wordBits, "at least 1 bit");
        require(blockWords >= 1, name, "block", blockWords, "at least 1 word");
        require(clusterSize >= 1, name, "cluster size", clusterSize, "at least 1");
        require(areaSquareMicrometers >= 0, name, "area", areaSquareMicrometers, "at least 0 µm²");
    }

    /** Words of one instance that tiles may occupy, once the copies of multiple buffering are taken off. */
    public long effectiveCapacityWords() {
        return capacityWords == UNBOUNDED ? UNBOUNDED : (long) Math.floor(capacityWords / multipleBuffering);
    }

    /** Whether nothing limits the capacity. */
    public boolean unbounded() {
        return capacityWords == UNBOUNDED;
    }

    /** This level with other bandwidths. */
    public StorageLevel with(Bandwidth other) {
        return new StorageLevel(
                name,
                mesh,
                capacityWords,
                multipleBuffering,
                minUtilization,
                wordBits,
                blockWords,
                clusterSize,
                other,
                energy,
                areaSquareMicrometers);
    }

    private static void require(boolean holds, String level, String what, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("Level %s has %s (%s), not %s.".formatted(level, what, value, rule));
        }
    }
}
