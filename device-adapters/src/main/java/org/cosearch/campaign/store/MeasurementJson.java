package org.cosearch.campaign.store;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.cosearch.device.Measurement;

/** Measurements as JSON on one line, keys in snake case, instants in ISO 8601. */
final class MeasurementJson {

    private static final JsonMapper MAPPER = mapper();

    private MeasurementJson() {}

    static String write(Measurement measurement) {
        try {
            return MAPPER.writerFor(Measurement.class).writeValueAsString(measurement);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A measurement cannot be written.", e);
        }
    }

    /**
     * The measurement that was written.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Measurement read(String json) {
        try {
            return MAPPER.readValue(json, Measurement.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("What is stored is no measurement: " + e.getOriginalMessage(), e);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface Typed {}

    private static JsonMapper mapper() {
        SimpleModule instants = new SimpleModule()
                .addSerializer(Instant.class, new InstantWriter())
                .addDeserializer(Instant.class, new InstantReader());
        JsonMapper mapper = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(16)
                                .maxNumberLength(64)
                                .maxStringLength(1_000_000)
                                .maxNameLength(256)
                                .maxDocumentLength(64L << 20)
                                .build())
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .addMixIn(Measurement.class, Typed.class)
                .addModule(instants)
                .build();
        mapper.registerSubtypes(
                new NamedType(Measurement.Taken.class, "taken"), new NamedType(Measurement.Failed.class, "failed"));
        return mapper;
    }

    private static final class InstantWriter extends StdSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(value.toString());
        }
    }

    private static final class InstantReader extends StdDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
            try {
                return Instant.parse(in.getText());
            } catch (DateTimeException e) {
                throw context.weirdStringException(in.getText(), Instant.class, "not an instant");
            }
        }
    }
}
