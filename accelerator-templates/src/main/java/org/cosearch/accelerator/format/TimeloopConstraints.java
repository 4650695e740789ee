package org.cosearch.accelerator.format;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.Dataflow;
import org.cosearch.hardware.LevelConstraint;
import org.cosearch.hardware.LevelConstraint.Factor;
import org.cosearch.hardware.LevelConstraint.Loops;
import org.cosearch.hardware.StorageLevel;
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.LoopNest.Role;
import org.cosearch.yaml.YamlException;
import org.cosearch.yaml.YamlMap;
import org.cosearch.yaml.YamlNode;

/**
 * The reader of Timeloop v0.4 constraints files, of the architecture or of the mapspace.
 *
 * <p>Several entries of one kind for one level add up, as long as they do not contradict one another.
 */
public final class TimeloopConstraints {

    private static final List<String> ROOTS =
            List.of("architecture_constraints", "mapspace_constraints", "constraints");

    /** What has been read of one level. */
    private static final class Draft {
        final List<Factor> temporal = new ArrayList<>();
        final List<Factor> spatial = new ArrayList<>();
        List<String> temporalInner = List.of();
        List<String> temporalOuter = List.of();
        List<String> spatialInner = List.of();
        List<String> spatialOuter = List.of();
        OptionalInt split = OptionalInt.empty();
        final Set<Role> keep = EnumSet.noneOf(Role.class);
        final Set<Role> bypass = EnumSet.noneOf(Role.class);

        LevelConstraint finish(String level) {
            return new LevelConstraint(
                    level,
                    new Loops(temporal, temporalInner, temporalOuter),
                    new Loops(spatial, spatialInner, spatialOuter),
                    split,
                    keep,
                    bypass);
        }
    }

    private TimeloopConstraints() {}

    /**
     * Reads the constraints of a file for an accelerator.
     *
     * @throws YamlException if the file is refused
     */
    public static Dataflow read(YamlNode root, Accelerator accelerator) {
        YamlMap file = root.map();
        if (file.entries().stream()
                .noneMatch(entry -> ROOTS.contains(entry.key().content()))) {
            throw file.only(ROOTS).error("no constraints.", "Maybe architecture_constraints is missing.");
        }
        List<Draft> drafts = new ArrayList<>();
        accelerator.levels().forEach(level -> drafts.add(new Draft()));
        double minParallelism = 0;
        for (YamlMap.Entry section : file.entries()) {
            Sections.of(root, section.key().content());
            if (!ROOTS.contains(section.key().content())) {
                continue;
            }
            YamlMap targets = section.value().map().only("targets", "version");
            if (targets.entries().isEmpty()) {
                continue; // what Timeloop's front end writes where there are none
            }
            for (YamlNode item : targets.value("targets").list().items()) {
                YamlMap entry = item.map();
                int level = Levels.index(accelerator, entry.value("target"));
                Draft draft = drafts.get(level);
                YamlNode type = entry.value("type");
                switch (type.text()) {
                    case "temporal" -> {
                        entry.only("target", "type", "factors", "permutation");
                        addFactors(entry, draft.temporal);
                        Optional<List<List<String>>> order = permutation(entry);
                        if (order.isPresent()) {
                            refuseSecond(entry, draft.temporalInner, draft.temporalOuter);
                            draft.temporalInner = order.get().get(0);
                            draft.temporalOuter = order.get().get(1);
                        }
                    }
                    case "spatial" -> {
                        entry.only("target", "type", "factors", "permutation", "split");
                        addFactors(entry, draft.spatial);
                        Optional<List<List<String>>> order = permutation(entry);
                        if (order.isPresent()) {
                            refuseSecond(entry, draft.spatialInner, draft.spatialOuter);
                            draft.spatialInner = order.get().get(0);
                            draft.spatialOuter = order.get().get(1);
                        }
                        entry.find("split").ifPresent(node -> {
                            if (draft.split.isPresent()) {
                                throw node.error("level %s has two splits."
                                        .formatted(entry.value("target").text()));
                            }
                            draft.split = OptionalInt.of(Numbers.within(node, 0));
                        });
                    }
                    case "datatype", "bypass", "dataspace" -> {
                        entry.only("target", "type", "keep", "bypass");
                        entry.find("keep").map(Roles::readAll).ifPresent(draft.keep::addAll);
                        entry.find("bypass").map(Roles::readAll).ifPresent(draft.bypass::addAll);
                        for (Role role : draft.keep) {
                            if (draft.bypass.contains(role)) {
                                throw entry.error(
                                        "level %s keeps and bypasses %s."
                                                .formatted(entry.value("target").text(), role.label()),
                                        "Maybe take it out of one of them.");
                            }
                        }
                    }
                    case "utilization", "parallelism" -> {
                        entry.only("target", "type", "min");
                        if (level != accelerator.levels().size() - 1) {
                            throw type.error(
                                    "a least utilization is for the innermost level alone.",
                                    "Maybe target %s."
                                            .formatted(accelerator
                                                    .levels()
                                                    .get(accelerator.levels().size() - 1)
                                                    .name()));
                        }
                        minParallelism = Math.max(minParallelism, share(entry.value("min")));
                    }
                    default ->
                        throw type.error(
                                "unknown type (%s) of a constraint.".formatted(type.text()),
                                "Maybe temporal, spatial, datatype or utilization.");
                }
            }
        }
        List<LevelConstraint> levels = new ArrayList<>();
        try {
            for (int level = 0; level < drafts.size(); level++) {
                StorageLevel storage = accelerator.levels().get(level);
                LevelConstraint constraint = drafts.get(level).finish(storage.name());
                if (!constraint.equals(LevelConstraint.free(storage.name()))) {
                    levels.add(constraint);
                }
            }
            return new Dataflow(levels, minParallelism);
        } catch (IllegalArgumentException refusal) {
            throw file.error(String.valueOf(refusal.getMessage()));
        }
    }

