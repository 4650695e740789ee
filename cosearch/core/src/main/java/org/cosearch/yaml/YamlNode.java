package org.cosearch.yaml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A value of a YAML file with its place. Immutable.
 *
 * <p>The accessors by type ({@link #map()}, {@link #text()}, …) refuse a node of another type with a
 * {@link YamlException} at its place. Nodes are equal only if their places are the same object; compare
 * {@link #plain()} values instead.
 */
public sealed interface YamlNode permits YamlMap, YamlList, YamlScalar {

    Location location();

    /**
     * The value without places: a {@link Map} from strings in file order, a {@link List}, a {@link String}, a
     * {@link Long}, a {@link Double} or a {@link Boolean}; {@link Optional#empty()} for a null.
     */
    Object plain();

    /** The kind of value, for messages: "a map", "text (abc)". */
    String description();

    /** This node as a map. */
    default YamlMap map() {
        throw expected("a map");
    }

    /** This node as a list. */
    default YamlList list() {
        throw expected("a list");
    }

    /** This node as a scalar of any kind. */
    default YamlScalar scalar() {
        throw expected("a single value");
    }

    /** The text of this node. */
    default String text() {
        throw expected("text");
    }

    /** The whole number of this node, at most 2⁵³ in size. */
    default long integer() {
        throw expected("a whole number");
    }

    /** The finite number of this node; whole numbers count. */
    default double number() {
        throw expected("a number");
    }

    /** The truth value of this node. */
    default boolean truth() {
        throw expected("true or false");
    }

    /** This node as a value of {@code type}, most often a record; see {@link Binding}. */
    default <T> T bind(Class<T> type) {
        return Binding.strict().bind(this, type);
    }

    /**
     * The node at a path below this one, such as {@code networks[0].space}; the empty path is this node.
     *
     * @throws IllegalArgumentException if there is none
     */
    default YamlNode at(String path) {
        return Paths.follow(this, path);
    }

    /** What {@code maker} makes of this node; its {@link IllegalArgumentException} becomes a refusal of this node. */
    default <T> T make(Supplier<? extends T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException refused) {
            throw Refusals.at(this, refused);
        }
    }

    /** A refusal of this node. */
    default YamlException error(String problem) {
        return new YamlException(location(), problem, "");
    }

    /**
     * A refusal of this node with a way out.
     *
     * @param advice starts with "Maybe", or is empty
     */
    default YamlException error(String problem, String advice) {
        return new YamlException(location(), problem, advice);
    }

    /** A refusal of this node for being of another kind than {@code what}. */
    default YamlException expected(String what) {
        return error("expected " + what + ", found " + description() + ".");
    }
}
