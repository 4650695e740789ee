package org.cosearch.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cosearch.yaml.Nearest;
import org.cosearch.yaml.YamlException;
import org.cosearch.yaml.YamlNode;

/**
 * The files that a configuration file may refer to: those below its project's root, wherever links lead, and data sets
 * anywhere.
 *
 * <p>The root is the nearest folder above the file that has a folder {@code configs}, else the file's own folder. A path
 * is relative to the file, has {@code /} between its parts, and nothing in it is expanded.
 */
final class ProjectFiles {

    private static final String CONFIGS = "configs";
    private static final String EXTENSION = ".yaml";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern ABSOLUTE = Pattern.compile("[/\\\\].*|[A-Za-z]:.*|[A-Za-z][A-Za-z0-9+.-]*://.*");

    private final Path root;
    private final Path folder;

    private ProjectFiles(Path root, Path folder) {
        this.root = root;
        this.folder = folder;
    }

    /** The files that {@code file} may refer to. */
    static ProjectFiles of(Path file) {
        Path absolute = real(file.toAbsolutePath().normalize());
        Path folder = absolute.getParent();
        if (folder == null) {
            throw new IllegalArgumentException("The path (%s) is not that of a file.".formatted(file));
        }
        for (Path above = folder; above != null; above = above.getParent()) {
            if (Files.isDirectory(above.resolve(CONFIGS))) {
                return new ProjectFiles(above, folder);
            }
        }
        return new ProjectFiles(folder, folder);
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException missing) {
            return path;
        }
    }

    /**
     * The file that {@code reference} names.
     *
     * @param kind the folder of {@code configs} where names are looked up, such as {@code spaces}
     */
    Path file(YamlNode reference, String kind) {
        return file(reference, kind, List.of());
    }

    /**
     * The file that {@code reference} names; see {@link #file(YamlNode, String)}.
     *
     * @param others names that need no file, which a mistyped one may have been meant to be
     */
    Path file(YamlNode reference, String kind, List<String> others) {
        String text = reference.text();
        if (text.contains("/") || text.contains("\\") || text.endsWith(EXTENSION)) {
            if (!text.endsWith(EXTENSION)) {
                throw reference.error("the path (%s) does not end in %s.".formatted(text, EXTENSION));
            }
            return existing(reference, text);
        }
        Path names = root.resolve(CONFIGS).resolve(kind);
        Path file = names.resolve(text + EXTENSION);
        if (!NAME.matcher(text).matches() || !Files.isRegularFile(file)) {
            throw reference.error(
                    "there is no (%s) in %s/%s.".formatted(text, CONFIGS, kind),
                    Nearest.advice(
                            text,
                            Stream.concat(namesIn(names).stream(), others.stream())
                                    .distinct()
                                    .sorted()
                                    .toList()));
        }
        return inside(reference, file);
    }

    /** Whether a folder of {@code configs} has a file for the name. */
    boolean has(String name, String kind) {
        return NAME.matcher(name).matches()
                && Files.isRegularFile(root.resolve(CONFIGS).resolve(kind).resolve(name + EXTENSION));
    }

    /**
     * The folder of data that {@code reference} names by its path, which may be absolute: data sets are large, are often
     * installed for the whole machine, and are read as what they are and nothing else.
     */
    Path folder(YamlNode reference) {
        String text = reference.text();
        Path path = ABSOLUTE.matcher(text).matches() ? absolute(reference, text) : existing(reference, text);
        if (!Files.isDirectory(path)) {
            throw reference.error("the path (%s) is not that of a folder.".formatted(text));
        }
        return path;
    }

    /** The file of data, such as a library or a model, that {@code reference} names by its path, which may be absolute. */
    Path data(YamlNode reference) {
        String text = reference.text();
        Path path = ABSOLUTE.matcher(text).matches() ? absolute(reference, text) : existing(reference, text);
        if (!Files.isRegularFile(path)) {
            throw reference.error("the path (%s) is not that of a file.".formatted(text));
        }
        return path;
    }

    private static Path absolute(YamlNode reference, String text) {
        try {
            return real(Path.of(text).normalize());
        } catch (InvalidPathException invalid) {
            throw reference.error("the text (%s) is not a path.".formatted(text));
        }
    }

    private Path existing(YamlNode reference, String text) {
        if (ABSOLUTE.matcher(text).matches()) {
            throw reference.error(
                    "the path (%s) is absolute.".formatted(text),
                    "Maybe copy or mount it below the project and give a path relative to this file.");
        }
        if (text.contains("\\")) {
            throw reference.error(
                    "the path (%s) has a backslash.".formatted(text), "Maybe " + text.replace('\\', '/') + ".");
        }
        Path path;
        try {
            path = folder.resolve(text).normalize();
        } catch (InvalidPathException invalid) {
            throw reference.error("the text (%s) is not a path.".formatted(text));
        }
        if (!path.startsWith(root)) {
            throw outside(reference);
        }
        if (!Files.exists(path)) {
            throw reference.error("there is no file (%s).".formatted(text), sibling(text, path));
        }
        return inside(reference, path);
    }

    /** The file itself, refused if links lead out of the project. */
    private Path inside(YamlNode reference, Path path) {
        Path real = real(path);
        if (!real.startsWith(root)) {
            throw outside(reference);
        }
        return real;
    }

    private YamlException outside(YamlNode reference) {
        return reference.error(
                "the path (%s) leads out of the project.".formatted(reference.text()),
                "Maybe copy the file below the folder that holds configs.");
    }

    private static String sibling(String text, Path path) {
        Path parent = path.getParent();
        Path name = path.getFileName();
        if (parent == null || name == null) {
            return "";
        }
        String before = text.substring(0, text.lastIndexOf('/') + 1);
        return Nearest.to(name.toString(), listed(parent))
                .map(near -> "Maybe " + before + near + ".")
                .orElse("");
    }

    private static List<String> namesIn(Path folder) {
        return listed(folder).stream()
                .filter(name -> name.endsWith(EXTENSION))
                .map(name -> name.substring(0, name.length() - EXTENSION.length()))
                .toList();
    }

    /** The names in a folder in alphabetical order; none if there is no such folder. */
    static List<String> listed(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
