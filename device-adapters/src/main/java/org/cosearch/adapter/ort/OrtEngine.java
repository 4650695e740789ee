package org.cosearch.adapter.ort;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.cosearch.adapter.engine.Engine;
import org.cosearch.adapter.engine.EngineException;
import org.cosearch.adapter.engine.EngineException.Reason;
import org.cosearch.adapter.engine.EngineModel;
import org.cosearch.adapter.engine.Model;
import org.cosearch.device.Property;

/**
 * ONNX Runtime through its Java interface. A run is timed around one call of it, with input and output in memory that
 * stays in place; the call itself costs some microseconds, which count.
 */
public final class OrtEngine implements Engine {

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    private final OrtSettings settings;

    private OrtEngine(OrtSettings settings) {
        this.settings = settings;
    }

    /**
     * Opens the runtime.
     *
     * @throws EngineException if a setting is unknown or cannot be applied
     */
    public static OrtEngine open(List<Property> settings) throws EngineException {
        OrtSettings asked;
        try {
            asked = OrtSettings.of(settings);
        } catch (IllegalArgumentException e) {
            throw new EngineException(Reason.REFUSED, String.valueOf(e.getMessage()));
        }
        if (!asked.processors().equals("any") && !asked.processors().equals(allowedProcessors())) {
            throw new EngineException(
                    Reason.REFUSED,
                    "The process was to use processors (%s), but may use (%s).%nMaybe this machine has fewer, or no taskset."
                            .formatted(asked.processors(), allowedProcessors()));
        }
        return new OrtEngine(asked);
    }

    /** As Linux states them for this process, such as {@code 0-1}; {@code unknown} elsewhere. */
    private static String allowedProcessors() {
        return line("/proc/self/status", "Cpus_allowed_list:");
    }

    private static String line(String file, String key) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    @Override
    public List<Property> facts() {
        return List.of(
                new Property("device", line("/proc/cpuinfo", "model name")),
                new Property("runtime", "ONNX Runtime " + environment.getVersion()),
                new Property("formats", "onnx"),
                new Property("threads", String.valueOf(settings.threads())),
                new Property("batch", String.valueOf(settings.batch())),
                new Property("optimization", settings.optimization().name().toLowerCase(Locale.ROOT)),
                new Property("processors", allowedProcessors()),
                new Property("system", System.getProperty("os.name") + " " + System.getProperty("os.version")));
    }

    @Override
    public EngineModel prepare(Model model) throws EngineException {
        if (!model.format().equals("onnx")) {
            throw new EngineException(
                    Reason.REFUSED, "ONNX Runtime does not read the format (%s).".formatted(model.format()));
        }
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(settings.threads());
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(settings.optimization().level());
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            return new Loaded(environment, environment.createSession(model.bytes(), options));
        } catch (OrtException e) {
            throw new EngineException(Reason.REFUSED, "ONNX Runtime: " + e.getMessage());
        }
    }

    /** The environment is one per process and ends with it. */
    @Override
    public void close() {}

    private static final class Loaded implements EngineModel {
        private final OrtSession session;
        private final Port input;
        private final Port output;

        Loaded(OrtEnvironment environment, OrtSession session) throws OrtException, EngineException {
            this.session = session;
            this.input = new Port(environment, session.getInputInfo());
            this.output = new Port(environment, session.getOutputInfo());
            int state = 1; // noise in [-1, 1): neither constant nor denormal
            for (int i = 0; i < input.values.capacity(); i++) {
                state = state * 1664525 + 1013904223; // Numerical Recipes, ranqd1
                input.values.put(i, (state >>> 8) / (float) (1 << 23) - 1);
            }
        }

        @Override
        public long inputElements() {
            return input.values.capacity();
        }

        @Override
        public long outputElements() {
            return output.values.capacity();
        }

        @Override
        public float[] infer(float[] values) throws EngineException {
            if (values.length != input.values.capacity()) {
                throw new EngineException(
                        Reason.REFUSED,
                        "The model takes %d floats, not %d.".formatted(input.values.capacity(), values.length));
            }
            input.values.put(0, values);
            once();
            float[] result = new float[output.values.capacity()];
            output.values.get(0, result);
            return result;
        }

        @Override
        public long[] run(int runs) throws EngineException {
            long[] nanos = new long[runs];
            for (int i = 0; i < runs; i++) {
                long begin = System.nanoTime();
                once();
                nanos[i] = Math.max(1, System.nanoTime() - begin);
            }
            return nanos;
        }

        private void once() throws EngineException {
            try {
                session.run(input.tensor, output.tensor).close();
            } catch (OrtException e) {
                throw new EngineException(Reason.FAILED, "ONNX Runtime: " + e.getMessage());
            }
        }

        @Override
        public OptionalDouble counter(String name) {
            return OptionalDouble.empty();
        }

        @Override
        public void close() {
            input.close();
            output.close();
            try {
                session.close();
            } catch (OrtException e) {
                throw new IllegalStateException("ONNX Runtime cannot close a session.", e);
            }
        }
    }

    /** The one input or the one output of a model, in memory of its own. */
    private static final class Port implements AutoCloseable {
        private final FloatBuffer values;
        private final Map<String, OnnxTensor> tensor;

        Port(OrtEnvironment environment, Map<String, NodeInfo> infos) throws OrtException, EngineException {
            if (infos.size() != 1 || !(infos.values().iterator().next().getInfo() instanceof TensorInfo info)) {
                throw new EngineException(
                        Reason.REFUSED, "The model has not one tensor here but %s.".formatted(infos.keySet()));
            }
            long[] shape = info.getShape();
            long elements = Arrays.stream(shape).reduce(1, Math::multiplyExact);
            if (info.type != OnnxJavaType.FLOAT || elements < 1 || elements > 1 << 26) {
                throw new EngineException(
                        Reason.REFUSED,
                        "The tensor %s is not of floats of a fixed shape: %s%s.%nMaybe fix its batch axis."
                                .formatted(infos.keySet(), info.type, Arrays.toString(shape)));
            }
            values = ByteBuffer.allocateDirect((int) elements * Float.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
            tensor = Map.of(infos.keySet().iterator().next(), OnnxTensor.createTensor(environment, values, shape));
        }

        @Override
        public void close() {
            tensor.values().forEach(OnnxTensor::close);
        }
    }
}
