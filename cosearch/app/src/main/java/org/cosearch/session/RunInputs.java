package org.cosearch.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cosearch.config.RunFile;

/**
 * All that a run reads but its data sets: the run file with its defaults filled in, and the files that it names.
 *
 * <p>They are laid out as a project of their own, so that the copy in a run's folder reads like the original: the run
 * file in {@code configs/runs/run.yaml}, spaces, accelerators and technologies beside it.
 *
 * @param sha256 of all that the result depends on
 */
record RunInputs(RunFile run, String sha256) {

    private static final String RUN_FILE = "configs/runs/run.yaml";

    /**
     * Reads a run file that a person wrote.
     *
     * @throws org.cosearch.yaml.YamlException if it is refused
     */
    static RunInputs read(Path file) throws IOException {
        RunFile run = RunFile.read(file);
        return new RunInputs(run, hash(files(run.essence())));
    }

    /** Reads the copy in the folder of a run. */
    static RunInputs saved(RunFolder folder) throws IOException {
        return read(runFile(folder));
    }

    /** Where the copy of the run file lies in the folder of a run. */
    static Path runFile(RunFolder folder) {
        return folder.inputs().resolve(RUN_FILE);
    }

    /** Writes the copy; the run file last, so that a folder which has one is complete. */
    void save(RunFolder folder) throws IOException {
        SortedMap<String, byte[]> files = files(run);
        byte[] runText = files.remove(RUN_FILE);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            write(folder.inputs().resolve(file.getKey()), file.getValue());
        }
        if (runText != null) {
            write(runFile(folder), runText);
        }
    }

    /** The text of the run file, with its defaults filled in. */
    String text() {
        return run.write();
    }

    private static SortedMap<String, byte[]> files(RunFile run) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        List<String> spaces = new ArrayList<>();
        for (RunFile.Network network : run.networks()) {
            byte[] text = bytes(network.space().write());
            String name = stem(network.config().space());
            byte[] taken = files.get(space(name));
            if (taken != null && !Arrays.equals(taken, text)) {
                name = name + "-" + network.config().name();
            }
            files.put(space(name), text);
            spaces.add(name);
            if (network.predictor().isPresent()) {
                files.put(
                        "configs/predictors/" + network.bundleName(),
                        network.predictor().get().bytes());
            }
        }
        String technology = stem(run.config().accelerator().technology());
        files.put("configs/technologies/" + technology + ".yaml", Files.readAllBytes(run.technology()));
        run.templates()
                .forEach(template ->
                        files.put("configs/accelerators/" + template.name() + ".yaml", bytes(template.text())));
        files.put(RUN_FILE, bytes(run.relocated(spaces, technology).write()));
        return files;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String space(String name) {
        return "configs/spaces/" + name + ".yaml";
    }

    /** The name that a reference by path gets in the copy. */
    private static String stem(String reference) {
        String file = reference.substring(reference.lastIndexOf('/') + 1);
        return file.endsWith(".yaml") ? file.substring(0, file.length() - ".yaml".length()) : file;
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        Files.write(unfinished, content);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String hash(SortedMap<String, byte[]> files) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
        files.forEach((name, content) -> {
            digest.update(bytes(name));
            digest.update((byte) 0);
            digest.update(content);
            digest.update((byte) 0);
        });
        return HexFormat.of().formatHex(digest.digest());
    }
}
