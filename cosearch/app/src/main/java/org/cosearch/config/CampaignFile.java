package org.cosearch.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cosearch.device.Protocol;
import org.cosearch.family.NasBench201;
import org.cosearch.space.Genome;
import org.cosearch.workload.Shape;
import org.cosearch.yaml.Binding;
import org.cosearch.yaml.Yaml;
import org.cosearch.yaml.YamlNode;

/**
 * A campaign file that was read and checked, with the files that it refers to.
 *
 * @param config with all defaults filled in
 * @param devices in the order of the config
 * @param networks in the order of the config
 */
public record CampaignFile(
        CampaignConfig config, List<DeviceFile> devices, List<Networks> networks, Protocol protocol) {

    static final Binding BINDING =
            Binding.strict().with(Shape.class, node -> image(node), shape -> String.join("x", texts(shape)));

    /** A {@link NetworkSource} with its files. */
    public sealed interface Networks {

        NetworkSource source();

        /**
         * Networks of a space.
         *
         * @param file the contents of its space file, with the family scaled
         * @param bundle the predictor bundle, where a predictor chooses
         */
        record OfSpace(NetworkSource.Space source, SpaceFile file, Optional<Path> bundle) implements Networks {}

        /** Networks in files. */
        record OfFiles(NetworkSource.Onnx source, List<Path> files) implements Networks {
            public OfFiles {
                files = List.copyOf(files);
            }
        }
    }

    public CampaignFile {
        devices = List.copyOf(devices);
        networks = List.copyOf(networks);
    }

    /**
     * Reads and checks a campaign file and what it refers to.
     *
     * @throws org.cosearch.yaml.YamlException at the first thing that is wrong in one of them
     */
    public static CampaignFile read(Path file) {
        YamlNode tree = Yaml.read(file);
        CampaignConfig config = BINDING.bind(tree, CampaignConfig.class);
        ProjectFiles files = ProjectFiles.of(file);
        List<DeviceFile> devices = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlNode reference : tree.at("devices").list().items()) {
            DeviceFile device = DeviceFile.read(files.file(reference, "devices"));
            if (!names.add(device.config().name())) {
                throw reference.error("a device named (%s) is listed before."
                        .formatted(device.config().name()));
            }
            devices.add(device);
        }
        List<Networks> networks = new ArrayList<>();
        for (int i = 0; i < config.networks().size(); i++) {
            networks.add(networks(config.networks().get(i), tree.at("networks[%d]".formatted(i)), files));
        }
        Protocol protocol =
                Yaml.read(files.file(tree.at("protocol"), "protocols")).bind(Protocol.class);
        return new CampaignFile(config, devices, networks, protocol);
    }

    private static Networks networks(NetworkSource source, YamlNode node, ProjectFiles files) {
        if (source instanceof NetworkSource.Onnx onnx) {
            List<Path> models =
                    node.at("files").list().items().stream().map(files::data).toList();
            return new Networks.OfFiles(onnx, models);
        }
        NetworkSource.Space space = (NetworkSource.Space) source;
        SpaceFile file = SpaceFile.read(files.file(node.at("space"), "spaces"));
        if (space.scale().isPresent()) {
            if (!(file.family() instanceof NasBench201)) {
                throw node.at("scale")
                        .error(
                                "the family %s has no scale."
                                        .formatted(file.family().name()),
                                "Maybe leave it out: only nasbench201 has one.");
            }
            NetworkSource.CellScale scale = space.scale().get();
            file = new SpaceFile(new NasBench201(scale.channels(), scale.cells()), file.description(), file.space());
        }
        Optional<Path> bundle = Optional.empty();
        if (space.choose() instanceof NetworkSource.Suggestion) {
            bundle = Optional.of(files.data(node.at("choose.bundle")));
        } else if (space.choose() instanceof NetworkSource.Listed) {
            for (YamlNode design : node.at("choose.designs").list().items()) {
                SpaceFile whole = file;
                Genome unused = design.make(() -> Genome.fromJson(whole.space(), design.text()));
            }
        }
        return new Networks.OfSpace(space, file, bundle);
    }

    private static Shape image(YamlNode node) {
        String text = node.text();
        if (!text.matches("[0-9]{1,6}x[0-9]{1,6}x[0-9]{1,6}")) {
            throw node.error("the input (%s) is not of the form CxHxW.".formatted(text), "Maybe 3x32x32.");
        }
        return new Shape(List.of(text.split("x")).stream().map(Integer::valueOf).toList());
    }

    private static List<String> texts(Shape shape) {
        return shape.dimensions().stream().map(String::valueOf).toList();
    }

    /**
     * This campaign and the files it names as the files of a project of their own, which reads like the original: paths
     * below its root and texts. Data stays where it is and is named by its absolute path.
     */
    public SortedMap<String, String> asProject() throws IOException {
        ProjectCopy copy = new ProjectCopy();
        List<String> deviceReferences = new ArrayList<>();
        for (DeviceFile device : devices) {
            Optional<String> chip = Optional.empty();
            if (device.config() instanceof DeviceConfig.Simulated simulated
                    && device.chip().isPresent()) {
                Path file = device.chip().get();
                chip = Optional.of(copy.add(simulated.chip().kind(), stem(file), Files.readString(file)));
            }
            deviceReferences.add(copy.add("devices", device.config().name(), device.relocated(chip)));
        }
        List<NetworkSource> sources = new ArrayList<>();
        for (Networks one : networks) {
            if (one instanceof Networks.OfFiles onnx) {
                sources.add(onnx.source()
                        .with(onnx.files().stream().map(Path::toString).toList()));
            } else {
                Networks.OfSpace of = (Networks.OfSpace) one;
                NetworkSource.Choice choose = of.source().choose();
                if (choose instanceof NetworkSource.Suggestion suggestion
                        && of.bundle().isPresent()) {
                    choose = new NetworkSource.Suggestion(
                            of.bundle().get().toString(), suggestion.count(), suggestion.candidates());
                }
                String space = copy.add("spaces", of.source().name(), of.file().write());
                sources.add(of.source().with(space, choose));
            }
        }
        String protocolReference = copy.add("protocols", protocol.name(), Yaml.write(protocol));
        SortedMap<String, String> files = new TreeMap<>(copy.files());
        files.put(
                "configs/campaigns/campaign.yaml",
                BINDING.write(config.with(deviceReferences, sources, protocolReference)));
        return files;
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - ".yaml".length());
    }

    /** Files under names that no two different ones share. */
    private static final class ProjectCopy {
        private final SortedMap<String, String> files = new TreeMap<>();

        /** Adds a file and returns the name that it got. */
        String add(String kind, String wanted, String text) {
            String name = wanted;
            for (int i = 2; !text.equals(files.getOrDefault(path(kind, name), text)); i++) {
                name = wanted + "-" + i;
            }
            files.put(path(kind, name), text);
            return name;
        }

        private static String path(String kind, String name) {
            return "configs/%s/%s.yaml".formatted(kind, name);
        }

        SortedMap<String, String> files() {
            return files;
        }
    }
}
