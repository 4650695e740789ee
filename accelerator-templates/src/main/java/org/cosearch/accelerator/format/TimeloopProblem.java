package org.cosearch.accelerator.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.LoopNest.Axis;
import org.cosearch.workload.LoopNest.Dimension;
import org.cosearch.workload.LoopNest.Operand;
import org.cosearch.workload.LoopNest.Role;
import org.cosearch.workload.LoopNest.Term;
import org.cosearch.yaml.Nearest;
import org.cosearch.yaml.YamlException;
import org.cosearch.yaml.YamlMap;
import org.cosearch.yaml.YamlNode;

/**
 * The reader of Timeloop v0.4 problem files: a layer shape and its tensor projections become a loop nest.
 *
 * <p>Unlike Timeloop, which ignores them, keys of the instance that are neither a dimension nor a declared coefficient
 * are refused: {@code HStride} for {@code Hstride} would run a strided layer with stride 1. Input sizes and paddings
 * ({@code H}, {@code W}, {@code Hpad}, {@code Wpad}) enter no count and are passed over.
 */
public final class TimeloopProblem {

    private static final List<String> IGNORED = List.of("H", "W", "Hpad", "Wpad", "densities");

    private TimeloopProblem() {}

    /**
     * Reads the {@code problem} of a file.
     *
     * @throws YamlException if the file is not a dense problem with the data spaces Weights, Inputs and Outputs
     */
    public static LoopNest read(YamlNode root) {
        YamlMap problem = Sections.of(root, "problem").map().only("version", "instance", "shape");
        YamlMap instance = problem.value("instance").map();
        YamlMap shape = problem.value("shape")
                .map()
                .only("name", "dimensions", "coefficients", "data_spaces", "data-spaces", "version");

        List<String> names = new ArrayList<>();
        for (YamlNode dimension : shape.value("dimensions").list().items()) {
            names.add(dimension.text());
        }
        Map<String, Integer> coefficients = new LinkedHashMap<>();
        if (shape.find("coefficients").isPresent()) {
            for (YamlNode item : shape.value("coefficients").list().items()) {
                YamlMap coefficient = item.map().only("name", "default");
                String name = coefficient.value("name").text();
                coefficients.put(name, Numbers.positive(instance.find(name).orElse(coefficient.value("default"))));
            }
        }
        refuseUnknown(instance, names, coefficients);

        List<Dimension> dimensions = new ArrayList<>();
        for (String name : names) {
            dimensions.add(new Dimension(name, Numbers.positive(instance.value(name))));
        }
        List<Operand> operands = new ArrayList<>();
        YamlNode spaces = shape.find("data-spaces").orElseGet(() -> shape.value("data_spaces"));
        for (YamlNode item : spaces.list().items()) {
            operands.add(operand(item.map(), names, coefficients));
        }
        return NestLimits.checked(problem.value("shape"), () -> new LoopNest(dimensions, operands));
    }

    private static void refuseUnknown(YamlMap instance, List<String> names, Map<String, Integer> coefficients) {
        List<String> known = new ArrayList<>(names);
        known.addAll(coefficients.keySet());
        known.addAll(IGNORED);
        instance.only(known);
        instance.find("densities").ifPresent(densities -> {
            if (!densities.map().entries().isEmpty()) {
                throw densities.error("sparse tensors are not modelled.", "Maybe leave densities empty.");
            }
        });
    }

    private static Operand operand(YamlMap space, List<String> names, Map<String, Integer> coefficients) {
        space.only("name", "projection", "read_write", "read-write");
        YamlNode nameNode = space.value("name");
        Role role = Roles.read(nameNode);
        boolean written = space.find("read_write")
                .or(() -> space.find("read-write"))
                .map(YamlNode::truth)
                .orElse(false);
        if (written != (role == Role.OUTPUTS)) {
            throw space.error(
                    "data space %s has read_write (%s).".formatted(nameNode.text(), written),
                    "Maybe set it to %s.".formatted(!written));
        }
        List<Axis> axes = new ArrayList<>();
        for (YamlNode axis : space.value("projection").list().items()) {
            List<Term> terms = new ArrayList<>();
            for (YamlNode term : axis.list().items()) {
                terms.add(term(term, names, coefficients));
            }
            axes.add(new Axis(terms));
        }
        return new Operand(role, axes);
    }

    private static Term term(YamlNode node, List<String> names, Map<String, Integer> coefficients) {
        List<YamlNode> factors = node.list().items();
        if (factors.isEmpty() || factors.size() > 2) {
            throw node.expected("a dimension, or a dimension and a coefficient");
        }
        int dimension = names.indexOf(factors.get(0).text());
        if (dimension < 0) {
            throw factors.get(0)
                    .error(
                            "unknown dimension (%s).".formatted(factors.get(0).text()),
                            Nearest.advice(factors.get(0).text(), names));
        }
        if (factors.size() == 1) {
            return new Term(dimension, 1);
        }
        Integer coefficient = coefficients.get(factors.get(1).text());
        if (coefficient == null) {
            throw factors.get(1)
                    .error(
                            "unknown coefficient (%s).".formatted(factors.get(1).text()),
                            Nearest.advice(factors.get(1).text(), coefficients.keySet()));
        }
        return new Term(dimension, coefficient);
    }
}
