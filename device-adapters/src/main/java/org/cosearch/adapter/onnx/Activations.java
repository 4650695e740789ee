package org.cosearch.adapter.onnx;

import static org.cosearch.adapter.onnx.Graph.attribute;

import java.util.List;
import org.cosearch.workload.Activation;

/** Activations as operators of ONNX. */
final class Activations {

    private Activations() {}

    /** Writes a function of {@code in} under the name {@code out}. */
    static void append(Graph graph, Activation.Function function, String in, String out) {
        switch (function) {
            case RELU -> graph.operator("Relu", out, List.of(in));
            case RELU6 -> graph.operator("Clip", out, List.of(in, graph.scalar(0), graph.scalar(6)));
            case HARD_SWISH -> graph.operator("HardSwish", out, List.of(in));
            case HARD_SIGMOID -> graph.operator("HardSigmoid", out, List.of(in), attribute("alpha", 1.0 / 6));
            case SWISH -> {
                String gate = graph.operator("Sigmoid", out + ".gate", List.of(in));
                graph.operator("Mul", out, List.of(in, gate));
            }
            case SIGMOID -> graph.operator("Sigmoid", out, List.of(in));
            case TANH -> graph.operator("Tanh", out, List.of(in));
            case GELU -> {
                // x · (1 + erf(x / √2)) / 2
                String scaled =
                        graph.operator("Mul", out + ".scaled", List.of(in, graph.scalar((float) Math.sqrt(0.5))));
                String erf = graph.operator("Erf", out + ".erf", List.of(scaled));
                String raised = graph.operator("Add", out + ".raised", List.of(erf, graph.scalar(1)));
                String half = graph.operator("Mul", out + ".half", List.of(raised, graph.scalar(0.5f)));
                graph.operator("Mul", out, List.of(in, half));
            }
        }
    }
}
