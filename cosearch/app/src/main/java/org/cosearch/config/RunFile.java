package org.cosearch.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Spec;
import org.cosearch.latency.bundle.PredictorBundle;
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
     * @param predictor of its latency on a device, calibrated, if there is one
     */
    public record Network(
            NetworkConfig config, SpaceFile space, Optional<Path> datasetFolder, Optional<PredictorBundle> predictor) {

        /** What the file of the predictor is called in a copy of the run. */
        public String bundleName() {
            return config.name() + ".bundle";
        }
    }

    static final Binding BINDING = Binding.strict()
            .with(Objective.class, node -> Goals.objective(node.text()), Objective::toString)
            .with(Spec.class, node -> Goals.spec(node.text()), Spec::toString);

    public RunFile {
        networks = List.copyOf(networks);
    }

    /**
     * Reads and checks a run file and its space files.
     *
     * @throws org.cosearch.yaml.YamlException at the first thing that is wrong in one of them
     */
    public static RunFile read(Path file) {
        YamlNode tree = Yaml.read(file);
        RunConfig config = BINDING.bind(tree, RunConfig.class);
        RunChecks.check(tree, config);
        ProjectFiles files = ProjectFiles.of(file);
        List<Network> networks = new ArrayList<>();
        for (int i = 0; i < config.networks().size(); i++) {
            YamlNode node = tree.at("networks[%d]".formatted(i));
            NetworkConfig network = config.networks().get(i);
            SpaceFile space = SpaceFile.read(files.file(node.at("space"), "spaces"));
            Optional<Path> folder = network.dataset().path().map(path -> files.folder(node.at("dataset.path")));
            Optional<PredictorBundle> predictor =
                    network.latency().map(latency -> BundleReference.read(files, node.at("latency.bundle"), space));
            networks.add(new Network(network, space, folder, predictor));
        }
        return new RunFile(config, networks, files.file(tree.at("accelerator.technology"), "technologies"));
    }

    /**
     * This run as a copy in another place has it: with other references to the same spaces and technology, and the
     * folders of its data sets absolute. Predictor bundles are expected in the folder {@code predictors} beside that of
     * the run file, under {@link Network#bundleName}.
     *
     * @param spaces one reference for each network, in order
     */
    public RunFile relocated(List<String> spaces, String technologyReference) {
        List<Network> others = new ArrayList<>();
        for (int i = 0; i < networks.size(); i++) {
            Network old = networks.get(i);
            NetworkConfig moved = old.config()
                    .with(
                            spaces.get(i),
                            old.config().dataset().at(old.datasetFolder().map(Path::toString)),
                            old.config().latency().map(latency -> latency.at("../predictors/" + old.bundleName())));
            others.add(new Network(moved, old.space(), old.datasetFolder(), old.predictor()));
        }
        return new RunFile(
                config.with(
                        others.stream().map(Network::config).toList(),
                        config.accelerator().withTechnology(technologyReference),
                        config.execution()),
                others,
                technology);
    }

    /** This run without what has no effect on its result. */
    public RunFile essence() {
        return new RunFile(
                config.with(config.networks(), config.accelerator(), new ExecutionConfig(Optional.empty())),
                networks,
                technology);
    }

    /** The canonical text of the run with all defaults filled in, which reads back as an equal value. */
    public String write() {
        return BINDING.write(config);
    }
}
