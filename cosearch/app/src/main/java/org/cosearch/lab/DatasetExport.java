package org.cosearch.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.cosearch.config.CampaignFile;
import org.cosearch.device.Device;
import org.cosearch.device.Measurement;
import org.cosearch.device.Status;
import org.cosearch.latency.data.DatasetFolder;
import org.cosearch.latency.data.LatencyDataset;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.DecisionColumn;
import org.cosearch.predict.DecisionSpace;
import org.cosearch.space.Genome;
import org.cosearch.yaml.Nearest;
import org.cosearch.yaml.Yaml;

/**
 * The measured networks of one space as the folder of a data set that latency predictors read:
 * {@code architectures.csv}, {@code latency.csv}, {@code splits.yaml}; beside them {@code measurements.csv} with the
 * interval and status of every latency.
 *
 * @param leftOut networks that were not measured on every device, or not well enough
 */
public record DatasetExport(
        LatencyDataset dataset, List<String> sources, List<String> targets, List<String> rows, int leftOut) {

    /** The measurements of a new device that protocol {@code full} allows, or half of what there is. */
    private static final int TARGET_MEASUREMENTS = 20;

    public DatasetExport {
        sources = List.copyOf(sources);
        targets = List.copyOf(targets);
        rows = List.copyOf(rows);
    }

    static DatasetExport of(LabCampaign lab, List<Measurement> measurements, Optional<String> source, boolean okOnly) {
        CampaignFile.Networks.OfSpace networks = networks(lab, source);
        List<String> devices = lab.campaign().devices().stream()
                .map(Device::info)
                .map(info -> info.name())
                .toList();
        List<String> targets = lab.targets();
        List<String> sources =
                devices.stream().filter(device -> !targets.contains(device)).toList();
        if (sources.isEmpty()) {
            throw new IllegalArgumentException(
                    "Campaign %s has no device beside its targets %s, so nothing can be learned from it.%nMaybe measure on more devices."
                            .formatted(lab.campaign().name(), targets));
        }
        Map<String, Map<String, Measurement.Taken>> taken = byNetwork(measurements, okOnly);
        List<Subject> complete = new ArrayList<>();
        int all = 0;
        for (Subject subject : lab.subjects()) {
            if (subject.source().equals(networks.source().name())) {
                all++;
                if (taken.getOrDefault(subject.network().name(), Map.of()).size() == devices.size()) {
                    complete.add(subject);
                }
            }
        }
        if (complete.size() < 2) {
            throw new IllegalArgumentException(
                    "Only %d of the %d networks %s are measured on all %d devices.%nMaybe resume the campaign first."
                            .formatted(complete.size(), all, networks.source().name(), devices.size()));
        }
        return new DatasetExport(
                dataset(networks.file().family().name(), complete, devices, taken),
                sources,
                targets,
                rows(complete, devices, taken),
                all - complete.size());
    }

    private static CampaignFile.Networks.OfSpace networks(LabCampaign lab, Optional<String> source) {
        List<CampaignFile.Networks.OfSpace> spaces = new ArrayList<>();
        for (CampaignFile.Networks one : lab.file().networks()) {
            if (one instanceof CampaignFile.Networks.OfSpace space) {
                spaces.add(space);
            }
        }
        List<String> names = spaces.stream().map(space -> space.source().name()).toList();
        if (source.isEmpty() && spaces.size() != 1) {
            throw new IllegalArgumentException(
                    "Campaign %s has networks of (%d) spaces, and a data set is of one.%nMaybe --networks with one of %s."
                            .formatted(lab.campaign().name(), spaces.size(), String.join(", ", names)));
        }
        return spaces.stream()
                .filter(space -> source.isEmpty() || space.source().name().equals(source.get()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Campaign %s has no networks (%s) of a space.%n%s"
                        .formatted(
                                lab.campaign().name(),
                                source.orElseThrow(),
                                Nearest.advice(source.orElseThrow(), names))));
    }

    private static Map<String, Map<String, Measurement.Taken>> byNetwork(
            List<Measurement> measurements, boolean okOnly) {
        Map<String, Map<String, Measurement.Taken>> taken = new HashMap<>();
        for (Measurement measurement : measurements) {
            if (measurement instanceof Measurement.Taken one && (!okOnly || one.status() == Status.OK)) {
                taken.computeIfAbsent(one.network(), name -> new HashMap<>()).put(one.device(), one);
            }
        }
        return taken;
    }

    private static Measurement.Taken taken(
            Map<String, Map<String, Measurement.Taken>> taken, Subject subject, String device) {
        return Optional.ofNullable(
                        taken.getOrDefault(subject.network().name(), Map.of()).get(device))
                .orElseThrow();
    }

    private static LatencyDataset dataset(
            String family,
            List<Subject> complete,
            List<String> devices,
            Map<String, Map<String, Measurement.Taken>> taken) {
        List<Genome> genomes =
                complete.stream().map(subject -> subject.genome().orElseThrow()).toList();
        DecisionSpace space = DecisionTable.space(family, genomes);
        List<Architecture> architectures = genomes.stream()
                .map(genome -> DecisionTable.architecture(genome, space))
                .toList();
        Map<String, double[]> latencies = new LinkedHashMap<>();
        for (String device : devices) {
            latencies.put(
                    device,
                    complete.stream()
                            .mapToDouble(subject ->
                                    taken(taken, subject, device).estimate().meanMs())
                            .toArray());
        }
        return new LatencyDataset(space, complete.stream().map(Subject::index).toList(), architectures, latencies);
    }

    private static List<String> rows(
            List<Subject> complete, List<String> devices, Map<String, Map<String, Measurement.Taken>> taken) {
        List<String> rows = new ArrayList<>(List.of("index,device,latency_ms,half_width_ms,sessions,status"));
        for (Subject subject : complete) {
            for (String device : devices) {
                Measurement.Taken one = taken(taken, subject, device);
                rows.add(String.format(
                        Locale.ROOT,
                        "%d,%s,%s,%s,%d,%s",
                        subject.index(),
                        device,
                        one.estimate().meanMs(),
                        one.estimate().halfWidthMs(),
                        one.sessions().size(),
                        one.status().name().toLowerCase(Locale.ROOT)));
            }
        }
        return rows;
    }

    /** How many networks the data set has. */
    public int networks() {
        return dataset.architectures().size();
    }

    /**
     * Writes the folder.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path folder) throws IOException {
        new DatasetFolder(folder).write(dataset);
        Files.writeString(folder.resolve("splits.yaml"), Yaml.write(splits()));
        Files.write(folder.resolve("measurements.csv"), rows, StandardCharsets.UTF_8);
    }

    private Map<String, Object> splits() {
        Map<String, Object> splits = new LinkedHashMap<>();
        splits.put("space", dataset.space().name());
        splits.put("latency_unit", "ms");
        splits.put("source_devices", sources);
        splits.put("target_devices", targets);
        Map<String, Object> conditions = new LinkedHashMap<>();
        for (DecisionColumn column : dataset.space().columns()) {
            column.activeWhen()
                    .ifPresent(when -> conditions.put(
                            column.name(),
                            Map.of(
                                    when.column(),
                                    when.options().stream().sorted().toList())));
        }
        if (!conditions.isEmpty()) {
            splits.put("conditional_columns", conditions);
        }
        int targetMeasurements = Math.max(1, Math.min(TARGET_MEASUREMENTS, networks() / 2));
        Map<String, Object> full = new LinkedHashMap<>();
        full.put("source_samples_per_device", networks());
        full.put("target_measurements", targetMeasurements);
        full.put("test_pool", "all");
        splits.put("protocols", Map.of("full", full));
        return splits;
    }
}
