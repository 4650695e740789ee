package org.cosearch.adapter.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onnx.OnnxMl.TensorProto;

/** The constant tensors of a model while it is read. */
final class Constants {

    private final String model;
    private final Map<String, TensorProto> tensors = new HashMap<>();

    Constants(String model) {
        this.model = model;
    }

    void add(String name, TensorProto tensor) {
        if (tensor.getExternalDataCount() > 0) {
            throw new OnnxImportException(
                    "Tensor %s of model %s is in another file, which is not read.%nMaybe save the model as one file."
                            .formatted(name, model));
        }
        tensors.put(name, tensor);
    }

    boolean has(String name) {
        return tensors.containsKey(name);
    }

    /** The extents of a constant. */
    int[] shape(String name) {
        return find(name).getDimsList().stream()
                .mapToInt(dim -> extent(name, dim))
                .toArray();
    }

    private int extent(String name, long dim) {
        if (dim < 0 || dim > Integer.MAX_VALUE) {
            throw new OnnxImportException("Tensor %s of model %s has the extent (%d).".formatted(name, model, dim));
        }
        return (int) dim;
    }

    private TensorProto find(String name) {
        return Optional.ofNullable(tensors.get(name))
                .orElseThrow(() -> new OnnxImportException(
                        "Tensor %s of model %s is computed, where only a constant is understood.%nMaybe export the model with constants folded and a fixed batch."
                                .formatted(name, model)));
    }

    /** The numbers of a constant in row-major order. */
    float[] floats(String name) {
        TensorProto tensor = find(name);
        int count = count(name);
        float[] values = new float[count];
        switch (element(name, tensor)) {
            case FLOAT -> {
                if (tensor.hasRawData()) {
                    raw(name, tensor, Math.multiplyExact(count, Float.BYTES))
                            .asFloatBuffer()
                            .get(values);
                } else {
                    list(name, tensor.getFloatDataList(), values);
                }
            }
            case DOUBLE -> {
                double[] wide = new double[count];
                if (tensor.hasRawData()) {
                    raw(name, tensor, Math.multiplyExact(count, Double.BYTES))
                            .asDoubleBuffer()
                            .get(wide);
                    for (int i = 0; i < count; i++) {
                        values[i] = (float) wide[i];
                    }
                } else {
                    list(name, tensor.getDoubleDataList(), values);
                }
            }
            default -> throw type(name, tensor);
        }
        return values;
    }

    private TensorProto.DataType element(String name, TensorProto tensor) {
        return Optional.ofNullable(TensorProto.DataType.forNumber(tensor.getDataType()))
                .orElseThrow(() -> type(name, tensor));
    }

    /** The whole numbers of a constant in row-major order. */
    long[] integers(String name) {
        TensorProto tensor = find(name);
        if (tensor.getDataType() != TensorProto.DataType.INT64_VALUE) {
            throw type(name, tensor);
        }
        int count = count(name);
        long[] values = new long[count];
        if (tensor.hasRawData()) {
            raw(name, tensor, Math.multiplyExact(count, Long.BYTES))
                    .asLongBuffer()
                    .get(values);
        } else {
            List<Long> given = tensor.getInt64DataList();
            requireCount(name, given.size(), count);
            for (int i = 0; i < count; i++) {
                values[i] = given.get(i);
            }
        }
        return values;
    }

    private OnnxImportException type(String name, TensorProto tensor) {
        return new OnnxImportException(
                "Tensor %s of model %s has elements of type (%s).%nMaybe export the model in 32-bit floats."
                        .formatted(name, model, TensorProto.DataType.forNumber(tensor.getDataType())));
    }

    private void list(String name, List<? extends Number> given, float[] values) {
        requireCount(name, given.size(), values.length);
        for (int i = 0; i < values.length; i++) {
            values[i] = given.get(i).floatValue();
        }
    }

    private int count(String name) {
        int count = 1;
        for (int extent : shape(name)) {
            try {
                count = Math.multiplyExact(count, extent);
            } catch (ArithmeticException e) {
                throw new OnnxImportException(
                        "Tensor %s of model %s has more elements than can be.".formatted(name, model));
            }
        }
        return count;
    }

    private ByteBuffer raw(String name, TensorProto tensor, int bytes) {
        requireCount(name, tensor.getRawData().size(), bytes);
        return tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private void requireCount(String name, int given, int wanted) {
        if (given != wanted) {
            throw new OnnxImportException("Tensor %s of model %s has %d elements or bytes where its extents say %d."
                    .formatted(name, model, given, wanted));
        }
    }
}
