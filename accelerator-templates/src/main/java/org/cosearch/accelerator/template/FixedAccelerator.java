package org.cosearch.accelerator.template;

import java.util.Map;
import org.cosearch.accelerator.format.AcceleratorYaml;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.AcceleratorTemplate;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;
import org.cosearch.yaml.YamlNode;

/** One accelerator with energies and areas of its own, as a family of one. */
record FixedAccelerator(Accelerator accelerator) implements TemplateSource {

    static FixedAccelerator read(YamlNode root) {
        Accelerator accelerator = AcceleratorYaml.read(root);
        if (!TemplateChecks.NAME.matcher(accelerator.name()).matches()) {
            throw root.at("name")
                    .error(
                            "name (%s) is not of lower-case letters, digits and hyphens.".formatted(accelerator.name()),
                            "Maybe eyeriss-v1.");
        }
        return new FixedAccelerator(accelerator);
    }

    @Override
    public String name() {
        return accelerator.name();
    }

    @Override
    public Map<String, Domain> parameters() {
        return Map.of();
    }

    @Override
    public TemplateSource with(String parameter, Domain range) {
        throw new IllegalArgumentException(
                "the accelerator %s is a single one and has no parameter (%s).\nMaybe leave (%s) out."
                        .formatted(name(), parameter, parameter));
    }

    @Override
    public AcceleratorTemplate in(Technology technology) {
        return new Single(accelerator);
    }

    private record Single(Accelerator accelerator) implements AcceleratorTemplate {
        @Override
        public String name() {
            return accelerator.name();
        }

        @Override
        public String source() {
            return "a single accelerator in %s".formatted(accelerator.technology());
        }

        @Override
        public Space space() {
            return Space.unit();
        }

        @Override
        public Accelerator decode(Genome genome) {
            return accelerator;
        }
    }
}
