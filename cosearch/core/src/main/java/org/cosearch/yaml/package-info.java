/**
 * Strict YAML: a file becomes a tree whose nodes know their line and column, and the tree becomes records. Whatever is
 * wrong is refused with the place and, where there is one, a way out.
 *
 * <p>The accepted language is YAML 1.2 (core schema) without anchors, aliases, tags, merge keys, duplicate keys and
 * numbers with a leading zero: what is written is what is meant.
 */
@NullMarked
package org.cosearch.yaml;

import org.jspecify.annotations.NullMarked;
