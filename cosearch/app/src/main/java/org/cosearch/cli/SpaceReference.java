package org.cosearch.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cosearch.config.SpaceFile;

/**
 * The space that a person names on the command line: a file by its path, or one of {@code configs/spaces} by its name,
 * above the working folder or in the installation.
 */
final class SpaceReference {

    private static final String EXTENSION = ".yaml";

    private SpaceReference() {}

    /** Whether the text can be the name or the path of a space. */
    static boolean exists(String text) {
        return text.endsWith(EXTENSION) || candidates(text).stream().anyMatch(Files::isRegularFile);
    }

    /**
     * Reads the space.
     *
     * @throws org.cosearch.yaml.YamlException if the file is not there or is refused
     */
    static SpaceFile read(String text) {
        List<Path> candidates = candidates(text);
        return SpaceFile.read(
                candidates.stream().filter(Files::isRegularFile).findFirst().orElse(candidates.get(0)));
    }

    private static List<Path> candidates(String text) {
        try {
            if (text.endsWith(EXTENSION)) {
                return List.of(Path.of(text));
            }
            Path file = Path.of("configs", "spaces", text + EXTENSION);
            List<Path> candidates = new ArrayList<>();
            Path here = Path.of("").toAbsolutePath();
            for (Path folder = here; folder != null; folder = folder.getParent()) {
                Path candidate = folder.resolve(file);
                if (Files.isDirectory(folder.resolve("configs"))) {
                    candidates.add(folder.equals(here) ? file : candidate);
                }
            }
            String root = System.getProperty("cosearch.root");
            if (root != null) {
                candidates.add(Path.of(root).resolve(file));
            }
            return candidates.isEmpty() ? List.of(file) : candidates;
        } catch (InvalidPathException invalid) {
            throw new IllegalArgumentException(
                    "The text (%s) is neither the name nor the path of a space.".formatted(text));
        }
    }
}
