package org.cosearch.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Spec;
import org.cosearch.family.NetworkFamily;
import org.cosearch.latency.bundle.PredictorBundle;
import org.cosearch.training.data.KnownDataset;
import org.cosearch.workload.VisionTask;
import org.cosearch.yaml.Binding;
import org.cosearch.yaml.Yaml;
import org.cosearch.yaml.YamlNode;

/**
 * A run file that was read and checked, with the files that it refers to.
 *
 * @param config the run, with all defaults filled in
 * @param networks in the order of the config
 * @param templates in the order of the config
 * @param technology the technology file, which exists inside the project
 */
public record RunFile(RunConfig config, List<Network> networks, List<TemplateFile> templates, Path technology) {

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
        templates = List.copyOf(templates);
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
            checkTask(node, network, space);
            Optional<Path> folder = network.dataset().path().map(path -> files.folder(node.at("dataset.path")));
            Optional<PredictorBundle> predictor =
                    network.latency().map(latency -> BundleReference.read(files, node.at("latency.bundle"), space));
            networks.add(new Network(network, space, folder, predictor));
        }
        List<TemplateFile> templates = new ArrayList<>();
        for (int i = 0; i < config.accelerator().templates().size(); i++) {
            YamlNode reference = tree.at("accelerator.templates[%d]".formatted(i));
            TemplateFile template = TemplateFile.read(reference, files);
            if (templates.stream().anyMatch(other -> other.name().equals(template.name()))) {
                throw reference.error("two templates have the name (%s).".formatted(template.name()));
            }
            templates.add(template);
        }
        ResourceRanges.check(tree, config.accelerator(), templates);
        return new RunFile(config, networks, templates, files.file(tree.at("accelerator.technology"), "technologies"));
    }

    /** Refuses a network whose family does another task than the data set has, or does not take its images. */
    private static void checkTask(YamlNode node, NetworkConfig network, SpaceFile space) {
        KnownDataset data = network.dataset().name();
        if (space.family().task() != data.task()) {
            throw node.at("dataset.name")
                    .error(
                            "the data set (%s) is for %s, the networks of family (%s) are for %s."
                                    .formatted(
                                            data.label(),
                                            lowerCase(data.task()),
                                            space.family().name(),
                                            lowerCase(space.family().task())),
                            "Maybe a space of family %s."
                                    .formatted(NetworkFamily.standard().stream()
                                            .filter(family -> family.task() == data.task())
                                            .map(NetworkFamily::name)
                                            .collect(Collectors.joining(" or "))));
        }
        boolean unused = node.at("space").make(() -> {
            space.family().check(space.space(), data.imageShape());
            return true;
        });
    }

    private static String lowerCase(VisionTask task) {
        return task.name().toLowerCase(Locale.ROOT);
    }

    /**
     * This run as a copy in another place has it: with other references to the same spaces and technology, its templates
     * by their names, and the folders of its data sets absolute. Predictor bundles are expected in the folder
     * {@code predictors} beside that of the run file, under {@link Network#bundleName}.
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
                        config.accelerator()
                                .with(templates.stream().map(TemplateFile::name).toList(), technologyReference),
                        config.execution()),
                others,
                templates,
                technology);
    }

    /** This run without what has no effect on its result. */
    public RunFile essence() {
        return new RunFile(
                config.with(config.networks(), config.accelerator(), new ExecutionConfig(Optional.empty())),
                networks,
                templates,
                technology);
    }

    /** The canonical text of the run with all defaults filled in, which reads back as an equal value. */
    public String write() {
        return BINDING.write(config);
    }
}
