package org.cosearch.accelerator.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cosearch.hardware.Bandwidth;
import org.cosearch.hardware.Mesh;
import org.cosearch.hardware.StorageLevel;
import org.cosearch.yaml.YamlMap;
import org.cosearch.yaml.YamlNode;

/** The attributes of one component in a Timeloop v0.4 architecture file. */
final class TimeloopAttributes {

    /** What the model reads. */
    private static final List<String> READ = List.of(
            "width",
            "memory_width",
            "datawidth",
            "word-bits",
            "word_bits",
            "word_width",
            "block-size",
            "block_size",
            "n_words",
            "cluster-size",
            "cluster_size",
            "depth",
            "memory_depth",
            "entries",
            "sizeKB",
            "read_bandwidth",
            "write_bandwidth",
            "shared_bandwidth",
            "bandwidth",
            "multiple_buffering",
            "multiple-buffering",
            "min_utilization",
            "min-utilization",
            "instances",
            "meshX",
            "meshY");

    /** What may be given where it says that something is not there. */
    private static final List<String> OFF = List.of("has_power_gating", "allow_overbooking");

    /** What may be given where it says that something is there. */
    private static final List<String> ON = List.of("reduction_supported");

    /** What an estimator of energy and area reads. */
    private static final List<String> IGNORED = List.of(
            "type",
            "technology",
            "n_banks",
            "nbanks",
            "num_banks",
            "num-banks",
            "n_ports",
            "nports",
            "num_ports",
            "num-ports",
            "n_rdwr_ports",
            "n_rd_ports",
            "n_wr_ports",
            "update_fifo_depth",
            "n_buffets",
            "latency",
            "action_latency_cycles",
            "global_cycle_seconds",
            "power_gated_at",
            "version",
            "multiplier_width",
            "adder_width",
            "num_pipeline_stages",
            "n_pipeline_stages");

    private final YamlMap map;

    TimeloopAttributes(YamlMap map) {
        this.map = map;
    }

    void refuseUnmodelled() {
        List<String> known = new ArrayList<>(READ);
        known.addAll(OFF);
        known.addAll(ON);
        known.addAll(IGNORED);
        map.only(known);
        for (String key : OFF) {
            map.find(key).filter(YamlNode::truth).ifPresent(node -> {
                throw node.error("%s is not modelled.".formatted(key), "Maybe set it to false.");
            });
        }
        for (String key : ON) {
            map.find(key).filter(node -> !node.truth()).ifPresent(node -> {
                throw node.error("storage without %s is not modelled.".formatted(key), "Maybe set it to true.");
            });
        }
    }

    /** The one of several spellings that is given. */
    private Optional<YamlNode> find(String... spellings) {
        Optional<YamlNode> found = Optional.empty();
        for (String key : spellings) {
            Optional<YamlNode> value = map.find(key);
            if (value.isPresent() && found.isPresent()) {
                throw value.get().error("%s is given in two spellings.".formatted(key));
            }
            if (value.isPresent()) {
                found = value;
            }
        }
        return found;
    }

    double number(double fallback, String... spellings) {
        return find(spellings).map(YamlNode::number).orElse(fallback);
    }

    int wordBits() {
        return find("datawidth", "word-bits", "word_bits", "word_width")
                .map(Numbers::positive)
                .orElseThrow(() -> map.error(
                        "missing key (datawidth).", "Maybe datawidth: 16, which Timeloop takes where it is not said."));
    }

    int clusterSize() {
        return find("cluster_size", "cluster-size").map(Numbers::positive).orElse(1);
    }

    /** Words of one block: as given, or what is left of the width. */
    int blockWords(int wordBits, int clusterSize) {
        Optional<YamlNode> block = find("block_size", "block-size", "n_words");
        Optional<YamlNode> width = find("width", "memory_width");
        if (width.isEmpty()) {
            return block.map(Numbers::positive).orElse(1);
        }
        long bits = Numbers.positive(width.get());
        long wordsBits = (long) wordBits * clusterSize;
        if (bits % wordsBits != 0) {
            throw width.get()
                    .error(
                            "width (%d) is no multiple of %d clustered words of %d bits."
                                    .formatted(bits, clusterSize, wordBits),
                            "Maybe %d.".formatted((bits / wordsBits + 1) * wordsBits));
        }
        int words = (int) (bits / wordsBits);
        block.filter(node -> Numbers.positive(node) != words).ifPresent(node -> {
            throw node.error("block of (%d) words, but the width of %d bits holds %d."
                    .formatted(Numbers.positive(node), bits, words));
        });
        return words;
    }

    long capacityWords(int blockWords, int wordBits) {
        Optional<YamlNode> entries = map.find("entries");
        Optional<YamlNode> depth = find("depth", "memory_depth");
        Optional<YamlNode> kilobytes = map.find("sizeKB");
        boolean words = entries.isPresent() || depth.isPresent();
        if ((entries.isPresent() && depth.isPresent()) || (kilobytes.isPresent() && words)) {
            throw map.error("the size is given in two ways.", "Maybe keep one of entries, depth and sizeKB.");
        }
        if (entries.isPresent()) {
            return Numbers.within(entries.get(), 0);
        }
        if (depth.isPresent()) {
            return (long) Numbers.within(depth.get(), 0) * blockWords;
        }
        return kilobytes.map(node -> Numbers.within(node, 0) * 8192L / wordBits).orElse(StorageLevel.UNBOUNDED);
    }

    Bandwidth bandwidth() {
        Optional<Double> half = map.find("bandwidth").map(node -> Numbers.aboveZero(node) / 2);
        return new Bandwidth(
                limit("read_bandwidth").or(() -> half).orElse(Double.POSITIVE_INFINITY),
                limit("write_bandwidth").or(() -> half).orElse(Double.POSITIVE_INFINITY),
                limit("shared_bandwidth").orElse(Double.POSITIVE_INFINITY));
    }

    private Optional<Double> limit(String key) {
        return map.find(key).map(Numbers::aboveZero);
    }

    /** The layout of the instances; with one side or none given, the other follows. */
    Mesh mesh(int instances) {
        Optional<YamlNode> given = map.find("instances");
        int count = given.map(Numbers::positive).orElse(instances);
        if (given.isPresent() && instances != 1 && count != instances) {
            throw given.get()
                    .error("instances (%d) differ from the range of the name, %d.".formatted(count, instances));
        }
        Optional<Integer> x = map.find("meshX").map(Numbers::positive);
        Optional<Integer> y = map.find("meshY").map(Numbers::positive);
        int columns = x.orElse(y.map(rows -> count / rows).orElse(count));
        int rows = y.orElse(count / columns);
        if ((long) columns * rows != count) {
            throw map.error(
                    "mesh %d × %d does not hold %d instances.".formatted(columns, rows, count),
                    "Maybe meshX and meshY should multiply to %d.".formatted(count));
        }
        return new Mesh(columns, rows);
    }
}
