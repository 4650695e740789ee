package org.cosearch.cli;

import org.cosearch.config.SpaceFile;

/** The space that a person names on the command line. */
final class SpaceReference {

    private static final ConfigReference SPACES = new ConfigReference("spaces");

    private SpaceReference() {}

    /** Whether the text can be the name or the path of a space. */
    static boolean exists(String text) {
        return SPACES.exists(text);
    }

    /**
     * Reads the space.
     *
     * @throws org.cosearch.yaml.YamlException if the file is not there or is refused
     */
    static SpaceFile read(String text) {
        return SpaceFile.read(SPACES.file(text));
    }
}
