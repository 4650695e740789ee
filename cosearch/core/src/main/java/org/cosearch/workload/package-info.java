/**
 * Networks as graphs of typed layers, with inferred shapes, multiply-accumulates and loop nests.
 */
@NullMarked
package org.cosearch.workload;

import org.jspecify.annotations.NullMarked;
