package org.cosearch.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Spec;
import org.cosearch.yaml.Binding;
import org.cosearch.yaml.Yaml;
import org.cosearch.yaml.YamlNode;

/**
 * A run file that was read and checked, with the files that it refers to.
 *
 * @param config the run, with all defaults filled in
 * @param networks in the order of the config
 * @param technology the technology file, which exists inside the project
 */
public record RunFile(RunConfig config, List<Network> networks, Path technology) {

    /**
     * A network of the run with its files.
     *
     * @param space the contents of its space file
     * @param datasetFolder the folder with its full data set, if one is given
     */
    public record Network(NetworkConfig config, SpaceFile space, Optional<Path> datasetFolder) {}

    static final Binding BINDING = Binding.strict()
            .with(Objective.class, node -> Goals.objective(node.text()), Objective::toString)
            .with(Spec.class, node -> Goals.spec(node.text()), Spec::toString);

    public RunFile {
        networks = List.copyOf(networks);
    }

    /**
     * Reads and checks a run file and its space files.
     *
     * @param file to which all paths in it are relative
     * @throws org.cosearch.yaml.YamlException at the first thing that is wrong in one of them
     */
    public static RunFile read(Path file) {
        return read(file, file);
    }

    /**
     * Reads and checks a copy of a run file and of its space files, which lie elsewhere than the data sets.
     *
     * @param origin the file to which the paths of data sets are relative
     * @throws org.cosearch.yaml.YamlException at the first thing that is wrong in one of them
     */
    public static RunFile read(Path file, Path origin) {
        YamlNode tree = Yaml.read(file);
        RunConfig config = BINDING.bind(tree, RunConfig.class);
        RunChecks.check(tree, config);
        ProjectFiles files = ProjectFiles.of(file);
        ProjectFiles data = ProjectFiles.of(origin);
        List<Network> networks = new ArrayList<>();
        for (int i = 0; i < config.networks().size(); i++) {
            YamlNode node = tree.at("networks[%d]".formatted(i));
            NetworkConfig network = config.networks().get(i);
            SpaceFile space = SpaceFile.read(files.file(node.at("space"), "spaces"));
            Optional<Path> folder = network.dataset().path().map(path -> data.folder(node.at("dataset.path")));
            networks.add(new Network(network, space, folder));
        }
        return new RunFile(config, networks, files.file(tree.at("accelerator.technology"), "technologies"));
    }

    /** This run with another reference to the same space, for a copy in another place. */
    public RunFile withSpace(int network, String reference) {
        List<Network> others = new ArrayList<>(networks);
        Network old = networks.get(network);
        others.set(network, new Network(old.config().withSpace(reference), old.space(), old.datasetFolder()));
        List<NetworkConfig> configs = others.stream().map(Network::config).toList();
        return new RunFile(config.with(configs, config.accelerator()), others, technology);
    }

    /** This run with another reference to the same technology, for a copy in another place. */
    public RunFile withTechnology(String reference) {
        AcceleratorConfig accelerator = config.accelerator().withTechnology(reference);
        return new RunFile(config.with(config.networks(), accelerator), networks, technology);
    }

    /** The canonical text of the run with all defaults filled in, which reads back as an equal value. */
    public String write() {
        return BINDING.write(config);
    }
}
