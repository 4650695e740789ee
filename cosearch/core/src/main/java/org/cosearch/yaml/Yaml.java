package org.cosearch.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The reader and writer of YAML. */
public final class Yaml {

    private Yaml() {}

    /**
     * Reads a file within the limits for files that people write.
     *
     * @throws YamlException if the file cannot be read or is refused; messages name it as {@code file} does
     */
    public static YamlNode read(Path file) {
        return read(file, YamlLimits.DEFAULT);
    }

    /** Reads a file within {@code limits}; see {@link #read(Path)}. */
    public static YamlNode read(Path file, YamlLimits limits) {
        String source = Shown.file(file.toString());
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(limits.bytes() + 1);
        } catch (NoSuchFileException missing) {
            throw new YamlException(Location.root(source, 0, 0), "there is no such file.", sibling(file));
        } catch (IOException unreadable) {
            throw new YamlException(
                    Location.root(source, 0, 0),
                    "the file cannot be read.",
                    Files.isDirectory(file) ? "Maybe name a file; this is a folder." : "");
        }
        return parse(bytes, source, limits);
    }

    /**
     * Reads text within the limits for files that people write.
     *
     * @param source what messages name as the file
     * @throws YamlException if the text is refused
     */
    public static YamlNode parse(String text, String source) {
        return parse(text.getBytes(StandardCharsets.UTF_8), source, YamlLimits.DEFAULT);
    }

    /** Reads the bytes of a file; see {@link #parse(String, String)}. */
    public static YamlNode parse(byte[] bytes, String source, YamlLimits limits) {
        if (bytes.length > limits.bytes()) {
            throw new YamlException(
                    Location.root(source, 1, 1), "the file is larger than %d bytes.".formatted(limits.bytes()), "");
        }
        return TreeReader.read(SourceText.decode(bytes, source), source, limits);
    }

    /**
     * The canonical text of a value: block style, lists of single values that fit a line in brackets, keys in order.
     *
     * @param value a {@link YamlNode}, a record that {@link Binding} reads, or maps, lists, texts, numbers and truth
     *     values of those
     */
    public static String write(Object value) {
        return Writer.write(Binding.strict().plain(value));
    }

    private static String sibling(Path file) {
        Path name = file.getFileName();
        Path folder = file.toAbsolutePath().getParent();
        if (name == null || folder == null) {
            return "";
        }
        try (Stream<Path> listed = Files.list(folder)) {
            List<String> names =
                    listed.map(path -> path.getFileName().toString()).sorted().toList();
            Optional<String> nearest = Nearest.to(name.toString(), names);
            return nearest.map(near ->
                            "Maybe " + Shown.file(file.resolveSibling(near).toString()) + ".")
                    .orElse("");
        } catch (IOException unreadable) {
            return "";
        }
    }
}
