package org.cosearch.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cosearch.yaml.Binding;
import org.cosearch.yaml.Yaml;
import org.cosearch.yaml.YamlNode;

/**
 * A device file that was read, with the files that it refers to.
 *
 * @param config with all defaults filled in
 * @param data the files of data by the keys that name them
 * @param chip the file that its {@link ChipConfig} names, if it has one
 */
public record DeviceFile(DeviceConfig config, Map<String, Path> data, Optional<Path> chip) {

    public DeviceFile {
        data = Map.copyOf(data);
    }

    /**
     * Reads and checks a device file.
     *
     * @throws org.cosearch.yaml.YamlException at the first thing that is wrong
     */
    public static DeviceFile read(Path file) {
        YamlNode tree = Yaml.read(file);
        DeviceConfig config = tree.bind(DeviceConfig.class);
        ProjectFiles files = ProjectFiles.of(file);
        Map<String, Path> data = new TreeMap<>();
        for (String key : config.dataKeys()) {
            data.put(key, files.data(tree.at(key)));
        }
        Optional<Path> chip = config instanceof DeviceConfig.Simulated simulated
                ? Optional.of(files.file(
                        tree.at("chip." + simulated.chip().key()),
                        simulated.chip().kind()))
                : Optional.empty();
        return new DeviceFile(config, data, chip);
    }

    /** The file of data under {@code key}, one of {@link DeviceConfig#dataKeys}. */
    public Path data(String key) {
        return Optional.ofNullable(data.get(key)).orElseThrow();
    }

    /** The device files of a folder, in the order of their names; none if there is no such folder. */
    public static List<Path> in(Path folder) {
        return ProjectFiles.listed(folder).stream()
                .filter(name -> name.endsWith(".yaml"))
                .map(folder::resolve)
                .toList();
    }

    /** The canonical text of this device with its data where it is now and its chip under another reference. */
    String relocated(Optional<String> chipReference) {
        DeviceConfig moved = config;
        if (config instanceof DeviceConfig.Simulated old && chipReference.isPresent()) {
            moved = new DeviceConfig.Simulated(
                    old.name(),
                    old.description(),
                    old.chip().with(chipReference.get()),
                    old.sessionNoisePercent(),
                    old.runNoisePercent(),
                    old.seed());
        } else if (config instanceof DeviceConfig.NativeLibrary old) {
            moved = new DeviceConfig.NativeLibrary(
                    old.name(), old.description(), data("library").toString(), old.settings(), old.limits());
        } else if (config instanceof DeviceConfig.Replay old) {
            moved = new DeviceConfig.Replay(
                    old.name(), old.description(), data("store").toString(), old.campaign(), old.device());
        }
        return Binding.strict().write(moved);
    }
}
