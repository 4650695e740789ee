package org.cosearch.workload.json;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdDelegatingDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.cosearch.workload.Activation;
import org.cosearch.workload.Layer;
import org.cosearch.workload.Padding;
import org.cosearch.workload.Pool;
import org.cosearch.workload.Shape;
import org.cosearch.workload.Size;

/** The mapper between layers and JSON: every record of the sealed family by its name, without a list to keep up. */
final class LayerMapper {

    static final int MAX_DOCUMENT_BYTES = 16 << 20;

    static final JsonMapper MAPPER = mapper();

    private LayerMapper() {}

    static String write(Object document) {
        try {
            return MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new AssertionError("records of records are always written", e);
        }
    }

    /** Adds {@code "type"} to the layers without an annotation on them. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface Typed {}

    private static JsonMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(MAX_DOCUMENT_BYTES)
                        .maxNestingDepth(16)
                        .maxNumberLength(64)
                        .maxStringLength(4096)
                        .maxNameLength(256)
                        .maxTokenCount(4_000_000)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        return JsonMapper.builder(factory)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                // the components of a record are its keys; isPointwise() and the like are not
                .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                .visibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .withCoercionConfig(
                        LogicalType.Textual,
                        config -> Stream.of(
                                        CoercionInputShape.Integer,
                                        CoercionInputShape.Float,
                                        CoercionInputShape.Boolean)
                                .forEach(shape -> config.setCoercion(shape, CoercionAction.Fail)))
                .addMixIn(Layer.class, Typed.class)
                .addModule(values())
                .build();
    }

    private static SimpleModule values() {
        SimpleModule module = new SimpleModule();
        for (Class<?> layer : Layer.class.getPermittedSubclasses()) {
            module.registerSubtypes(new NamedType(layer, typeName(layer)));
        }
        convert(module, Shape.class, int[].class, LayerMapper::extents, Shape::of);
        convert(module, Size.class, int[].class, size -> new int[] {size.rows(), size.columns()}, LayerMapper::size);
        convert(module, Padding.class, JsonNode.class, LayerMapper::padding, LayerMapper::padding);
        constants(module, Activation.Function.class, Activation.Function.values());
        constants(module, Pool.Kind.class, Pool.Kind.values());
        return module;
    }

    private static <T, W> void convert(
            SimpleModule module, Class<T> type, Class<W> wire, Function<T, W> write, Function<W, T> read) {
        module.addSerializer(type, new StdDelegatingSerializer(type, new Conversion<>(type, wire, write)));
        module.addDeserializer(type, new StdDelegatingDeserializer<>(new Conversion<>(wire, type, read)));
    }

    private static <E extends Enum<E>> void constants(SimpleModule module, Class<E> type, E[] constants) {
        Function<E, String> label = constant -> constant.name().toLowerCase(Locale.ROOT);
        convert(module, type, String.class, label, text -> {
            for (E constant : constants) {
                if (label.apply(constant).equals(text)) {
                    return constant;
                }
            }
            throw new IllegalArgumentException("(%s) is none of %s."
                    .formatted(text, Arrays.stream(constants).map(label).toList()));
        });
    }

    /** A conversion that states its types, which a lambda does not. */
    private static final class Conversion<A, B> extends StdConverter<A, B> {
        private final Class<A> from;
        private final Class<B> to;
        private final Function<A, B> function;

        Conversion(Class<A> from, Class<B> to, Function<A, B> function) {
            this.from = from;
            this.to = to;
            this.function = function;
        }

        @Override
        public B convert(A value) {
            return function.apply(value);
        }

        @Override
        public JavaType getInputType(TypeFactory types) {
            return types.constructType(from);
        }

        @Override
        public JavaType getOutputType(TypeFactory types) {
            return types.constructType(to);
        }
    }

    /** {@code Conv2d} is {@code conv2d}, {@code GlobalPool} is {@code global_pool}. */
    private static String typeName(Class<?> layer) {
        return layer.getSimpleName().replaceAll("(?<!^)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static int[] extents(Shape shape) {
        return shape.dimensions().stream().mapToInt(Integer::intValue).toArray();
    }

    private static Size size(int[] extents) {
        if (extents.length != 2) {
            throw new IllegalArgumentException("(%s) is not [rows, columns].".formatted(Arrays.toString(extents)));
        }
        return new Size(extents[0], extents[1]);
    }

    private static JsonNode padding(Padding padding) {
        if (padding instanceof Padding.Explicit sides) {
            return JsonNodeFactory.instance
                    .arrayNode()
                    .addAll(List.of(
                            IntNode.valueOf(sides.top()),
                            IntNode.valueOf(sides.bottom()),
                            IntNode.valueOf(sides.left()),
                            IntNode.valueOf(sides.right())));
        }
        return TextNode.valueOf("same");
    }

    private static Padding padding(JsonNode node) {
        if (node.isTextual() && node.textValue().equals("same")) {
            return Padding.SAME;
        }
        boolean sides = node.isArray() && node.size() == 4;
        for (JsonNode side : node) {
            sides &= side.isInt();
        }
        if (!sides) {
            throw new IllegalArgumentException("(%s) is not \"same\" or [top, bottom, left, right].".formatted(node));
        }
        return new Padding.Explicit(
                node.get(0).intValue(),
                node.get(1).intValue(),
                node.get(2).intValue(),
                node.get(3).intValue());
    }
}
