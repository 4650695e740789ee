package org.cosearch.accelerator.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cosearch.workload.LoopNest.Role;
import org.cosearch.yaml.Binding;
import org.cosearch.yaml.Bounds;
import org.cosearch.yaml.Default;
import org.cosearch.yaml.Description;
import org.cosearch.yaml.YamlException;
import org.cosearch.yaml.YamlNode;

/**
 * A template file as it is written.
 *
 * @param name as run files say it
 * @param parameters what a search decides
 * @param values further names, each an expression of the parameters and of the values above it
 */
@Description("A family of accelerators: parameters, storage levels outer to inner, and the mappings they allow.")
record TemplateForm(
        @Description("The name in run files: lower-case letters, digits and hyphens.")
        String name,

        @Description("The publication whose dataflow the family follows, and where it departs from it.")
        String source,

        @Description("What a search decides, by name.") Map<String, Domain> parameters,

        @Description("Further names, each an expression of the names above it.") @Default("{}")
        Map<String, Expression> values,

        @Description("Outer (DRAM) to inner (registers).") List<Level> levels,
        Mac mac) {

    static final Binding BINDING = Binding.strict()
            .with(Expression.class, Expression::read, Expression::toString)
            .with(Domain.class, Domain::read, domain -> domain);

    /** What a level is made of. */
    enum Memory {
        /** On another chip, without a limit of its capacity. */
        DRAM,
        /** One memory in each instance. */
        SRAM,
        /** One register file in each instance. */
        REGISTERS,
        /** A fan-out that keeps nothing. */
        WIRES
    }

    /** A storage level or a fan-out of wires. */
    @Description("A storage level, or a fan-out of wires that keeps nothing.")
    record Level(
            String name,
            Memory memory,

            @Description("Columns and rows of instances in the whole accelerator.") @Default("[1, 1]")
            List<Expression> mesh,

            @Description("Words of one instance.") Optional<Expression> capacityWords,

            @Description("Bits of one word; those of the technology's MACs if left out.")
            Optional<Expression> wordBits,

            @Description("Words that one action moves; 64 bits of DRAM and one word elsewhere if left out.")
            Optional<Expression> blockWords,

            @Description("Without limit if left out.") Optional<Expression> readWordsPerCycle,

            @Description("Fills and updates; without limit if left out.")
            Optional<Expression> writeWordsPerCycle,

            @Description("How often every tile is kept; 2 for double buffering.") @Default("1") @Bounds(atLeast = 1)
            double multipleBuffering,

            @Description("The network on chip that a fan-out is made of; it has no area if left out.")
            Optional<Bus> bus,

            @Description("The tensors that live here; none on wires.") @Default("[]")
            List<Role> keep,

            @Description("The tensors that pass by; those that are not kept if left out.")
            Optional<List<Role>> bypass,

            @Description("The only dimensions with temporal loops here; any if left out, none on wires.")
            Optional<List<String>> temporal,

            @Description("Dimensions whose temporal loops come innermost, inner to outer.") @Default("[]")
            List<String> innermost,

            @Description("The only dimensions that are spread over columns, the first preferred.")
            Optional<List<String>> spatialX,

            @Description("The only dimensions that are spread over rows, the first preferred.")
            Optional<List<String>> spatialY) {}

    /** A network on chip. */
    @Description("A bus from the level above to the elements below.")
    record Bus(
            @Description("Its width.") Expression wordsPerCycle,

            @Description("How many rows of elements it goes to.")
            Expression rows,

            @Description("How many elements it goes to.") Expression elements) {}

    /** The MACs. */
    @Description("The multiply-accumulate units.")
    record Mac(
            @Default("mac") String name,
            @Description("Columns and rows of units.") List<Expression> mesh,

            @Description("The tensor that rests in a systolic array; no systolic array if left out.")
            Optional<Role> systolic) {}

    /**
     * Reads a file.
     *
     * @throws YamlException if it is refused
     */
    static TemplateForm read(YamlNode root) {
        TemplateForm form = BINDING.bind(root, TemplateForm.class);
        new TemplateChecks(root, form).check();
        return form;
    }
}
