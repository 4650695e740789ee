package org.cosearch.accelerator.template;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.cosearch.accelerator.template.TemplateForm.Bus;
import org.cosearch.accelerator.template.TemplateForm.Level;
import org.cosearch.accelerator.template.TemplateForm.Memory;
import org.cosearch.workload.LoopNest.Role;
import org.cosearch.yaml.Nearest;
import org.cosearch.yaml.YamlNode;

/** What must hold between the parts of a template file, checked where it is read. */
final class TemplateChecks {

    static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Pattern VALUE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final int MOST_PARAMETERS = 64;
    private static final int MOST_LEVELS = 32;

    private final YamlNode root;
    private final TemplateForm form;

    TemplateChecks(YamlNode root, TemplateForm form) {
        this.root = root;
        this.form = form;
    }

    /** Refuses the first thing that is wrong. */
    void check() {
        if (!NAME.matcher(form.name()).matches()) {
            throw root.at("name")
                    .error(
                            "name (%s) is not of lower-case letters, digits and hyphens.".formatted(form.name()),
                            "Maybe tpu-like.");
        }
        Set<String> names = names();
        if (form.levels().isEmpty() || form.levels().size() > MOST_LEVELS) {
            throw root.at("levels")
                    .error("%d levels, not 1 to %d.".formatted(form.levels().size(), MOST_LEVELS));
        }
        Set<String> levels = new LinkedHashSet<>();
        for (int i = 0; i < form.levels().size(); i++) {
            YamlNode place = root.at("levels[%d]".formatted(i));
            if (!levels.add(form.levels().get(i).name())) {
                throw place.at("name")
                        .error("two levels have the name (%s)."
                                .formatted(form.levels().get(i).name()));
            }
            check(place, form.levels().get(i), i == 0, names);
        }
        mesh(root.at("mac.mesh"), form.mac().mesh(), names);
    }

    /** The names that expressions of levels may use. */
    private Set<String> names() {
        if (form.parameters().size() > MOST_PARAMETERS) {
            throw root.at("parameters")
                    .error("%d parameters, more than %d."
                            .formatted(form.parameters().size(), MOST_PARAMETERS));
        }
        Set<String> names = new LinkedHashSet<>(Set.of(DeclaredTemplate.MAC_BITS));
        for (String parameter : form.parameters().keySet()) {
            declare(root.at("parameters"), parameter, names);
        }
        for (Map.Entry<String, Expression> value : form.values().entrySet()) {
            known(value.getValue(), names);
            declare(root.at("values"), value.getKey(), names);
        }
        return names;
    }

    private static void declare(YamlNode map, String name, Set<String> names) {
        if (!VALUE_NAME.matcher(name).matches()) {
            throw map.error("name (%s) is not of lower-case letters, digits and underscores.".formatted(name));
        }
        if (!names.add(name)) {
            throw map.error("name (%s) is taken.".formatted(name), "Maybe give it another name.");
        }
    }

    private void known(Expression expression, Set<String> names) {
        for (String name : expression.names()) {
            if (!names.contains(name)) {
                boolean below = form.values().containsKey(name);
                throw expression
                        .place()
                        .error(
                                below
                                        ? "value (%s) is not defined above this one.".formatted(name)
                                        : "unknown name (%s).".formatted(name),
                                below ? "Maybe move it up, unless it needs this one." : Nearest.advice(name, names));
            }
        }
    }

