package org.cosearch.adapter.onnx;

import static org.cosearch.adapter.onnx.Graph.attribute;
import static org.cosearch.adapter.onnx.Graph.list;

import java.util.ArrayList;
import java.util.List;
import org.cosearch.workload.Attention;
import org.cosearch.workload.ClassToken;
import org.cosearch.workload.Layer;
import org.cosearch.workload.Network;
import org.cosearch.workload.Node;
import org.cosearch.workload.PositionEmbedding;
import org.cosearch.workload.SelectToken;
import org.cosearch.workload.Shape;
import org.cosearch.workload.ToTokens;
import org.cosearch.workload.Weights;
import org.cosearch.workload.Weights.Part;

/** The layers of transformers as operators of ONNX. */
record TokenLayers(Network network, Weights weights, int batch, Graph graph) {

    private String part(int index, Node node, Part part, int... shape) {
        return graph.floats(weights.values(index, node, part, shape), shape);
    }

    /** Writes a layer between feature maps and tokens, or of tokens alone. */
    void append(int index, Node node, String in) {
        Layer layer = node.layer();
        String out = node.name();
        if (layer instanceof ToTokens) {
            Shape map = node.inputShapes().get(0);
            String extents = graph.batchedExtents(map.channels(), map.height() * map.width());
            String flat = graph.operator("Reshape", out + ".flat", List.of(in, extents));
            graph.operator("Transpose", out, List.of(flat), list("perm", 0, 2, 1));
        } else if (layer instanceof ClassToken) {
            int channels = node.output().channels();
            String token = graph.floats(weights.values(index, node, Part.EMBEDDING, channels), 1, 1, channels);
            String all = graph.operator("Expand", out + ".token", List.of(token, graph.batchedExtents(1, channels)));
            graph.operator("Concat", out, List.of(all, in), attribute("axis", 1));
        } else if (layer instanceof PositionEmbedding) {
            Shape shape = node.output();
            String embedding = part(index, node, Part.EMBEDDING, shape.dimension(0), shape.channels());
            graph.operator("Add", out, List.of(in, embedding));
        } else if (layer instanceof SelectToken select) {
            graph.operator("Gather", out, List.of(in, graph.index(select.index())), attribute("axis", 1));
        } else {
            throw new IllegalArgumentException("Node %s of network %s: ONNX export does not know the layer %s."
                    .formatted(node.name(), network.name(), layer.kind()));
        }
    }

    /** Vaswani et al. 2017, section 3.2: projections, softmax(Q·Kᵀ/√size)·V for each head, output projection. */
    void attention(int index, Node node, Attention attention, String in) {
        String out = node.name();
        int tokens = node.output().dimension(0);
        int channels = node.output().channels();
        int width = attention.width();
        List<String> projectionBias =
                attention.bias() ? List.of(part(index, node, Part.PROJECTION_BIAS, 3 * width)) : List.of();
        List<String> bias = attention.bias() ? List.of(part(index, node, Part.BIAS, channels)) : List.of();
        String projected = graph.linear(
                out + ".projected", in, part(index, node, Part.PROJECTION, 3 * width, channels), projectionBias, false);
        String split = graph.operator(
                "Reshape",
                out + ".split",
                List.of(projected, graph.batchedExtents(tokens, 3, attention.heads(), attention.headSize())));
        String stacked = graph.operator("Transpose", out + ".stacked", List.of(split), list("perm", 2, 0, 3, 1, 4));
        List<String> thirds = new ArrayList<>();
        for (String third : List.of("query", "key", "value")) {
            thirds.add(graph.operator(
                    "Gather", out + "." + third, List.of(stacked, graph.index(thirds.size())), attribute("axis", 0)));
        }
        String keys = graph.operator("Transpose", out + ".keys", List.of(thirds.get(1)), list("perm", 0, 1, 3, 2));
        String scores = graph.operator("MatMul", out + ".scores", List.of(thirds.get(0), keys));
        String scaled = graph.operator("Mul", out + ".scaled", List.of(scores, graph.scalar((float)
                (1 / Math.sqrt(attention.headSize())))));
        String shares = graph.operator("Softmax", out + ".shares", List.of(scaled), attribute("axis", -1));
        String mixed = graph.operator("MatMul", out + ".mixed", List.of(shares, thirds.get(2)));
        String turned = graph.operator("Transpose", out + ".turned", List.of(mixed), list("perm", 0, 2, 1, 3));
        String joined =
                graph.operator("Reshape", out + ".joined", List.of(turned, graph.batchedExtents(tokens, width)));
        graph.linear(out, joined, part(index, node, Part.KERNEL, channels, width), bias, false);
    }
}
