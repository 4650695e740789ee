package org.cosearch.workload.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cosearch.workload.Layer;
import org.cosearch.workload.Network;
import org.cosearch.workload.Node;
import org.cosearch.workload.Shape;

/**
 * Networks as JSON on one line:
 *
 * <pre>{@code
 * {"name":"small","nodes":[
 *   {"name":"input1","layer":{"type":"input","shape":[1,28,28]},"inputs":[]},
 *   {"name":"conv1","layer":{"type":"conv2d","out_channels":8,"kernel":[3,3],"stride":[2,2],"dilation":[1,1],
 *                            "padding":"same","groups":1,"bias":false},"inputs":["input1"]}]}
 * }</pre>
 *
 * <p>A layer's type is the name of its record and its keys are the record's components, both in snake case; sizes are
 * {@code [rows, columns]}, padding is {@code "same"} or {@code [top, bottom, left, right]}. Shapes are not written but
 * inferred. Equal networks give equal texts, and {@code read(write(n))} equals {@code n}.
 *
 * <p>Reading is strict: every key once and no other, no nulls, no conversions between numbers, texts and truth values,
 * nothing after the end, at most {@value LayerMapper#MAX_DOCUMENT_BYTES} bytes.
 */
public final class NetworkJson {

    private NetworkJson() {}

    private record Document(String name, List<Entry> nodes) {}

    private record Entry(String name, Layer layer, List<String> inputs) {}

    /** The network on one line. */
    public static String write(Network network) {
        List<Node> nodes = network.nodes();
        List<Entry> entries = new ArrayList<>();
        for (Node node : nodes) {
            entries.add(new Entry(
                    node.name(),
                    node.layer(),
                    node.inputs().stream().map(i -> nodes.get(i).name()).toList()));
        }
        return LayerMapper.write(new Document(network.name(), entries));
    }

    /**
     * The network that {@code json} describes.
     *
     * @param source where the text comes from, for errors
     * @throws NetworkJsonException if it is not a network
     */
    public static Network read(String json, String source) {
        try {
            Document document = LayerMapper.MAPPER.readValue(json, Document.class);
            return network(document);
        } catch (JsonProcessingException e) {
            throw new NetworkJsonException(refusal(e, source), e);
        } catch (IllegalArgumentException e) {
            throw new NetworkJsonException("%s: %s".formatted(source, e.getMessage()), e);
        }
    }

    /**
     * SHA-256, in hexadecimal, of the structure: layers and connections, whatever the names. Equal for networks that
     * compute the same with the same weights in the same order.
     */
    public static String fingerprint(Network network) {
        List<Entry> entries = new ArrayList<>();
        for (Node node : network.nodes()) {
            entries.add(new Entry(
                    "",
                    node.layer(),
                    node.inputs().stream().map(String::valueOf).toList()));
        }
        String structure = LayerMapper.write(new Document("", entries));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(structure.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static Network network(Document document) {
        Map<String, Integer> indices = new HashMap<>();
        List<Node> nodes = new ArrayList<>();
        for (Entry entry : document.nodes()) {
            List<Integer> inputs = new ArrayList<>();
            List<Shape> shapes = new ArrayList<>();
            for (String input : entry.inputs()) {
                Integer index = indices.get(input);
                if (index == null) {
                    throw new IllegalArgumentException(
                            "Node %s reads node (%s), which is not an earlier one.".formatted(entry.name(), input));
                }
                inputs.add(index);
                shapes.add(nodes.get(index).output());
            }
            indices.put(entry.name(), nodes.size());
            nodes.add(new Node(entry.name(), entry.layer(), inputs, shapes, infer(entry, shapes)));
        }
        return new Network(document.name(), nodes);
    }

    private static Shape infer(Entry entry, List<Shape> shapes) {
        try {
            return entry.layer().infer(shapes);
        } catch (IllegalArgumentException refusal) {
            throw new IllegalArgumentException("Node %s: %s".formatted(entry.name(), refusal.getMessage()), refusal);
        }
    }

    private static String refusal(JsonProcessingException e, String source) {
        StringBuilder text = new StringBuilder(source);
        if (e.getLocation() != null) {
            text.append(", line %d, column %d"
                    .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
        }
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            String path = mapping.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                    .collect(Collectors.joining());
            text.append(", at ").append(path.substring(1));
        }
        return text.append(": ").append(reason(e)).toString();
    }

    private static String reason(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "The key is unknown.%nMaybe one of %s.".formatted(unknown.getKnownPropertyIds());
        }
        if (e.getOriginalMessage().startsWith("Missing creator property")) {
            return "The key is missing.";
        }
        return e.getCause() instanceof IllegalArgumentException refused && refused.getMessage() != null
                ? refused.getMessage()
                : e.getOriginalMessage();
    }
}