    /** The factors that a loop nest makes void because its dimension is smaller, one sentence each. */
    public static List<String> beyond(Accelerator accelerator, LoopNest nest) {
        List<String> warnings = new ArrayList<>();
        for (LevelConstraint level : accelerator.dataflow().levels()) {
            List<Factor> factors = new ArrayList<>(level.temporal().factors());
            factors.addAll(level.spatial().factors());
            for (Factor factor : factors) {
                for (LoopNest.Dimension dimension : nest.dimensions()) {
                    if (dimension.name().equals(factor.dimension()) && factor.value() > dimension.bound()) {
                        warnings.add("Level %s constrains %s to %s%d, above its bound %d; the constraint is ignored."
                                .formatted(
                                        level.level(),
                                        factor.dimension(),
                                        factor.relation().symbol(),
                                        factor.value(),
                                        dimension.bound()));
                    }
                }
            }
        }
        return warnings;
    }

    private static void addFactors(YamlMap entry, List<Factor> factors) {
        entry.find("factors").map(LoopText::factors).ifPresent(factors::addAll);
    }

    /** The innermost and the outermost dimensions of {@code ABC_DE}, each inner to outer. */
    private static Optional<List<List<String>>> permutation(YamlMap entry) {
        Optional<YamlNode> node = entry.find("permutation");
        if (node.isEmpty()) {
            return Optional.empty();
        }
        String text = LoopText.permutationText(node.get());
        int gap = text.indexOf('_');
        if (gap != text.lastIndexOf('_')) {
            throw node.get().error("permutation (%s) has two gaps.".formatted(text));
        }
        // both halves together, so that a dimension in both is refused
        LoopText.permutation(node.get(), text.replace("_", text.contains(",") ? "," : ""));
        return Optional.of(List.of(
                LoopText.permutation(node.get(), gap < 0 ? text : text.substring(0, gap)),
                gap < 0 ? List.of() : LoopText.permutation(node.get(), text.substring(gap + 1))));
    }

    private static void refuseSecond(YamlMap entry, List<String> inner, List<String> outer) {
        if (!inner.isEmpty() || !outer.isEmpty()) {
            throw entry.value("permutation")
                    .error("level %s has two permutations."
                            .formatted(entry.value("target").text()));
        }
    }

    private static double share(YamlNode node) {
        double value = node.number();
        if (value < 0 || value > 1) {
            throw node.error("share (%s) is not in [0, 1].".formatted(value));
        }
        return value;
    }
}
