package org.cosearch.adapter.onnx;

/** The refusal of an ONNX model: the model, the operator by its name, what is wrong, and a way out where there is one. */
public final class OnnxImportException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    OnnxImportException(String message) {
        super(message);
    }
}
