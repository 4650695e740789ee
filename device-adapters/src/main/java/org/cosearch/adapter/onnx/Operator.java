package org.cosearch.adapter.onnx;

import java.util.List;
import java.util.Optional;
import onnx.OnnxMl.AttributeProto;
import onnx.OnnxMl.NodeProto;
import org.cosearch.workload.Padding;
import org.cosearch.workload.Size;

/**
 * An operator of a model while it is read.
 *
 * @param model its name, for messages
 */
record Operator(String model, NodeProto proto) {

    String type() {
        return proto.getOpType();
    }

    List<String> inputs() {
        return proto.getInputList();
    }

    /** The tensor that it writes first. */
    String output() {
        return proto.getOutputCount() == 0 ? "" : proto.getOutput(0);
    }

    /** Whether the input is there: optional ones may be left out or empty. */
    boolean hasInput(int index) {
        return index < inputs().size() && !inputs().get(index).isEmpty();
    }

    String input(int index) {
        if (!hasInput(index)) {
            throw refusal("has no input %d".formatted(index), "");
        }
        return inputs().get(index);
    }

    private Optional<AttributeProto> attribute(String name) {
        return proto.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .findFirst();
    }

    boolean has(String name) {
        return attribute(name).isPresent();
    }

    int integer(String name, int otherwise) {
        return attribute(name).map(attribute -> exact(name, attribute.getI())).orElse(otherwise);
    }

    /** The shortest decimal that is this 32-bit number: 1e-5 and not 9.99999747378752e-6. */
    double number(String name, double otherwise) {
        return attribute(name)
                .map(attribute -> Double.parseDouble(Float.toString(attribute.getF())))
                .orElse(otherwise);
    }

    String text(String name, String otherwise) {
        return attribute(name).map(attribute -> attribute.getS().toStringUtf8()).orElse(otherwise);
    }

    /** The whole numbers of an attribute. */
    int[] integers(String name, int... otherwise) {
        return attribute(name)
                .map(attribute -> attribute.getIntsList().stream()
                        .mapToInt(value -> exact(name, value))
                        .toArray())
                .orElse(otherwise);
    }

    private int exact(String name, long value) {
        if (value != (int) value) {
            throw refusal("has the attribute %s = (%d)".formatted(name, value), "");
        }
        return (int) value;
    }

    /** Its name, or the tensor that it writes where it has none. */
    String name() {
        return proto.getName().isEmpty() ? output() : proto.getName();
    }

    /**
     * The refusal of this operator.
     *
     * @param advice a sentence that begins with Maybe, or empty
     */
    OnnxImportException refusal(String predicate, String advice) {
        return new OnnxImportException("Operator %s (%s) of model %s %s.%s"
                .formatted(name(), type(), model, predicate, advice.isEmpty() ? "" : "\n" + advice));
    }

    /** Refuses another text than this. */
    void requireText(String attribute, String value) {
        if (!text(attribute, value).equals(value)) {
            throw refusal("has the %s (%s)".formatted(attribute, text(attribute, value)), "");
        }
    }

    /** An attribute of two whole numbers. */
    Size size(String name, int... otherwise) {
        int[] extents = integers(name, otherwise);
        if (extents.length != 2) {
            throw refusal("works on %d axes, not on two".formatted(extents.length), "");
        }
        return new Size(extents[0], extents[1]);
    }

    /** What is put around its input. */
    Padding padding() {
        String auto = text("auto_pad", "NOTSET");
        int[] pads = integers("pads", 0, 0, 0, 0);
        return switch (auto) {
            case "NOTSET" -> {
                if (pads.length != 4) {
                    throw refusal("pads %d sides, not four".formatted(pads.length), "");
                }
                yield new Padding.Explicit(pads[0], pads[2], pads[1], pads[3]);
            }
            case "VALID" -> Padding.VALID;
            case "SAME_UPPER" -> Padding.SAME;
            default -> throw refusal("has the auto_pad (%s)".formatted(auto), "");
        };
    }
}
