package org.cosearch.config;

import java.util.ArrayList;
import java.util.List;
import org.cosearch.space.Field;
import org.cosearch.space.FloatRange;
import org.cosearch.space.ManyOf;
import org.cosearch.space.OneOf;
import org.cosearch.space.Option;
import org.cosearch.space.Product;
import org.cosearch.space.Scale;
import org.cosearch.space.Space;
import org.cosearch.yaml.Default;
import org.cosearch.yaml.YamlList;
import org.cosearch.yaml.YamlMap;
import org.cosearch.yaml.YamlNode;
import org.cosearch.yaml.YamlScalar;

/**
 * The reader of spaces in YAML. A space is a map of one key, which says what kind of space it is.
 *
 * <pre>
 * product:                                # a map of fields, each a space
 *   width: {int: {min: 16, max: 64, step: 8}}      # step 1 if not given
 *   batch: {powers_of_two: {min: 16, max: 128}}
 *   rate: {real: {min: 0.001, max: 0.1, scale: log}}   # linear if not given
 *   kernel: [3, 5, 7]                     # short for {one_of: [3, 5, 7]}
 *   block:
 *     one_of:                             # options are labels, or label: space
 *       - skip
 *       - conv: {product: {kernel: [3, 5]}}
 *   inputs: {many_of: {options: [a, b, c], min: 1, max: 2, ordered: true}}   # unordered if not given
 *   stages: {repeat: {min: 2, max: 4, body: {product: {depth: [1, 2]}}}}
 *   fixed: {unit: {}}                     # nothing to decide
 * </pre>
 */
final class SpaceReader {

    private static final List<String> KINDS =
            List.of("product", "one_of", "int", "powers_of_two", "real", "many_of", "repeat", "unit");

    /** The decisions that all repeats of a file expand to: the counts of their combinations must stay small. */
    private static final int MAX_REPEATED = 2_048;

    /** The options of all many_of in a file, whose subsets are counted. */
    private static final int MAX_SELECTABLE = 256;

    /** The options of one one_of. */
    private static final int MAX_OPTIONS = 4_096;

    /** The fields of one product. */
    private static final int MAX_FIELDS = 1_024;

    private long repeated;
    private long selectable;

    private SpaceReader() {}

    record IntNode(long min, long max, @Default("1") long step) {}

    record PowersNode(long min, long max) {}

    record RealNode(
            double min, double max, @Default("linear") ScaleName scale) {}

    enum ScaleName {
        LINEAR,
        LOG
    }

    record ManyNode(
            YamlNode options,
            int min,
            int max,
            @Default("false") boolean ordered) {}

    record RepeatNode(int min, int max, YamlNode body) {}

    /** The space that {@code node} writes. */
    static Space read(YamlNode node) {
        return new SpaceReader().space(node);
    }

    private Space space(YamlNode node) {
        if (node instanceof YamlList labels) {
            return node.make(() -> new OneOf(options(labels)));
        }
        if (node instanceof YamlScalar scalar) {
            throw node.error(
                    "expected a space, found %s.".formatted(scalar.description()),
                    "Maybe a list of labels, or a map of one of %s.".formatted(String.join(", ", KINDS)));
        }
        List<YamlMap.Entry> entries = node.map().entries();
        if (entries.size() != 1) {
            throw node.error(
                    "a space is a map of one key, its kind, not of %d.".formatted(entries.size()),
                    entries.isEmpty() ? "Maybe {unit: {}}." : "Maybe put product: before the fields.");
        }
        String kind = entries.get(0).key().content();
        node.map().only(KINDS);
        return node.make(() -> space(kind, entries.get(0).value()));
    }

    private Space space(String kind, YamlNode node) {
        return switch (kind) {
            case "product" -> product(node.map());
            case "one_of" -> node.make(() -> new OneOf(options(node.list())));
            case "int" -> {
                IntNode range = node.bind(IntNode.class);
                yield node.make(() -> Space.integers(range.min(), range.max(), range.step()));
            }
            case "powers_of_two" -> {
                PowersNode range = node.bind(PowersNode.class);
                yield node.make(() -> Space.powersOfTwo(range.min(), range.max()));
            }
            case "real" -> {
                RealNode range = node.bind(RealNode.class);
                Scale scale = range.scale() == ScaleName.LOG ? Scale.LOGARITHMIC : Scale.LINEAR;
                yield node.make(() -> new FloatRange(range.min(), range.max(), scale));
            }
            case "many_of" -> {
                ManyNode many = node.bind(ManyNode.class);
                List<Option> options = options(many.options().list());
                selectable += options.size();
                if (selectable > MAX_SELECTABLE) {
                    throw node.error("many_of have more than %d options in all.".formatted(MAX_SELECTABLE));
                }
                yield node.make(() -> new ManyOf(many.min(), many.max(), many.ordered(), options));
            }
            case "repeat" -> {
                RepeatNode repeat = node.bind(RepeatNode.class);
                Space body = space(repeat.body());
                repeated += (long) repeat.max() * Math.max(1, body.decisions().size());
                if (repeated > MAX_REPEATED) {
                    throw node.error(
                            "repeats expand to more than %d decisions.".formatted(MAX_REPEATED), "Maybe lower max.");
                }
                yield node.make(() -> Space.repeat(repeat.min(), repeat.max(), body));
            }
            default -> {
                node.map().only(List.of());
                yield Space.unit();
            }
        };
    }

    private Space product(YamlMap map) {
        if (map.entries().size() > MAX_FIELDS) {
            throw map.error(
                    "%d fields are more than %d.".formatted(map.entries().size(), MAX_FIELDS));
        }
        List<Field> fields = new ArrayList<>();
        for (YamlMap.Entry entry : map.entries()) {
            Space space = space(entry.value());
            fields.add(entry.value().make(() -> Space.field(entry.key().content(), space)));
        }
        return map.make(() -> new Product(fields));
    }

    private List<Option> options(YamlList list) {
        if (list.items().size() > MAX_OPTIONS) {
            throw list.error(
                    "%d options are more than %d.".formatted(list.items().size(), MAX_OPTIONS));
        }
        List<Option> options = new ArrayList<>();
        for (YamlNode item : list.items()) {
            if (item instanceof YamlMap map && map.entries().size() == 1) {
                YamlMap.Entry entry = map.entries().get(0);
                Space space = space(entry.value());
                options.add(item.make(() -> Space.option(entry.key().content(), space)));
            } else if (item instanceof YamlMap) {
                throw item.error("an option is a label, or a label with one space.");
            } else if (item.scalar().kind() == YamlScalar.Kind.NULL) {
                throw item.expected("a label");
            } else {
                options.add(item.make(() -> Space.option(item.scalar().content())));
            }
        }
        return options;
    }
}
