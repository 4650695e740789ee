package org.cosearch.latency.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.DecisionColumn;
import org.cosearch.predict.DecisionColumn.Condition;
import org.cosearch.predict.DecisionSpace;
import org.cosearch.yaml.Yaml;
import org.cosearch.yaml.YamlMap;
import org.cosearch.yaml.YamlNode;

/**
 * Who learns from what: the devices of a data set by role, and the pools of the two protocols.
 *
 * @param space the name of the space
 * @param sourceDevices measured in full, at least one
 * @param targetDevices play the role of a new device, at least one
 * @param references indices of the reference architectures of protocol {@code help}, in order; may be empty
 * @param conditions of conditional columns, by column
 * @param help the pools of protocol {@code help}, if it is defined
 * @param full the sizes of protocol {@code full}, if it is defined
 * @param warnings one sentence each, about keys that are not understood
 */
public record Splits(
        String space,
        List<String> sourceDevices,
        List<String> targetDevices,
        List<Integer> references,
        Map<String, Condition> conditions,
        Optional<Help> help,
        Optional<Full> full,
        List<String> warnings) {

    /**
     * A range of architectures, of which each device keeps those within a band of its own latency.
     *
     * @param first index, included
     * @param last index, included
     * @param lowQuantile of the device's latencies in the range, at least 0
     * @param highQuantile at most 1
     */
    public record Pool(int first, int last, double lowQuantile, double highQuantile) {
        public Pool {
            if (first < 0 || last < first || !(lowQuantile >= 0 && lowQuantile < highQuantile && highQuantile <= 1)) {
                throw new IllegalArgumentException("The pool %d–%d with quantiles %s–%s is empty or out of range."
                        .formatted(first, last, lowQuantile, highQuantile));
            }
        }
    }

    /** The pools of protocol {@code help} and how many target measurements it takes of each kind. */
    public record Help(Pool source, Pool target, Pool test, int referenceMeasurements, int randomMeasurements) {}

    /** The sizes of protocol {@code full}; the test pool is every architecture. */
    public record Full(int sourceSamplesPerDevice, int targetMeasurements) {}

    /** Protocol {@code full} of a split without any protocol: the sizes of NAS-Bench-201's. */
    private static final Full DEFAULT_FULL = new Full(512, 20);

    private static final Set<String> KEYS = Set.of(
            "space",
            "latency_unit",
            "source_devices",
            "target_devices",
            "integer_ms_devices",
            "reference_architectures",
            "no_path_architectures",
            "conditional_columns",
            "protocols",
            "accuracy");

    public Splits {
        sourceDevices = List.copyOf(sourceDevices);
        targetDevices = List.copyOf(targetDevices);
        references = List.copyOf(references);
        conditions = Map.copyOf(conditions);
        warnings = List.copyOf(warnings);
        Set<String> both = new LinkedHashSet<>(sourceDevices);
        both.retainAll(targetDevices);
        if (!both.isEmpty()) {
            throw new IllegalArgumentException("Devices %s are sources and targets at once.".formatted(both));
        }
    }

    /**
     * Reads a split file. Keys that are not understood are kept as {@link #warnings}, so that a file may say more than
     * this version reads.
     *
     * @throws org.cosearch.yaml.YamlException at the place of a wrong value
     */
    public static Splits read(Path file) {
        YamlMap root = Yaml.read(file).map();
        List<String> warnings = new ArrayList<>();
        for (String key : root.keys()) {
            if (!KEYS.contains(key)) {
                warnings.add("%s: key (%s) is not understood and has no effect.".formatted(file, key));
            }
        }
        root.find("latency_unit").ifPresent(unit -> {
            if (!unit.scalar().content().equals("ms")) {
                throw unit.error(
                        "latency_unit (%s) is not ms.".formatted(unit.scalar().content()),
                        "Maybe convert latency.csv to milliseconds.");
            }
        });
        String space = root.find("space").map(YamlNode::text).orElse("unnamed");
        List<String> sources = names(root.value("source_devices"));
        YamlNode targets = root.value("target_devices");
        for (String target : names(targets)) {
            if (sources.contains(target)) {
                throw targets.error("device (%s) is a source and a target.".formatted(target));
            }
        }
        Map<String, Condition> conditions = new LinkedHashMap<>(KnownConditions.of(space));
        root.find("conditional_columns").ifPresent(node -> conditions.putAll(conditions(node.map())));
        Optional<YamlMap> protocols = root.find("protocols").map(YamlNode::map);
        return new Splits(
                space,
                sources,
                names(targets),
                root.find("reference_architectures").map(Splits::indices).orElse(List.of()),
                conditions,
                protocols.flatMap(map -> map.find("help")).map(Splits::help),
                protocols.isEmpty()
                        ? Optional.of(DEFAULT_FULL)
                        : protocols.flatMap(map -> map.find("full")).map(Splits::full),
                warnings);
    }

    /** {@code observed} with the conditions of this split; columns that decide are put before those they decide on. */
    DecisionSpace conditioned(DecisionSpace observed) {
        List<DecisionColumn> columns = new ArrayList<>();
        for (DecisionColumn column : observed.columns()) {
            Optional<Condition> condition = Optional.ofNullable(conditions.get(column.name()));
            List<String> options = new ArrayList<>(column.options());
            if (condition.isPresent() && options.size() > 1) {
                options.remove(Architecture.NO_OPTION);
            }
            columns.add(new DecisionColumn(column.name(), options, condition.map(full -> present(full, observed))));
        }
        for (String name : conditions.keySet()) {
            if (observed.indexOf(name) < 0) {
                throw new IllegalArgumentException(
                        "The split makes column (%s) conditional, which the architectures do not have."
                                .formatted(name));
            }
        }
        return new DecisionSpace(observed.name(), columns);
    }

    /** A condition without the options that no architecture of the data set has. */
    private static Condition present(Condition condition, DecisionSpace observed) {
        int column = observed.indexOf(condition.column());
        if (column < 0) {
            return condition;
        }
        Set<String> kept = new LinkedHashSet<>(observed.columns().get(column).options());
        kept.retainAll(condition.options());
        return kept.isEmpty() ? condition : new Condition(condition.column(), kept);
    }

    private static Map<String, Condition> conditions(YamlMap map) {
        Map<String, Condition> conditions = new LinkedHashMap<>();
        for (YamlMap.Entry entry : map.entries()) {
            YamlMap deciding = entry.value().map();
            if (deciding.entries().size() != 1) {
                throw deciding.error("a condition needs one deciding column.", "Maybe {depth_0: [3, 4]}.");
            }
            YamlMap.Entry only = deciding.entries().get(0);
            conditions.put(entry.key().content(), new Condition(only.key().content(), Set.copyOf(names(only.value()))));
        }
        return conditions;
    }

    private static Help help(YamlNode node) {
        YamlMap map = node.map().only("source_pool", "target_pool", "test_pool", "target_measurements");
        YamlMap measurements = map.value("target_measurements").map().only("reference", "random");
        return new Help(
                pool(map.value("source_pool")),
                pool(map.value("target_pool")),
                pool(map.value("test_pool")),
                count(measurements.value("reference")),
                count(measurements.value("random")));
    }

    private static Full full(YamlNode node) {
        YamlMap map = node.map().only("source_samples_per_device", "target_measurements", "test_pool");
        map.find("test_pool").ifPresent(pool -> {
            if (!pool.scalar().content().equals("all")) {
                throw pool.error(
                        "test_pool (%s) is not all.".formatted(pool.scalar().content()));
            }
        });
        return new Full(count(map.value("source_samples_per_device")), count(map.value("target_measurements")));
    }

    private static Pool pool(YamlNode node) {
        YamlMap map = node.map().only("first", "last", "keep_latency_quantiles");
        List<YamlNode> quantiles = map.value("keep_latency_quantiles").list().items();
        if (quantiles.size() != 2) {
            throw map.error("keep_latency_quantiles has %d numbers, not two.".formatted(quantiles.size()));
        }
        try {
            return new Pool(
                    count(map.value("first")),
                    count(map.value("last")),
                    quantiles.get(0).number(),
                    quantiles.get(1).number());
        } catch (IllegalArgumentException refused) {
            throw map.error(String.valueOf(refused.getMessage()));
        }
    }

    private static int count(YamlNode node) {
        long value = node.integer();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw node.error("(%d) is not a count.".formatted(value));
        }
        return (int) value;
    }

    private static List<Integer> indices(YamlNode node) {
        return node.list().items().stream().map(Splits::count).toList();
    }

    private static List<String> names(YamlNode node) {
        List<String> names = node.list().items().stream()
                .map(item -> item.scalar().content())
                .toList();
        if (names.isEmpty()) {
            throw node.error("the list is empty.");
        }
        if (Set.copyOf(names).size() != names.size()) {
            throw node.error("a name is listed twice.");
        }
        return names;
    }
}
