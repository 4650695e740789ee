package org.cosearch.adapter.ort;

import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.util.List;
import java.util.Locale;
import org.cosearch.device.Property;

/**
 * How ONNX Runtime runs a model.
 *
 * @param threads that compute one operator together, 1 to 256
 * @param batch inputs per run, 1 to 256
 * @param optimization how far the graph is rewritten before it runs
 * @param processors that the process may use, such as {@code 0-1}, as Linux writes it; {@code any} for all
 */
record OrtSettings(int threads, int batch, Optimization optimization, String processors) {

    /** The levels of ONNX Runtime. */
    enum Optimization {
        NONE(OptLevel.NO_OPT),
        BASIC(OptLevel.BASIC_OPT),
        EXTENDED(OptLevel.EXTENDED_OPT),
        ALL(OptLevel.ALL_OPT);

        private final OptLevel level;

        Optimization(OptLevel level) {
            this.level = level;
        }

        OptLevel level() {
            return level;
        }
    }

    /**
     * From properties.
     *
     * @throws IllegalArgumentException if there is another setting, or a value that cannot be
     */
    static OrtSettings of(List<Property> properties) {
        OrtSettings settings = new OrtSettings(1, 1, Optimization.ALL, "any");
        for (Property property : properties) {
            settings = settings.with(property);
        }
        return settings;
    }

    private OrtSettings with(Property property) {
        String value = property.value();
        return switch (property.name()) {
            case "threads" -> new OrtSettings(number(property), batch, optimization, processors);
            case "batch" -> new OrtSettings(threads, number(property), optimization, processors);
            case "optimization" -> new OrtSettings(threads, batch, level(value), processors);
            case "processors" -> new OrtSettings(threads, batch, optimization, value);
            default ->
                throw new IllegalArgumentException(
                        "ONNX Runtime has no setting (%s).%nMaybe one of threads, batch, optimization, processors."
                                .formatted(property.name()));
        };
    }

    private static int number(Property property) {
        if (!property.value().matches("[1-9][0-9]{0,2}") || Integer.parseInt(property.value()) > 256) {
            throw new IllegalArgumentException(
                    "%s (%s) is not in 1 … 256.".formatted(property.name(), property.value()));
        }
        return Integer.parseInt(property.value());
    }

    private static Optimization level(String value) {
        for (Optimization level : Optimization.values()) {
            if (level.name().toLowerCase(Locale.ROOT).equals(value)) {
                return level;
            }
        }
        throw new IllegalArgumentException("optimization (%s) is not none, basic, extended or all.".formatted(value));
    }
}
