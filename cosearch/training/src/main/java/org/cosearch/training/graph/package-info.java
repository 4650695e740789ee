/**
 * Networks as TensorFlow graphs: the only package of this module that calls TensorFlow's operators.
 */
@NullMarked
package org.cosearch.training.graph;

import org.jspecify.annotations.NullMarked;
