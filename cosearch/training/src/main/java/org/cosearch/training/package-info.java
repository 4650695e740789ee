/**
 * Trains networks on image data sets with TensorFlow and says how accurate they become.
 */
@NullMarked
package org.cosearch.training;

import org.jspecify.annotations.NullMarked;
