package org.cosearch.yaml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The place of a node: its file, line and column, and its path from the root such as {@code networks[0].space}. */
public final class Location {

    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_-]+");

    private final String source;
    private final int line;
    private final int column;
    private final @Nullable Location parent;
    private final String segment;

    private Location(String source, int line, int column, @Nullable Location parent, String segment) {
        this.source = source;
        this.line = line;
        this.column = column;
        this.parent = parent;
        this.segment = segment;
    }

    static Location root(String source, int line, int column) {
        return new Location(source, line, column, null, "");
    }

    /** The place of the value of {@code key} in the map at this place. */
    Location field(String key, int line, int column) {
        return new Location(source, line, column, this, BARE.matcher(key).matches() ? "." + key : "[\"" + key + "\"]");
    }

    /** The place of the item {@code index}, from 0, in the list at this place. */
    Location item(int index, int line, int column) {
        return new Location(source, line, column, this, "[" + index + "]");
    }

    /** The same node, seen from another line and column, such as those of its key. */
    Location moved(int line, int column) {
        return new Location(source, line, column, parent, segment);
    }

    /** The file as messages name it. */
    public String source() {
        return source;
    }

    /** From 1; 0 where the node was not read from text. */
    public int line() {
        return line;
    }

    /** From 1, in characters; 0 where the node was not read from text. */
    public int column() {
        return column;
    }

    /** From the root, which is empty: {@code networks[0].space}. */
    public String path() {
        Deque<String> segments = new ArrayDeque<>();
        for (Location at = this; at != null; at = at.parent) {
            segments.push(at.segment);
        }
        String path = String.join("", segments);
        return path.startsWith(".") ? path.substring(1) : path;
    }

    /** As messages begin: {@code run.yaml:3:9: networks[0].space}. */
    @Override
    public String toString() {
        String place = line == 0 ? source : source + ":" + line + ":" + column;
        String path = path();
        return path.isEmpty() ? place : place + ": " + path;
    }
}
