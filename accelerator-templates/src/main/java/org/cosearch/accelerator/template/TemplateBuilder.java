package org.cosearch.accelerator.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cosearch.accelerator.template.TemplateForm.Level;
import org.cosearch.accelerator.template.TemplateForm.Memory;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.Bandwidth;
import org.cosearch.hardware.Dataflow;
import org.cosearch.hardware.LevelConstraint;
import org.cosearch.hardware.Mesh;
import org.cosearch.hardware.Pipeline;
import org.cosearch.hardware.StorageLevel;
import org.cosearch.yaml.YamlException;

/** The construction of the members of a template in one technology. */
final class TemplateBuilder {

    private static final long MOST_ON_A_SIDE = 1 << 16;
    private static final long MOST_WORDS = 1L << 40;
    private static final long MOST_BITS = 1 << 12;

    private final TemplateForm form;
    private final Technology technology;
    private final Parts parts;

    TemplateBuilder(TemplateForm form, Technology technology) {
        this.form = form;
        this.technology = technology;
        parts = new Parts(technology);
    }

    /**
     * The member with these values of the parameters.
     *
     * @throws YamlException at an expression whose value makes no sense
     * @throws IllegalArgumentException if the parts do not fit one another
     */
    Accelerator build(Map<String, Long> parameters) {
        Map<String, Long> values = new LinkedHashMap<>(parameters);
        values.put(DeclaredTemplate.MAC_BITS, (long) technology.mac().bits());
        form.values().forEach((name, expression) -> values.put(name, expression.value(values)));
        List<StorageLevel> levels = new ArrayList<>();
        List<LevelConstraint> constraints = new ArrayList<>();
        for (Level level : form.levels()) {
            levels.add(level(level, values));
            constraint(level).ifPresent(constraints::add);
        }
        return new Accelerator(
                form.name(),
                technology.name(),
                technology.clockMegahertz(),
                levels,
                parts.macs(
                        form.mac().name(),
                        mesh(form.mac().mesh(), values),
                        form.mac()
                                .systolic()
                                .<Pipeline>map(Pipeline.Systolic::new)
                                .orElse(Pipeline.STEPWISE)),
                new Dataflow(constraints, 0));
    }

    private StorageLevel level(Level level, Map<String, Long> values) {
        Mesh mesh = mesh(level.mesh(), values);
        int bits = (int) level.wordBits()
                .map(expression -> expression.value(values, 1, MOST_BITS))
                .orElse((long) technology.mac().bits())
                .longValue();
        if (level.memory() == Memory.WIRES) {
            double area = level.bus()
                    .map(bus -> parts.busArea(
                            bus.wordsPerCycle().value(values, 1, MOST_WORDS),
                            bus.rows().value(values, 1, MOST_WORDS),
                            bus.elements().value(values, 1, MOST_WORDS)))
                    .orElse(0.0);
            return parts.wires(level.name(), mesh, area);
        }
        if (level.memory() == Memory.DRAM) {
            int block = block(level, values, Math.max(1, Parts.DRAM_BLOCK_BITS / bits));
            return parts.dram(level.name(), bits, block);
        }
        long words = level.capacityWords().orElseThrow().value(values, 1, MOST_WORDS);
        Parts.Memory memory = new Parts.Memory(
                level.name(),
                mesh,
                words,
                level.multipleBuffering(),
                bits,
                block(level, values, 1),
                new Bandwidth(
                        limit(level.readWordsPerCycle(), values),
                        limit(level.writeWordsPerCycle(), values),
                        Double.POSITIVE_INFINITY));
        return level.memory() == Memory.SRAM ? parts.sram(memory) : parts.registers(memory);
    }

    private static int block(Level level, Map<String, Long> values, long usual) {
        return (int) level.blockWords()
                .map(expression -> expression.value(values, 1, MOST_ON_A_SIDE))
                .orElse(usual)
                .longValue();
    }

    private static double limit(Optional<Expression> wordsPerCycle, Map<String, Long> values) {
        return wordsPerCycle
                .map(expression -> (double) expression.value(values, 1, MOST_WORDS))
                .orElse(Double.POSITIVE_INFINITY);
    }

    private static Mesh mesh(List<Expression> sides, Map<String, Long> values) {
        long columns = sides.get(0).value(values, 1, MOST_ON_A_SIDE);
        long rows = sides.get(1).value(values, 1, MOST_ON_A_SIDE);
        if (columns * rows > Integer.MAX_VALUE) {
            throw sides.get(0).place().error("a mesh of %d × %d is too large.".formatted(columns, rows));
        }
        return new Mesh((int) columns, (int) rows);
    }

    private static Optional<LevelConstraint> constraint(Level level) {
        if (level.memory() == Memory.DRAM
                && level.temporal().isEmpty()
                && level.innermost().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Parts.constraint(level));
    }
}
