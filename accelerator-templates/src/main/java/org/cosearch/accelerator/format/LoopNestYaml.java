package org.cosearch.accelerator.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.LoopNest.Axis;
import org.cosearch.workload.LoopNest.Dimension;
import org.cosearch.workload.LoopNest.Operand;
import org.cosearch.workload.LoopNest.Role;
import org.cosearch.workload.LoopNest.Term;
import org.cosearch.yaml.Description;
import org.cosearch.yaml.Yaml;
import org.cosearch.yaml.YamlException;
import org.cosearch.yaml.YamlNode;

/** Loop nests in our own YAML: bounds by dimension, and each operand as a list of axes such as {@code P*2+R}. */
public final class LoopNestYaml {

    private static final Pattern TERM = Pattern.compile("([A-Za-z_]+)(?:\\*(\\d{1,9}))?");

    private LoopNestYaml() {}

    /** A whole file. */
    @Description("A loop nest around one multiply-accumulate.")
    record File(
            @Description("Bounds of the loops.") Map<String, Integer> dimensions,
            @Description("Axes of the weights.") List<String> weights,

            @Description("Axes of the inputs, such as P*2+R.")
            List<String> inputs,

            @Description("Axes of the outputs.") List<String> outputs) {}

    /**
     * Reads a node.
     *
     * @throws YamlException if it is refused
     */
    public static LoopNest read(YamlNode node) {
        File file = node.bind(File.class);
        List<Dimension> dimensions = new ArrayList<>();
        List<String> names = List.copyOf(file.dimensions().keySet());
        return NestLimits.checked(node, () -> {
            file.dimensions().forEach((name, bound) -> dimensions.add(new Dimension(name, bound)));
            return new LoopNest(
                    dimensions,
                    List.of(
                            operand(Role.WEIGHTS, file.weights(), names),
                            operand(Role.INPUTS, file.inputs(), names),
                            operand(Role.OUTPUTS, file.outputs(), names)));
        });
    }

    /** The text of a nest; operands come back in the order of {@link Role}. */
    public static String write(LoopNest nest) {
        return Yaml.write(file(nest));
    }

    static File file(LoopNest nest) {
        Map<String, Integer> dimensions = new LinkedHashMap<>();
        nest.dimensions().forEach(dimension -> dimensions.put(dimension.name(), dimension.bound()));
        return new File(dimensions, axes(nest, Role.WEIGHTS), axes(nest, Role.INPUTS), axes(nest, Role.OUTPUTS));
    }

    private static Operand operand(Role role, List<String> axes, List<String> names) {
        List<Axis> result = new ArrayList<>();
        for (String axis : axes) {
            List<Term> terms = new ArrayList<>();
            for (String term : axis.split("\\+", -1)) {
                Matcher matcher = TERM.matcher(term.trim());
                if (!matcher.matches() || !names.contains(matcher.group(1))) {
                    throw new IllegalArgumentException("The axis (%s) of the %s is not a sum of dimensions %s."
                            .formatted(axis, role.label().toLowerCase(Locale.ROOT), names));
                }
                int coefficient = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
                terms.add(new Term(names.indexOf(matcher.group(1)), coefficient));
            }
            result.add(new Axis(terms));
        }
        return new Operand(role, result);
    }

    private static List<String> axes(LoopNest nest, Role role) {
        List<String> result = new ArrayList<>();
        for (Axis axis : nest.operand(role).axes()) {
            StringJoiner sum = new StringJoiner("+");
            for (Term term : axis.terms()) {
                String name = nest.dimensions().get(term.dimension()).name();
                sum.add(term.coefficient() == 1 ? name : name + "*" + term.coefficient());
            }
            result.add(sum.toString());
        }
        return result;
    }
}
