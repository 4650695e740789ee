package org.cosearch.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.cosearch.family.NetworkFamily;
import org.cosearch.space.Space;
import org.cosearch.yaml.Binding;
import org.cosearch.yaml.Description;
import org.cosearch.yaml.Nearest;
import org.cosearch.yaml.Yaml;
import org.cosearch.yaml.YamlNode;

/**
 * A space file: an architecture space and the family that gives its genomes a meaning. {@link SpaceReader} has the form
 * of the space.
 */
@Description("An architecture space and the family that gives its genomes a meaning.")
public record SpaceFile(
        @Description("What the genomes mean as networks.") NetworkFamily family,

        @Description("What the space is, and where it comes from.")
        Optional<String> description,

        @Description("The decisions.") Space space) {

    private static final Binding BINDING = Binding.strict()
            .with(NetworkFamily.class, SpaceFile::family, NetworkFamily::name)
            .with(Space.class, SpaceReader::read, SpaceWriter::write);

    /**
     * Reads a space file.
     *
     * @throws org.cosearch.yaml.YamlException if it is refused
     */
    public static SpaceFile read(Path file) {
        return of(Yaml.read(file));
    }

    /** The space file that a tree is. */
    public static SpaceFile of(YamlNode tree) {
        SpaceFile file = BINDING.bind(tree, SpaceFile.class);
        FamilyCheck.check(file.family(), file.space(), tree.at("space"));
        return file;
    }

    private static NetworkFamily family(YamlNode node) {
        String name = node.text();
        return NetworkFamily.standard().stream()
                .filter(family -> family.name().equals(name))
                .findFirst()
                .orElseThrow(() -> node.error("unknown value (%s).".formatted(name), Nearest.advice(name, families())));
    }

    /** The names of the families. */
    static List<String> families() {
        return NetworkFamily.standard().stream().map(NetworkFamily::name).toList();
    }

    /** The canonical text, which reads back as an equal value. */
    public String write() {
        return BINDING.write(this);
    }
}
