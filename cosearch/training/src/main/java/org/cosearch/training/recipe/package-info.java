/**
 * How a network is trained: optimiser, learning rate, regularisation and augmentation, as values.
 */
@NullMarked
package org.cosearch.training.recipe;

import org.jspecify.annotations.NullMarked;
