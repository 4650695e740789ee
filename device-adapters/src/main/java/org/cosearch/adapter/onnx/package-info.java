/** Networks in the Open Neural Network Exchange format. */
@NullMarked
package org.cosearch.adapter.onnx;

import org.jspecify.annotations.NullMarked;
