package org.cosearch.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of {@code configs} that a person names on the command line: by its path, or by its name in a folder of
 * {@code configs}, above the working folder or in the installation.
 *
 * @param kind the folder of {@code configs}, such as {@code spaces}
 */
record ConfigReference(String kind) {

    private static final String EXTENSION = ".yaml";

    /** Whether the text can be the name or the path of such a file. */
    boolean exists(String text) {
        return text.endsWith(EXTENSION) || candidates(text).stream().anyMatch(Files::isRegularFile);
    }

    /** The file, which need not be there. */
    Path file(String text) {
        List<Path> candidates = candidates(text);
        return candidates.stream().filter(Files::isRegularFile).findFirst().orElse(candidates.get(0));
    }

    /** The folders where names are looked up, nearest first. */
    List<Path> folders() {
        Path folder = Path.of("configs", kind);
        List<Path> folders = new ArrayList<>();
        Path here = Path.of("").toAbsolutePath();
        for (Path above = here; above != null; above = above.getParent()) {
            if (Files.isDirectory(above.resolve("configs"))) {
                folders.add(above.equals(here) ? folder : above.resolve(folder));
            }
        }
        String root = System.getProperty("cosearch.root");
        if (root != null) {
            folders.add(Path.of(root).resolve(folder));
        }
        return folders.isEmpty() ? List.of(folder) : folders;
    }

    private List<Path> candidates(String text) {
        try {
            return text.endsWith(EXTENSION)
                    ? List.of(Path.of(text))
                    : folders().stream()
                            .map(folder -> folder.resolve(text + EXTENSION))
                            .toList();
        } catch (InvalidPathException invalid) {
            throw new IllegalArgumentException(
                    "The text (%s) is neither a name in configs/%s nor a path.".formatted(text, kind));
        }
    }
}
