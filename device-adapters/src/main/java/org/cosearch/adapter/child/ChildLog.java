package org.cosearch.adapter.child;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a child prints: keeps the last lines, and the signal that the Java machine names when it dies of one. */
final class ChildLog {

    private static final int MAX_LINE = 500;

    /** As in {@code #  SIGSEGV (0xb) at pc=0x00007f…}. */
    private static final Pattern SIGNAL = Pattern.compile("#\\s+(SIG[A-Z]+|EXCEPTION_[A-Z_]+) .*");

    private final Thread pump;
    private volatile String lastLine = "";
    private volatile String signal = "";

    private ChildLog(InputStream printed) {
        pump = new Thread(() -> pump(printed), "child-log");
        pump.setDaemon(true);
    }

    static ChildLog of(InputStream printed) {
        ChildLog log = new ChildLog(printed);
        log.pump.start();
        return log;
    }

    private void pump(InputStream printed) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(printed, StandardCharsets.UTF_8))) {
            StringBuilder line = new StringBuilder();
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next != '\n') {
                    if (line.length() < MAX_LINE) {
                        line.append((char) next);
                    }
                    continue;
                }
                take(line.toString());
                line.setLength(0);
            }
            take(line.toString());
        } catch (IOException e) {
            lastLine = "what it prints cannot be read: " + e.getMessage();
        }
    }

    private void take(String line) {
        Matcher named = SIGNAL.matcher(line);
        if (named.matches()) {
            signal = named.group(1);
        } else if (!line.isBlank() && !line.startsWith("#")) {
            lastLine = line.strip();
        }
    }

    /** The signal or the last line, once all is read; empty if there is neither. */
    String lastWords() throws InterruptedException {
        pump.join(1000);
        return signal.isEmpty() ? lastLine : signal;
    }
}
