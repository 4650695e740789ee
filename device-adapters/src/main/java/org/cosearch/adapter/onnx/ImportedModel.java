package org.cosearch.adapter.onnx;

import org.cosearch.workload.Network;
import org.cosearch.workload.Weights;

/**
 * A network that was read from an ONNX model.
 *
 * @param network nodes are named after the tensors that they write
 * @param weights the constants of the model, by node and part
 */
public record ImportedModel(Network network, Weights weights) {}
