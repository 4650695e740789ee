package org.cosearch.space;

/** The names of places in the expanded tree; the root is empty. */
final class Path {

    static final String ROOT = "";

    private Path() {}

    static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    static String element(String path, int index) {
        return path + "[" + index + "]";
    }

    /** As in the keys of a genome. */
    static String shown(String path) {
        return path.isEmpty() ? "." : path;
    }
}
