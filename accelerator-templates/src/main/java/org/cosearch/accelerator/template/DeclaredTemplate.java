package org.cosearch.accelerator.template;

import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.AcceleratorTemplate;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.cosearch.space.Field;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;
import org.cosearch.yaml.YamlNode;

/**
 * A family of accelerators that a file describes.
 *
 * @param root of the file, the place of what cannot be placed better
 * @param parameters the ranges of the file or others in their place, in the file's order
 */
record DeclaredTemplate(YamlNode root, TemplateForm form, Map<String, Domain> parameters) implements TemplateSource {

    /** The name, in expressions, of the width of a MAC's factors. */
    static final String MAC_BITS = "mac_bits";

    /** Families of up to so many designs are tried in full when they are read. */
    private static final int TRIED = 256;

    DeclaredTemplate {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    static DeclaredTemplate read(YamlNode root) {
        TemplateForm form = TemplateForm.read(root);
        return new DeclaredTemplate(root, form, form.parameters());
    }

    @Override
    public String name() {
        return form.name();
    }

    @Override
    public TemplateSource with(String parameter, Domain range) {
        if (!parameters.containsKey(parameter)) {
            throw new IllegalArgumentException(
                    "the template %s has no parameter (%s), but %s.\nMaybe leave it out here."
                            .formatted(name(), parameter, parameters.keySet()));
        }
        Map<String, Domain> others = new LinkedHashMap<>(parameters);
        others.put(parameter, range);
        return new DeclaredTemplate(root, form, others);
    }

    @Override
    public AcceleratorTemplate in(Technology technology) {
        Family family = new Family(this, new TemplateBuilder(form, technology), space());
        tryOut(family);
        return family;
    }

    private Space space() {
        return Space.product(parameters.entrySet().stream()
                .map(parameter ->
                        Space.field(parameter.getKey(), parameter.getValue().space()))
                .toArray(Field[]::new));
    }

    /** Builds some members, so that a file with a mistake is refused before a search begins. */
    private void tryOut(Family family) {
        family.build(extreme(Domain::least));
        family.build(extreme(Domain::most));
        if (family.space().size().count().compareTo(BigInteger.valueOf(TRIED)) <= 0) {
            family.space().enumerate().forEach(family::decode);
            return;
        }
        RandomGenerator random = new RandomStreams(0).stream(Purpose.SAMPLING);
        for (int i = 0; i < TRIED; i++) {
            family.decode(family.space().sampleDecisions(random));
        }
    }

    private Map<String, Long> extreme(ToIntFunction<Domain> which) {
        Map<String, Long> values = new LinkedHashMap<>();
        parameters.forEach((name, domain) -> values.put(name, (long) which.applyAsInt(domain)));
        return values;
    }

    /** The family in one technology. */
    private record Family(DeclaredTemplate template, TemplateBuilder builder, Space space)
            implements AcceleratorTemplate {

        @Override
        public String name() {
            return template.name();
        }

        @Override
        public String source() {
            return template.form().source();
        }

        @Override
        public Accelerator decode(Genome genome) {
            Map<String, Long> values = new LinkedHashMap<>();
            template.parameters()
                    .forEach((name, domain) -> values.put(
                            name,
                            domain instanceof Domain.Choices
                                    ? Long.valueOf(genome.choice(name))
                                    : Long.valueOf(genome.integer(name))));
            return build(values);
        }

        private Accelerator build(Map<String, Long> values) {
            try {
                return builder.build(values);
            } catch (IllegalArgumentException refused) {
                throw template.root()
                        .error("%s This is at %s.".formatted(String.valueOf(refused.getMessage()), values));
            }
        }
    }
}
