/** ONNX Runtime on the processor of this machine. Used in child processes only. */
@NullMarked
package org.cosearch.adapter.ort;

import org.jspecify.annotations.NullMarked;
