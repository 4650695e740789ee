package org.cosearch.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cosearch.evaluate.Memory;
import org.cosearch.evaluate.Outcome;

/**
 * Outcomes by key in a file, so that a resumed run repeats no expensive evaluation that an earlier session finished.
 *
 * <p>An outcome is on the disk when {@link #store} returns. Failures are not stored: a worker that was killed for want of
 * memory says nothing about the network, and the next session tries again. The order of the lines is that of
 * completion.
 */
public final class FileMemory implements Memory<String>, AutoCloseable {

    private final CheckedLines file;
    private final Map<String, Outcome> known = new HashMap<>();

    private FileMemory(CheckedLines file) {
        this.file = file;
    }

    /**
     * Opens {@code path}, made empty if absent.
     *
     * @throws DamagedFileException if the file is damaged otherwise than by a torn last line
     */
    public static FileMemory open(Path path) throws IOException {
        CheckedLines.Opened opened = CheckedLines.open(path);
        FileMemory memory = new FileMemory(opened.file());
        try {
            for (int i = 0; i < opened.lines().size(); i++) {
                ObjectNode line = opened.lines().get(i);
                try {
                    memory.known.put(line.path("key").asText(), OutcomeJson.read(line.path("outcome")));
                } catch (IllegalArgumentException malformed) {
                    throw new DamagedFileException(path, i + 1, String.valueOf(malformed.getMessage()));
                }
            }
            return memory;
        } catch (IOException | RuntimeException failure) {
            opened.file().close();
            throw failure;
        }
    }

    @Override
    public synchronized Optional<Outcome> lookup(String key) {
        return Optional.ofNullable(known.get(key));
    }

    @Override
    public synchronized void store(String key, Outcome outcome) {
        if (outcome instanceof Outcome.Failed || known.containsKey(key)) {
            return;
        }
        ObjectNode line = JsonNodeFactory.instance.objectNode().put("key", key);
        line.set("outcome", OutcomeJson.write(outcome));
        try {
            file.append(List.of(line));
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
        known.put(key, outcome);
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
