package org.cosearch.accelerator.format;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.LevelConstraint.Factor;
import org.cosearch.hardware.LevelConstraint.Relation;
import org.cosearch.hardware.Mapping;
import org.cosearch.hardware.Mapping.Loop;
import org.cosearch.hardware.Mesh;
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.LoopNest.Dimension;
import org.cosearch.workload.LoopNest.Role;
import org.cosearch.yaml.YamlException;
import org.cosearch.yaml.YamlMap;
import org.cosearch.yaml.YamlNode;

/**
 * The reader of Timeloop v0.4 mapping files.
 *
 * <p>Permutations run inner to outer. Dimensions that a permutation leaves out follow outside it, dimensions without a
 * factor have 1, and a factor of 0 is the whole dimension. The entries of a spatial permutation before its
 * {@code split} lie on X and the others on Y; without a split all lie on X. A level keeps every tensor that it does not
 * bypass.
 */
public final class TimeloopMapping {

    private final LoopNest nest;
    private final Accelerator accelerator;
    private final List<Optional<YamlMap>> temporal;
    private final List<Optional<YamlMap>> spatial;
    private final List<Optional<YamlMap>> kept;

    private TimeloopMapping(LoopNest nest, Accelerator accelerator) {
        this.nest = nest;
        this.accelerator = accelerator;
        int levels = accelerator.levels().size();
        temporal = new ArrayList<>(Collections.nCopies(levels, Optional.empty()));
        spatial = new ArrayList<>(Collections.nCopies(levels, Optional.empty()));
        kept = new ArrayList<>(Collections.nCopies(levels, Optional.empty()));
    }

    /**
     * Reads the {@code mapping} of a file.
     *
     * <p>Whether it fits is for a cost model to say.
     *
     * @throws YamlException if the file is refused
     */
    public static Mapping read(YamlNode root, LoopNest nest, Accelerator accelerator) {
        TimeloopMapping reader = new TimeloopMapping(nest, accelerator);
        for (YamlNode item : Sections.of(root, "mapping").list().items()) {
            reader.sort(item.map());
        }
        List<Mapping.Level> levels = new ArrayList<>();
        for (int level = 0; level < accelerator.levels().size(); level++) {
            levels.add(reader.level(level));
        }
        for (Dimension dimension : nest.dimensions()) {
            double product = 1;
            for (Mapping.Level level : levels) {
                for (List<Loop> loops : List.of(level.temporal(), level.spatialY(), level.spatialX())) {
                    for (Loop loop : loops) {
                        product *= loop.dimension().equals(dimension.name()) ? loop.bound() : 1;
                    }
                }
            }
            if (product > Integer.MAX_VALUE) {
                throw root.map()
                        .value("mapping")
                        .error(
                                "the loops over (%s) multiply to %.3g.".formatted(dimension.name(), product),
                                "Maybe their product should be its bound, %d.".formatted(dimension.bound()));
            }
        }
        return new Mapping(levels);
    }

    private void sort(YamlMap entry) {
        YamlNode target = entry.value("target");
        int level = Levels.index(accelerator, target);
        YamlNode type = entry.value("type");
        List<Optional<YamlMap>> entries;
        switch (type.text()) {
            case "temporal" -> {
                entry.only("target", "type", "factors", "permutation");
                entries = temporal;
            }
            case "spatial" -> {
                entry.only("target", "type", "factors", "permutation", "split");
                Mesh fanOut = accelerator.fanOut(level);
                if (fanOut.instances() == 1) {
                    throw type.error("level %s has no fan-out for spatial loops.".formatted(target.text()));
                }
                entries = spatial;
            }
            case "datatype", "bypass", "dataspace" -> {
                entry.only("target", "type", "keep", "bypass");
                entries = kept;
            }
            default ->
                throw type.error(
                        "unknown type (%s) of a mapping entry.".formatted(type.text()),
                        "Maybe temporal, spatial or datatype.");
        }
        if (entries.get(level).isPresent()) {
            throw type.error("level %s has two %s entries.".formatted(target.text(), type.text()));
        }
        entries.set(level, Optional.of(entry));
    }

    private Mapping.Level level(int level) {
        List<Loop> inOrder = temporal.get(level).map(this::loops).orElse(List.of());
        List<Loop> across = spatial.get(level).map(this::loops).orElse(List.of());
        int split = spatial.get(level)
                .flatMap(entry -> entry.find("split"))
                .map(node -> Numbers.within(node, 0))
                .orElse(Integer.MAX_VALUE);
        int onX = Math.min(split, across.size());
        return new Mapping.Level(
                accelerator.levels().get(level).name(),
                outerFirst(inOrder),
                outerFirst(across.subList(onX, across.size())),
                outerFirst(across.subList(0, onX)),
                kept.get(level).map(TimeloopMapping::keeps).orElse(EnumSet.allOf(Role.class)));
    }

    /** The loops of an entry inner to outer, those of bound 1 included, since a split counts them. */
    private List<Loop> loops(YamlMap entry) {
        List<Factor> factors = entry.find("factors").map(LoopText::factors).orElse(List.of());
        List<String> names = nest.dimensions().stream().map(Dimension::name).toList();
        for (Factor factor : factors) {
            if (factor.relation() != Relation.EQUAL) {
                throw entry.value("factors")
                        .error("a mapping gives (%s) a bound, not a factor.".formatted(factor.dimension()));
            }
            if (!names.contains(factor.dimension())) {
                throw entry.value("factors")
                        .error(
                                "unknown dimension (%s).".formatted(factor.dimension()),
                                "Maybe one of %s.".formatted(String.join(", ", names)));
            }
        }
        List<String> order = new ArrayList<>();
        entry.find("permutation").ifPresent(node -> {
            for (String name : LoopText.permutation(node, LoopText.permutationText(node))) {
                if (!names.contains(name)) {
                    throw node.error(
                            "unknown dimension (%s).".formatted(name),
                            "Maybe one of %s.".formatted(String.join(", ", names)));
                }
                order.add(name);
            }
        });
        names.stream().filter(name -> !order.contains(name)).forEach(order::add);
        List<Loop> loops = new ArrayList<>();
        for (String name : order) {
            loops.add(new Loop(name, bound(name, factors)));
        }
        return loops;
    }

    private int bound(String name, List<Factor> factors) {
        for (Factor factor : factors) {
            if (factor.dimension().equals(name)) {
                return factor.value() > 0 ? factor.value() : wholeDimension(name);
            }
        }
        return 1;
    }

    private int wholeDimension(String name) {
        return nest.dimensions().stream()
                .filter(dimension -> dimension.name().equals(name))
                .mapToInt(Dimension::bound)
                .findFirst()
                .orElseThrow();
    }

    private static List<Loop> outerFirst(List<Loop> innerFirst) {
        List<Loop> reversed = new ArrayList<>(innerFirst);
        Collections.reverse(reversed);
        return reversed;
    }

    private static Set<Role> keeps(YamlMap entry) {
        Set<Role> keep = entry.find("keep").map(Roles::readAll).orElse(Set.of());
        Set<Role> bypass = entry.find("bypass").map(Roles::readAll).orElse(Set.of());
        for (Role role : bypass) {
            if (keep.contains(role)) {
                throw entry.value("bypass").error("%s is kept and bypassed.".formatted(role.label()));
            }
        }
        Set<Role> kept = EnumSet.allOf(Role.class);
        kept.removeAll(bypass);
        return kept;
    }
}
