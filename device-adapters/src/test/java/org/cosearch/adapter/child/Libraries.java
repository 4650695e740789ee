package org.cosearch.adapter.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/** The libraries that the module {@code native} builds for tests. */
final class Libraries {

    private Libraries() {}

    /** The path of an adapter by its name, such as {@code template}. */
    static String path(String name) {
        String file = System.mapLibraryName("cosearch_" + name);
        Path path = Path.of(System.getProperty("cosearch.root"), "native", "target", "adapters", file);
        assertThat(path).as("built by the module native").isRegularFile();
        return path.toString();
    }
}
