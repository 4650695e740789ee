package org.cosearch.adapter.onnx;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import onnx.OnnxMl.ModelProto;

/**
 * Reads ONNX models of images into the workload graph: convolutions, dense layers, normalisations, activations, pooling,
 * sums, products, concatenations, and what only moves elements. The shapes are inferred, so counts are those of
 * {@link org.cosearch.workload.Layer}.
 *
 * <p>A model is data: external files are not followed, functions and control flow are refused, and sizes are limited.
 */
public final class OnnxReader {

    /** More than any model of images. */
    private static final long MAX_BYTES = 512L << 20;

    /** The oldest operator set whose operators mean what they mean here. */
    private static final long OLDEST_OPERATORS = 9;

    private OnnxReader() {}

    /**
     * Reads a model; the network is named after the file.
     *
     * @throws OnnxImportException if the model is refused
     * @throws IOException if the file cannot be read
     */
    public static ImportedModel read(Path file) throws IOException {
        long bytes = Files.size(file);
        if (bytes > MAX_BYTES) {
            throw new OnnxImportException("The model %s has %d bytes, more than %d.".formatted(file, bytes, MAX_BYTES));
        }
        String name = String.valueOf(file.getFileName()).replaceAll("\\.onnx$", "");
        return read(Files.readAllBytes(file), name);
    }

    /**
     * Reads a model.
     *
     * @param name of the network, and for messages
     * @throws OnnxImportException if the model is refused
     */
    public static ImportedModel read(byte[] bytes, String name) {
        ModelProto model;
        try {
            CodedInputStream in = CodedInputStream.newInstance(bytes);
            in.setRecursionLimit(32);
            model = ModelProto.parseFrom(in);
        } catch (IOException e) {
            throw new OnnxImportException("The model %s is not ONNX: %s".formatted(name, e.getMessage()));
        }
        if (!model.hasGraph() || model.getGraph().getNodeCount() == 0) {
            throw new OnnxImportException("The model %s has no graph.%nMaybe it is not ONNX.".formatted(name));
        }
        long operators = model.getOpsetImportList().stream()
                .filter(set -> set.getDomain().isEmpty() || set.getDomain().equals("ai.onnx"))
                .mapToLong(set -> set.getVersion())
                .max()
                .orElse(0);
        if (operators < OLDEST_OPERATORS) {
            throw new OnnxImportException(
                    "The model %s is of operator set (%d), older than %d.%nMaybe export it again with a newer one."
                            .formatted(name, operators, OLDEST_OPERATORS));
        }
        return new GraphReader(name, model.getGraph()).read();
    }
}
