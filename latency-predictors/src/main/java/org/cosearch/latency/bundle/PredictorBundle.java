package org.cosearch.latency.bundle;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.latency.StorableLearner;
import org.cosearch.latency.data.SpaceCoding;
import org.cosearch.predict.DecisionSpace;
import org.cosearch.predict.LatencyMeasurement;
import org.cosearch.predict.LatencyPredictor;

/**
 * A learner as one file, with the measurements of the device it is calibrated for, if there are any.
 *
 * <p>The file is binary, big-endian: eight letters, a version, the space, the kind of learner, the learner, the measurements, then the
 * SHA-256 of all that. Reading one does not run code from it.
 *
 * @param device the name of the calibrated device; empty if there is none
 * @param support its measurements; empty if there is no device
 */
public record PredictorBundle(StorableLearner learner, String device, List<LatencyMeasurement> support) {

    private static final byte[] MAGIC = "COSEARCH".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 2;
    private static final int CHECKSUM = 32;

    public PredictorBundle {
        support = List.copyOf(support);
        if (device.isEmpty() != support.isEmpty()) {
            throw new IllegalArgumentException(
                    "Device (%s) with %d measurements: a device needs measurements and they need a device."
                            .formatted(device, support.size()));
        }
    }

    /** A bundle for any device. */
    public static PredictorBundle of(StorableLearner learner) {
        return new PredictorBundle(learner, "", List.of());
    }

    /** This bundle, calibrated for a device. */
    public PredictorBundle calibrated(String name, List<LatencyMeasurement> measurements) {
        return new PredictorBundle(learner, name, measurements);
    }

    /**
     * The predictor for the calibrated device.
     *
     * @throws IllegalArgumentException if the bundle is not calibrated
     */
    public LatencyPredictor predictor(RandomGenerator random) {
        requireCalibrated();
        return learner.adapt(support, random);
    }

    /**
     * Refuses to be used for a device it does not know.
     *
     * @throws IllegalArgumentException if the bundle is not calibrated
     */
    public void requireCalibrated() {
        if (support.isEmpty()) {
            throw new IllegalArgumentException(
                    "The bundle is not calibrated for a device.\nMaybe run cosearch predictor calibrate.");
        }
    }

    /**
     * Refuses to be used for another space.
     *
     * @throws IllegalArgumentException naming both
     */
    public void requireSpace(DecisionSpace space) {
        if (!space.equals(learner.space())) {
            throw new IllegalArgumentException(
                    "The bundle is for space (%s) with %d columns, not for (%s) with %d.%nMaybe meta-train a bundle for it."
                            .formatted(
                                    learner.space().name(),
                                    learner.space().columns().size(),
                                    space.name(),
                                    space.columns().size()));
        }
    }

    /** Writes the file, replacing one that is there. */
    public void write(Path file) throws IOException {
        Files.write(file, bytes());
    }

    /** What the file holds: equal bundles have equal bytes. */
    public byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(MAGIC);
        out.writeInt(VERSION);
        SpaceCoding.write(learner.space(), out);
        out.writeUTF(learner.kind());
        learner.write(out);
        out.writeUTF(device);
        out.writeInt(support.size());
        for (LatencyMeasurement measurement : support) {
            SpaceCoding.write(measurement.architecture(), out);
            out.writeDouble(measurement.latencyMs());
        }
        byte[] content = bytes.toByteArray();
        byte[] whole = Arrays.copyOf(content, content.length + CHECKSUM);
        System.arraycopy(sha256(content, content.length), 0, whole, content.length, CHECKSUM);
        return whole;
    }

    /**
     * Reads a file.
     *
     * @throws BundleException if it is no bundle, of another version, cut short or damaged
     */
    public static PredictorBundle read(Path file) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new BundleException(
                    file.toString(), "there is no such file.", "Maybe run cosearch predictor meta-train.");
        }
        if (bytes.length < MAGIC.length || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
            throw new BundleException(file.toString(), "the file is not a predictor bundle.", "");
        }
        int length = bytes.length - CHECKSUM;
        if (length < MAGIC.length
                || !MessageDigest.isEqual(sha256(bytes, length), Arrays.copyOfRange(bytes, length, bytes.length))) {
            throw new BundleException(
                    file.toString(),
                    "the checksum does not match; the file is cut short or damaged.",
                    "Maybe copy it again.");
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, MAGIC.length, length - MAGIC.length));
        int version = in.readInt();
        if (version != VERSION) {
            throw new BundleException(
                    file.toString(),
                    "version %d cannot be read, only version %d.".formatted(version, VERSION),
                    "Maybe meta-train it again with this version.");
        }
        try {
            return content(in);
        } catch (EOFException | IllegalArgumentException damaged) {
            throw new BundleException(
                    file.toString(), "the content is not that of a bundle: " + damaged.getMessage(), "");
        }
    }

    private static PredictorBundle content(DataInputStream in) throws IOException {
        DecisionSpace space = SpaceCoding.readSpace(in);
        StorableLearner learner = LearnerKinds.read(space, in);
        String device = in.readUTF();
        LatencyMeasurement[] support = new LatencyMeasurement[SpaceCoding.count(in)];
        for (int i = 0; i < support.length; i++) {
            support[i] = new LatencyMeasurement(SpaceCoding.readArchitecture(space, in), in.readDouble());
        }
        return new PredictorBundle(learner, device, List.of(support));
    }

    private static byte[] sha256(byte[] bytes, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
