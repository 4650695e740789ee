package org.cosearch.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.cosearch.report.Provenance;

/** What a run's numbers may depend on beside its inputs: versions and the machine. */
public record Surroundings(
        String version,
        String gitCommit,
        String javaVersion,
        String tensorFlowVersion,
        String operatingSystem,
        String cpu,
        int cores) {

    /** Those of this process. */
    public static Surroundings here() {
        Properties built = built();
        return new Surroundings(
                built.getProperty("version"),
                commit(),
                Runtime.version().toString(),
                built.getProperty("tensorflow"),
                "%s %s %s"
                        .formatted(
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                System.getProperty("os.arch")),
                cpuName(),
                Runtime.getRuntime().availableProcessors());
    }

    private static Properties built() {
        Properties properties = new Properties();
        try (InputStream in = Surroundings.class.getResourceAsStream("version.properties")) {
            if (in == null) {
                throw new IllegalStateException("version.properties is missing from the build.");
            }
            properties.load(in);
            return properties;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The commit of the source tree that this was started from, with {@code -dirty} where files were changed. */
    private static String commit() {
        String root = System.getProperty("cosearch.root");
        if (root == null || !Files.exists(Path.of(root, ".git"))) {
            return Provenance.UNKNOWN;
        }
        try {
            Process git = new ProcessBuilder("git", "-C", root, "describe", "--always", "--abbrev=40", "--dirty")
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor(5, TimeUnit.SECONDS) && git.exitValue() == 0 ? answer : Provenance.UNKNOWN;
        } catch (IOException noGit) {
            return Provenance.UNKNOWN;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Provenance.UNKNOWN;
        }
    }

    private static String cpuName() {
        Path info = Path.of("/proc/cpuinfo");
        if (Files.isReadable(info)) {
            try {
                for (String line : Files.readAllLines(info)) {
                    if (line.startsWith("model name")) {
                        return line.substring(line.indexOf(':') + 1).strip();
                    }
                }
            } catch (IOException unreadable) {
                return System.getProperty("os.arch");
            }
        }
        return System.getProperty("os.arch");
    }
}
