package org.cosearch.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.cosearch.evaluate.Trial;
import org.cosearch.run.RunListener;

/**
 * How long a run had been at work when so many trials were known, pauses between sessions not counted; a CSV file with
 * the columns {@code evaluations} and {@code wall_seconds}. It informs reports and the wall budget; a line that a crash
 * tore is left out.
 */
final class WallTimes implements RunListener {

    private static final String HEADER = "evaluations,wall_seconds\n";

    private final Path file;
    private final InstantSource clock;
    private final Instant start;
    private final Duration before;
    private long done;

    /** A moment of the run. */
    record Mark(long evaluations, double wallSeconds) {}

    private WallTimes(Path file, InstantSource clock, Duration before) {
        this.file = file;
        this.clock = clock;
        this.start = clock.instant();
        this.before = before;
    }

    /** Continues the file of earlier sessions, or begins it. */
    static WallTimes open(Path file, InstantSource clock) throws IOException {
        List<Mark> marks = Files.exists(file) ? read(file) : List.of();
        StringBuilder whole = new StringBuilder(HEADER);
        marks.forEach(mark -> whole.append(line(mark)));
        Files.writeString(file, whole);
        Duration before = marks.isEmpty()
                ? Duration.ZERO
                : Duration.ofMillis(Math.round(marks.get(marks.size() - 1).wallSeconds() * 1000));
        return new WallTimes(file, clock, before);
    }

    /** The whole lines of a file, in order. */
    static List<Mark> read(Path file) throws IOException {
        List<Mark> marks = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            if (line.matches("\\d+,\\d+\\.\\d{3}")) {
                String[] cells = line.split(",", -1);
                marks.add(new Mark(Long.parseLong(cells[0]), Double.parseDouble(cells[1])));
            }
        }
        return marks;
    }

    /** The time that earlier sessions took. */
    Duration before() {
        return before;
    }

    @Override
    public void told(List<Trial> batch, int replayed) {
        done += batch.size();
        if (replayed == batch.size()) {
            return;
        }
        double seconds = before.plus(Duration.between(start, clock.instant())).toMillis() / 1000.0;
        try {
            Files.writeString(file, line(new Mark(done, seconds)), StandardOpenOption.APPEND);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private static String line(Mark mark) {
        return "%d,%s\n"
                .formatted(mark.evaluations(), String.format(java.util.Locale.ROOT, "%.3f", mark.wallSeconds()));
    }
}
