package org.cosearch.training.worker;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.cosearch.training.Score;
import org.cosearch.training.recipe.Optimizer;
import org.cosearch.workload.Network;
import org.cosearch.workload.json.NetworkJson;

/**
 * Messages over a pair of pipes: one JSON object per line in UTF-8, at most {@value #MAX_LINE_BYTES} bytes, every key
 * once and no other.
 */
final class MessageStream {

    static final int MAX_LINE_BYTES = 8 << 20;

    private static final JsonMapper MAPPER = mapper();

    private final InputStream in;
    private final OutputStream out;

    MessageStream(InputStream in, OutputStream out) {
        this.in = new BufferedInputStream(in);
        this.out = out;
    }

    /** What was received is no message; names the beginning of what was received. */
    static final class MalformedException extends IOException {
        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message);
        }
    }

    /** Sends one message, whole and at once. */
    void send(Message message) throws IOException {
        byte[] line = (MAPPER.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8);
        if (line.length > MAX_LINE_BYTES) {
            throw new MalformedException(
                    "A message has (%d) bytes, more than %d.".formatted(line.length, MAX_LINE_BYTES));
        }
        out.write(line);
        out.flush();
    }

    /**
     * Waits for the next message; empty at the end of the stream.
     *
     * @throws MalformedException if what comes is not a message
     */
    Optional<Message> receive() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                if (line.size() > 0) {
                    throw malformed(line, "the line does not end");
                }
                return Optional.empty();
            }
            if (line.size() >= MAX_LINE_BYTES) {
                throw malformed(line, "the line is longer than " + MAX_LINE_BYTES + " bytes");
            }
            line.write(next);
        }
        try {
            // a literal null is read as nothing
            Optional<Message> message = Optional.ofNullable(MAPPER.readValue(line.toByteArray(), Message.class));
            if (message.isPresent()) {
                return message;
            }
        } catch (JsonProcessingException e) {
            throw malformed(line, e.getOriginalMessage());
        }
        throw malformed(line, "it is empty");
    }

    private static MalformedException malformed(ByteArrayOutputStream line, String reason) {
        String text = line.toString(StandardCharsets.UTF_8);
        String shown = text.length() > 80 ? text.substring(0, 80) + "…" : text;
        return new MalformedException("(%s) is not a message: %s".formatted(shown, reason));
    }

    /** The network as part of a message. */
    static JsonNode tree(Network network) {
        try {
            return MAPPER.readTree(NetworkJson.write(network));
        } catch (JsonProcessingException e) {
            throw new AssertionError("what NetworkJson writes is JSON", e);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface Typed {}

    private static JsonMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(MAX_LINE_BYTES)
                        .maxNestingDepth(16)
                        .maxNumberLength(64)
                        .maxStringLength(1 << 16)
                        .maxNameLength(256)
                        .maxTokenCount(4_000_000)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        JsonMapper mapper = JsonMapper.builder(factory)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .addMixIn(Message.class, Typed.class)
                .addMixIn(Optimizer.class, Typed.class)
                .addMixIn(Score.class, Typed.class)
                .build();
        for (Class<?> family : new Class<?>[] {Message.class, Optimizer.class, Score.class}) {
            for (Class<?> member : family.getPermittedSubclasses()) {
                mapper.registerSubtypes(
                        new NamedType(member, member.getSimpleName().toLowerCase(Locale.ROOT)));
            }
        }
        return mapper;
    }
}
