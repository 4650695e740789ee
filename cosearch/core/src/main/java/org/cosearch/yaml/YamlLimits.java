package org.cosearch.yaml;

/**
 * How large a YAML file may be.
 *
 * @param bytes of the file in UTF-8
 * @param depth of nested maps and lists
 * @param scalarCharacters of one scalar that is not the value of a key named {@code description}
 */
public record YamlLimits(int bytes, int depth, int scalarCharacters) {

    /** For files that people write: 256 KiB, depth 64, 4,096 characters in a scalar. */
    public static final YamlLimits DEFAULT = new YamlLimits(256 * 1024, 64, 4_096);

    /** The deepest nesting that can be allowed: reading descends by recursion. */
    static final int DEEPEST = 256;

    public YamlLimits {
        if (bytes < 1 || depth < 1 || depth > DEEPEST || scalarCharacters < 1) {
            throw new IllegalArgumentException(
                    "The YAML limits (%d bytes, depth %d, %d characters) are not positive with a depth of at most %d."
                            .formatted(bytes, depth, scalarCharacters, DEEPEST));
        }
    }

    /** These limits with room for generated files of up to {@code bytes}. */
    public YamlLimits withBytes(int bytes) {
        return new YamlLimits(bytes, depth, scalarCharacters);
    }
}
