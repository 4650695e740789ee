package org.cosearch.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The folder of one run.
 *
 * <p>It holds all that is needed to resume the run elsewhere: {@code inputs/} (the run file and what it names),
 * {@code journal.jsonl} (the trials), {@code networks.jsonl} (the accuracies), {@code times.csv} and
 * {@code trainings.csv} (the wall clock, kept apart from the journal because it differs between equal runs),
 * {@code logs/}, and the report.
 */
record RunFolder(Path path) {

    /**
     * A folder for a new run.
     *
     * @throws IOException if something else is there already
     */
    static RunFolder fresh(Path path) throws IOException {
        if (Files.exists(path)) {
            if (!Files.isDirectory(path)) {
                throw new IOException("The run folder %s is a file.%nMaybe name another folder.".formatted(path));
            }
            // inputs without a run file were left by a run that was killed before it began
            RunFolder there = new RunFolder(path);
            try (Stream<Path> content = Files.list(path)) {
                if (Files.exists(RunInputs.runFile(there)) || content.anyMatch(file -> !file.equals(there.inputs()))) {
                    throw new IOException("The run folder %s is not empty.%nMaybe resume it: cosearch resume %s"
                            .formatted(path, path));
                }
            }
        }
        Files.createDirectories(path);
        return new RunFolder(path);
    }

    /**
     * The folder of a run that was begun.
     *
     * @throws IOException if it is none
     */
    static RunFolder existing(Path path) throws IOException {
        RunFolder folder = new RunFolder(path);
        if (!Files.isRegularFile(RunInputs.runFile(folder))) {
            throw new IOException("%s is not the folder of a run: it has no %s.%nMaybe start the run anew."
                    .formatted(path, path.relativize(RunInputs.runFile(folder))));
        }
        return folder;
    }

    Path inputs() {
        return path.resolve("inputs");
    }

    Path journal() {
        return path.resolve("journal.jsonl");
    }

    Path networks() {
        return path.resolve("networks.jsonl");
    }

    Path trainings() {
        return path.resolve("trainings.csv");
    }

    Path times() {
        return path.resolve("times.csv");
    }

    Path logs() {
        return path.resolve("logs");
    }
}
