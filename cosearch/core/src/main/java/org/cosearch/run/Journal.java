package org.cosearch.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cosearch.evaluate.Trial;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;

/**
 * The append-only record of a run's trials, in the order of their ids.
 *
 * <p>A trial is on the disk before the strategy is told of it, so a run that is killed at any moment resumes by asking
 * anew and answering from the journal. The file holds nothing that depends on time, machine or number of workers: equal
 * runs have equal journals, byte for byte. The first line is a header with the format's version and the hash of the
 * configuration.
 */
public final class Journal implements AutoCloseable {

    private static final String FORMAT = "cosearch-journal";
    private static final int VERSION = 1;

    private final CheckedLines lines;
    private final List<Trial> recorded;
    private long next;

    private Journal(CheckedLines lines, List<Trial> recorded) {
        this.lines = lines;
        this.recorded = List.copyOf(recorded);
        this.next = recorded.size();
    }

    /**
     * Opens the journal of a run, or begins it if there is none.
     *
     * @param configHash the hash of the run's configuration; a journal of another configuration is refused
     * @param space the space of the genomes
     * @throws DamagedFileException if the file is damaged otherwise than by a torn last line
     */
    public static Journal open(Path file, String configHash, Space space) throws IOException {
        CheckedLines.Opened opened = CheckedLines.open(file);
        try {
            if (opened.lines().isEmpty()) {
                opened.file().append(List.of(header(configHash)));
                return new Journal(opened.file(), List.of());
            }
            return new Journal(opened.file(), trials(file, opened.lines(), configHash, space));
        } catch (IOException | RuntimeException failure) {
            opened.file().close();
            throw failure;
        }
    }

    /** The trials of a journal, in order; a torn last line is left out. */
    public static List<Trial> read(Path file, String configHash, Space space) throws IOException {
        List<ObjectNode> lines = CheckedLines.read(file);
        return lines.isEmpty() ? List.of() : trials(file, lines, configHash, space);
    }

    private static ObjectNode header(String configHash) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("format", FORMAT)
                .put("version", VERSION)
                .put("config_sha256", configHash);
    }

    private static List<Trial> trials(Path file, List<ObjectNode> lines, String configHash, Space space)
            throws IOException {
        ObjectNode header = lines.get(0);
        if (!header.path("format").asText().equals(FORMAT)
                || header.path("version").asInt() != VERSION) {
            throw new DamagedFileException(file, 1, "this is not the header of a journal of version " + VERSION);
        }
        if (!header.path("config_sha256").asText().equals(configHash)) {
            throw new IOException(
                    "%s belongs to another configuration.%nMaybe its config was edited after the run began: undo that, or start a new run."
                            .formatted(file));
        }
        List<Trial> trials = new ArrayList<>(lines.size() - 1);
        for (int i = 1; i < lines.size(); i++) {
            ObjectNode line = lines.get(i);
            try {
                if (line.path("id").asLong(-1) != i - 1) {
                    throw new IllegalArgumentException("trial %d follows trial %d"
                            .formatted(line.path("id").asLong(-1), i - 2));
                }
                trials.add(new Trial(
                        i - 1,
                        Genome.fromJson(space, line.path("genome").toString()),
                        OutcomeJson.read(line.path("outcome"))));
            } catch (IllegalArgumentException malformed) {
                throw new DamagedFileException(file, i + 1, String.valueOf(malformed.getMessage()));
            }
        }
        return trials;
    }

    /** The trials that the journal held when it was opened, in order. */
    public List<Trial> recorded() {
        return recorded;
    }

    /** Appends trials with the ids that follow, and returns when they are on the disk. */
    public void append(List<Trial> trials) throws IOException {
        List<ObjectNode> added = new ArrayList<>(trials.size());
        for (Trial trial : trials) {
            if (trial.id() != next) {
                throw new IllegalArgumentException(
                        "Trial %d is appended where %d is next.".formatted(trial.id(), next));
            }
            next++;
            ObjectNode line = JsonNodeFactory.instance.objectNode().put("id", trial.id());
            line.set("genome", CheckedLines.JSON.readTree(trial.genome().toJson()));
            line.set("outcome", OutcomeJson.write(trial.outcome()));
            added.add(line);
        }
        lines.append(added);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
