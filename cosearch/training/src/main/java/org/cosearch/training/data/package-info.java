/**
 * Labelled images to train on: where they come from, how they are split, and what is said of them in a result.
 */
@NullMarked
package org.cosearch.training.data;

import org.jspecify.annotations.NullMarked;
