package org.cosearch.report;

import java.time.Instant;
import java.util.List;

/**
 * Where a report comes from and how to get it again.
 *
 * @param config the resolved config, as YAML
 * @param configSha256 of the config and what it names but the data sets, 64 hexadecimal digits in lower case
 * @param gitCommit of the CoSearch that ran, or {@code unknown}
 * @param tensorFlowVersion or {@code not used}
 * @param cores available to the run
 * @param finished when the report's last trial came back
 * @param wallSeconds without the pause between an interruption and a resume
 * @param command the line that repeats the run
 */
public record Provenance(
        String config,
        String configSha256,
        long seed,
        String gitCommit,
        String coSearchVersion,
        String javaVersion,
        String tensorFlowVersion,
        String operatingSystem,
        String cpu,
        int cores,
        List<DataSet> dataSets,
        Instant started,
        Instant finished,
        double wallSeconds,
        String command) {

    /** What {@link #gitCommit} says where no commit is known. */
    public static final String UNKNOWN = "unknown";

    public Provenance {
        dataSets = List.copyOf(dataSets);
        if (!configSha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "The config hash (%s) is not 64 hexadecimal digits in lower case.".formatted(configSha256));
        }
    }

    /** A file of data that the run read, and its checksum. */
    public record DataSet(String name, String sha256) {}
}