    private void check(YamlNode place, Level level, boolean outermost, Set<String> names) {
        if ((level.memory() == Memory.DRAM) != outermost) {
            throw place.at("memory")
                    .error(
                            outermost ? "the outermost level is not DRAM." : "only the outermost level is DRAM.",
                            outermost ? "Maybe dram." : "Maybe sram, registers or wires.");
        }
        boolean stores = level.memory() == Memory.SRAM || level.memory() == Memory.REGISTERS;
        refuse(place, "capacity_words", level.capacityWords().isPresent() && !stores, level);
        refuse(place, "read_words_per_cycle", level.readWordsPerCycle().isPresent() && !stores, level);
        refuse(place, "write_words_per_cycle", level.writeWordsPerCycle().isPresent() && !stores, level);
        refuse(place, "word_bits", level.wordBits().isPresent() && level.memory() == Memory.WIRES, level);
        refuse(place, "block_words", level.blockWords().isPresent() && level.memory() == Memory.WIRES, level);
        refuse(place, "bus", level.bus().isPresent() && level.memory() != Memory.WIRES, level);
        refuse(place, "keep", !level.keep().isEmpty() && level.memory() == Memory.WIRES, level);
        if (stores && level.capacityWords().isEmpty()) {
            throw place.error("missing key (capacity_words).");
        }
        if (stores && level.keep().isEmpty() && level.bypass().isEmpty()) {
            throw place.error(
                    "level (%s) keeps nothing.".formatted(level.name()),
                    "Maybe name the tensors under keep, or make it wires.");
        }
        for (Role role : level.bypass().orElse(List.of())) {
            if (level.keep().contains(role)) {
                throw place.at("bypass")
                        .error("level (%s) keeps and bypasses %s.".formatted(level.name(), role.label()));
            }
        }
        List<Optional<Expression>> expressions = new ArrayList<>(List.of(
                level.capacityWords(),
                level.wordBits(),
                level.blockWords(),
                level.readWordsPerCycle(),
                level.writeWordsPerCycle(),
                level.bus().map(Bus::wordsPerCycle),
                level.bus().map(Bus::rows),
                level.bus().map(Bus::elements)));
        expressions.forEach(expression -> expression.ifPresent(known -> known(known, names)));
        mesh(place, level.mesh(), names);
        level.temporal().ifPresent(listed -> dimensions(place.at("temporal"), listed));
        level.spatialX().ifPresent(listed -> dimensions(place.at("spatial_x"), listed));
        level.spatialY().ifPresent(listed -> dimensions(place.at("spatial_y"), listed));
        if (!level.innermost().isEmpty()) {
            dimensions(place.at("innermost"), level.innermost());
        }
        for (String both : level.spatialX().orElse(List.of())) {
            if (level.spatialY().orElse(List.of()).contains(both)) {
                throw place.at("spatial_y")
                        .error(
                                "dimension (%s) is spread over columns too.".formatted(both),
                                "Maybe put a level of wires between columns and rows.");
            }
        }
    }

    private static void refuse(YamlNode place, String key, boolean misplaced, Level level) {
        if (misplaced) {
            throw place.at(key)
                    .error("%s has no %s."
                            .formatted(
                                    switch (level.memory()) {
                                        case DRAM -> "DRAM";
                                        case SRAM -> "SRAM";
                                        case REGISTERS -> "a register file";
                                        case WIRES -> "a fan-out of wires";
                                    },
                                    key));
        }
    }

    private void mesh(YamlNode place, List<Expression> mesh, Set<String> names) {
        if (mesh.size() != 2) {
            throw place.error("the mesh has %d sides.".formatted(mesh.size()), "Maybe [columns, rows].");
        }
        mesh.forEach(side -> known(side, names));
    }

    private static void dimensions(YamlNode place, List<String> listed) {
        for (int i = 0; i < listed.size(); i++) {
            if (!Parts.DIMENSIONS.contains(listed.get(i))) {
                throw place.at("[%d]".formatted(i))
                        .error(
                                "unknown dimension (%s).".formatted(listed.get(i)),
                                "Maybe one of %s.".formatted(String.join(", ", Parts.DIMENSIONS)));
            }
            if (listed.indexOf(listed.get(i)) < i) {
                throw place.at("[%d]".formatted(i)).error("dimension (%s) is given twice.".formatted(listed.get(i)));
            }
        }
    }
}
