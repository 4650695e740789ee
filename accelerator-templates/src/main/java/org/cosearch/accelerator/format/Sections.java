package org.cosearch.accelerator.format;

import java.util.List;
import org.cosearch.yaml.YamlMap;
import org.cosearch.yaml.YamlNode;

/** The sections of Timeloop files: each may stand in a file of its own, or several in one. */
final class Sections {

    private static final List<String> KNOWN = List.of(
            "architecture",
            "problem",
            "mapping",
            "architecture_constraints",
            "mapspace_constraints",
            "constraints",
            "ERT",
            "ART",
            "mapper",
            "mapspace");

    /** What a section {@code mapspace} may say: which of Timeloop's mapspaces, which are all the same to a reader. */
    private static final List<String> MAPSPACE = List.of("version", "template");

    private Sections() {}

    /** The section of that name, refused if it is missing or the file has a section that nobody knows. */
    static YamlNode of(YamlNode root, String name) {
        YamlMap file = root.map();
        for (YamlMap.Entry entry : file.entries()) {
            String key = entry.key().content();
            if (key.equals("compound_components") || key.equals("components") || key.equals("variables")) {
                throw entry.value()
                        .error(
                                "section (%s) is not read: Accelergy works it into the architecture.".formatted(key),
                                "Maybe use the flattened architecture that Accelergy writes, and its ERT and ART.");
            }
        }
        file.find("mapspace").ifPresent(mapspace -> mapspace.map().only(MAPSPACE));
        return file.only(KNOWN).value(name);
    }
}
