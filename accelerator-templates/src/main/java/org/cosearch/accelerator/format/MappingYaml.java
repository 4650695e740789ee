package org.cosearch.accelerator.format;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.cosearch.hardware.LevelConstraint.Factor;
import org.cosearch.hardware.LevelConstraint.Relation;
import org.cosearch.hardware.Mapping;
import org.cosearch.hardware.Mapping.Loop;
import org.cosearch.workload.LoopNest.Role;
import org.cosearch.yaml.Default;
import org.cosearch.yaml.Description;
import org.cosearch.yaml.Yaml;
import org.cosearch.yaml.YamlException;
import org.cosearch.yaml.YamlNode;

/** Mappings in our own YAML: for each level its loops outer to inner, such as {@code [M12, C8]}, and what it keeps. */
public final class MappingYaml {

    private MappingYaml() {}

    /** A whole file. */
    @Description("A mapping of a loop nest onto an accelerator.")
    record File(@Description("Outer to inner.") List<Level> levels) {}

    /** The part of one level. */
    @Description("The loops and tensors of one level.")
    record Level(
            String name,

            @Description("Outer to inner, such as M12.") @Default("[]")
            List<String> temporal,

            @Description("Over the rows, outer to inner.") @Default("[]")
            List<String> spatialY,

            @Description("Over the columns, outer to inner.") @Default("[]")
            List<String> spatialX,

            @Default("[]") List<Role> keep) {}

    /**
     * Reads a node.
     *
     * @throws YamlException if it is refused
     */
    public static Mapping read(YamlNode node) {
        File file = node.bind(File.class);
        try {
            return new Mapping(file.levels().stream().map(MappingYaml::level).toList());
        } catch (IllegalArgumentException refusal) {
            throw node.error(String.valueOf(refusal.getMessage()));
        }
    }

    /** The text of a mapping that reads back as an equal one. */
    public static String write(Mapping mapping) {
        return Yaml.write(file(mapping));
    }

    static File file(Mapping mapping) {
        return new File(mapping.levels().stream()
                .map(level -> new Level(
                        level.name(),
                        texts(level.temporal()),
                        texts(level.spatialY()),
                        texts(level.spatialX()),
                        AcceleratorYaml.list(level.kept())))
                .toList());
    }

    private static Mapping.Level level(Level level) {
        Set<Role> kept = EnumSet.noneOf(Role.class);
        kept.addAll(level.keep());
        return new Mapping.Level(
                level.name(), loops(level.temporal()), loops(level.spatialY()), loops(level.spatialX()), kept);
    }

    private static List<Loop> loops(List<String> texts) {
        return texts.stream().map(MappingYaml::loop).toList();
    }

    private static Loop loop(String text) {
        Factor factor = LoopText.factor(text);
        if (factor.relation() != Relation.EQUAL) {
            throw new IllegalArgumentException("The loop (%s) is not of the form M12.".formatted(text));
        }
        return new Loop(factor.dimension(), factor.value());
    }

    private static List<String> texts(List<Loop> loops) {
        return loops.stream().map(loop -> loop.dimension() + loop.bound()).toList();
    }
}
