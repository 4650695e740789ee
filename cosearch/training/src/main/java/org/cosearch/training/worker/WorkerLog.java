package org.cosearch.training.worker;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;

/** What a worker prints, in a file without TensorFlow's floods; remembers the last line. */
final class WorkerLog {

    /** After so much a log takes no more of this worker: it repeats itself. */
    private static final int MAX_CHARACTERS = 1 << 20;

    private static final int MAX_LINE = 1000;

    /** Warnings and remarks of TensorFlow's logger, such as {@code W0000 00:00:1795361829.349511 …}. */
    private static final Pattern NOISE =
            Pattern.compile("[IW]0000 .*|WARNING: All log messages before absl::InitializeLog\\(\\).*|"
                    + "\\d{4}-\\d\\d-\\d\\d [0-9:.]+: I .*|To enable the following instructions: .*");

    private final Thread pump;
    private volatile String lastLine = "";

    private WorkerLog(InputStream printed, Path file) {
        pump = new Thread(() -> pump(printed, file), "worker-log");
        pump.setDaemon(true);
    }

    /** Appends what comes from {@code printed} to {@code file} until it ends. */
    static WorkerLog of(InputStream printed, Path file) {
        WorkerLog log = new WorkerLog(printed, file);
        log.pump.start();
        return log;
    }

    private void pump(InputStream printed, Path file) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(printed, StandardCharsets.UTF_8));
                BufferedWriter out =
                        Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            int written = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (NOISE.matcher(line).matches()) {
                    continue;
                }
                String kept = line.length() > MAX_LINE ? line.substring(0, MAX_LINE) : line;
                if (!kept.isBlank()) {
                    lastLine = kept.strip();
                }
                written += kept.length() + 1;
                if (written <= MAX_CHARACTERS) {
                    out.write(kept);
                    out.newLine();
                    out.flush();
                }
            }
        } catch (IOException e) {
            lastLine = "the log cannot be written: " + e.getMessage();
        }
    }

    /** The last line that was printed, once all of it is read; empty if there is none. */
    String lastLine() throws InterruptedException {
        pump.join(1000);
        return lastLine;
    }
}
