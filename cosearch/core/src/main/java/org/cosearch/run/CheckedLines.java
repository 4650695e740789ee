package org.cosearch.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * An append-only file of JSON objects, one per line, each ending in the CRC-32C of the bytes before it:
 * {@code {"id":0,…,"crc32c":"1a2b3c4d"}}.
 *
 * <p>Lines are on the disk when {@link #append} returns. A last line without its line break was torn off by a crash and
 * is dropped when the file is opened; any other damage is an error.
 */
final class CheckedLines implements AutoCloseable {

    static final JsonMapper JSON = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxNumberLength(64)
                            .maxStringLength(1_000_000)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String SEAL = ",\"crc32c\":\"";
    private static final int SEAL_LENGTH = SEAL.length() + 8 + "\"}".length();

    private final Path file;
    private final FileChannel channel;

    private CheckedLines(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens {@code file}, made empty if absent, for appending after its last whole line.
     *
     * @throws DamagedFileException if a whole line is damaged
     */
    static Opened open(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw new IOException("%s is in use by another process.".formatted(file));
            }
            Content content = parse(file, Files.readAllBytes(file));
            channel.truncate(content.wholeBytes());
            channel.position(content.wholeBytes());
            return new Opened(new CheckedLines(file, channel), content.lines());
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    /** The whole lines of {@code file}, in order, without opening it for writing. */
    static List<ObjectNode> read(Path file) throws IOException {
        return parse(file, Files.readAllBytes(file)).lines();
    }

    /** An open file and the lines that it held. */
    record Opened(CheckedLines file, List<ObjectNode> lines) {}

    private record Content(List<ObjectNode> lines, long wholeBytes) {}

    private static Content parse(Path file, byte[] bytes) throws DamagedFileException {
        List<ObjectNode> lines = new ArrayList<>();
        int start = 0;
        while (start < bytes.length) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            if (end == bytes.length) {
                break; // torn off: lines end in a line break when they are whole
            }
            ObjectNode line = unseal(bytes, start, end);
            if (line == null) {
                throw new DamagedFileException(file, lines.size() + 1, "its checksum does not match its content");
            }
            lines.add(line);
            start = end + 1;
        }
        return new Content(lines, start);
    }

    private static @Nullable ObjectNode unseal(byte[] bytes, int start, int end) {
        int sealed = end - SEAL_LENGTH;
        if (sealed <= start) {
            return null;
        }
        String seal = new String(bytes, sealed, SEAL_LENGTH, StandardCharsets.UTF_8);
        if (!seal.equals(seal(bytes, start, sealed))) {
            return null;
        }
        try {
            return JSON.readTree(bytes, start, end - start) instanceof ObjectNode object ? object : null;
        } catch (IOException malformed) {
            return null;
        }
    }

    private static String seal(byte[] bytes, int start, int end) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, start, end - start);
        return SEAL + "%08x".formatted(crc.getValue()) + "\"}";
    }

    /** Appends the lines and returns when they are on the disk. */
    void append(List<ObjectNode> lines) throws IOException {
        StringBuilder text = new StringBuilder();
        for (ObjectNode line : lines) {
            String json = write(line);
            String open = json.substring(0, json.length() - 1);
            byte[] body = open.getBytes(StandardCharsets.UTF_8);
            text.append(open).append(seal(body, 0, body.length)).append('\n');
        }
        ByteBuffer buffer = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.force(false);
    }

    private String write(ObjectNode line) {
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A line of %s cannot be written.".formatted(file), impossible);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
