package org.cosearch.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.cosearch.accelerator.cost.InputCounts;
import org.cosearch.accelerator.format.AcceleratorYaml;
import org.cosearch.accelerator.format.TimeloopExport;
import org.cosearch.accelerator.mapping.TilingMapper;
import org.cosearch.accelerator.systolic.SystolicCost;
import org.cosearch.adapter.onnx.OnnxEncoder;
import org.cosearch.adapter.onnx.PixelScaling;
import org.cosearch.codesign.Design;
import org.cosearch.config.AccuracyConfig;
import org.cosearch.evaluate.Trial;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.Mapper;
import org.cosearch.run.Journal;
import org.cosearch.training.graph.SavedNetwork;
import org.cosearch.training.worker.Training;
import org.cosearch.training.worker.TrainingPool;
import org.cosearch.training.worker.WorkerOptions;
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.Network;
import org.cosearch.workload.Node;
import org.cosearch.workload.json.NetworkJson;

/**
 * Writes what is needed to build one design of a run: its accelerator (own YAML and Timeloop's) or its sub-accelerators,
 * each in a folder, the schedule of the layers, its networks as JSON, the mapping of every layer in Timeloop's form, and on
 * request each network trained again to the weights that its score is of, as a TensorFlow SavedModel and as ONNX.
 *
 * <p>The schedule is a CSV file with the columns {@code network}, {@code layer}, {@code sub_accelerator},
 * {@code start_cycle}, {@code end_cycle} and {@code energy_pj}; layers that are part of others are left out.
 */
public final class DesignExport {

    private final RunFolder folder;
    private final RunInputs inputs;
    private final Blueprint blueprint;

    private DesignExport(RunFolder folder, RunInputs inputs, Blueprint blueprint) {
        this.folder = folder;
        this.inputs = inputs;
        this.blueprint = blueprint;
    }

    /**
     * Of the run in {@code folder}.
     *
     * @throws IOException if there is none
     */
    public static DesignExport of(Path folder) throws IOException {
        RunFolder existing = RunFolder.existing(folder);
        RunInputs inputs = RunInputs.saved(existing);
        return new DesignExport(existing, inputs, Blueprint.of(inputs.run()));
    }

    /**
     * Writes the design of a trial.
     *
     * @param target that does not exist yet
     * @param train whether the networks are trained again and written with their weights
     * @return what was written, in order
     * @throws IllegalArgumentException if the run has no such trial
     * @throws IOException if a file cannot be written
     */
    public List<Path> write(long trial, Path target, boolean train) throws IOException, InterruptedException {
        if (Files.exists(target)) {
            throw new IOException("%s exists already.%nMaybe name another folder.".formatted(target));
        }
        Design design = blueprint.codec().decode(trial(trial).genome());
        DesignSchedule schedule = DesignSchedule.of(design, blueprint.chipCosts(Session.costModel()));
        List<String> chip = design.chip().names();
        List<Path> written = new ArrayList<>();
        for (int i = 0; i < chip.size(); i++) {
            Path place = chip.size() == 1
                    ? target
                    : target.resolve("sub-accelerators").resolve(chip.get(i));
            written.addAll(accelerator(design.chip().subAccelerators().get(i), place));
        }
        written.add(write(target.resolve("schedule.csv"), schedule.csv(blueprint.taskNames())));
        for (int i = 0; i < design.networks().size(); i++) {
            Blueprint.Task task = blueprint.tasks().get(i);
            Network network = design.networks().get(i);
            Path place = target.resolve(task.name());
            written.add(write(place.resolve("network.json"), NetworkJson.write(network)));
            written.addAll(mappings(network, schedule.accelerators(i), place.resolve("mappings")));
            if (train) {
                Path model = trained(task, network, place.resolve("saved-model"));
                written.add(model);
                written.add(onnx(network, model, place.resolve("network.onnx")));
            }
        }
        return written;
    }

    private static List<Path> accelerator(Accelerator accelerator, Path place) throws IOException {
        Path timeloop = place.resolve("timeloop");
        return List.of(
                write(place.resolve("accelerator.yaml"), AcceleratorYaml.write(accelerator)),
                write(timeloop.resolve("arch.yaml"), TimeloopExport.architecture(accelerator)),
                write(timeloop.resolve("ERT.yaml"), TimeloopExport.energies(accelerator)),
                write(timeloop.resolve("ART.yaml"), TimeloopExport.areas(accelerator)),
                write(timeloop.resolve("constraints.yaml"), TimeloopExport.constraints(accelerator)));
    }

    private Trial trial(long id) throws IOException {
        List<Trial> trials = Journal.read(
                folder.journal(), inputs.sha256(), blueprint.codec().space());
        if (id < 0 || id >= trials.size()) {
            throw new IllegalArgumentException("The run has no trial (%d).%nMaybe one from 0 to %d; the front is in %s."
                    .formatted(id, trials.size() - 1, folder.path().resolve("front.csv")));
        }
        return trials.get((int) id);
    }

    /** @param accelerators one for each node: the one that runs it */
    private static List<Path> mappings(Network network, List<Accelerator> accelerators, Path place) throws IOException {
        Mapper mapper = SystolicCost.of(new TilingMapper(InputCounts.TIMELOOP));
        List<Path> written = new ArrayList<>();
        for (int i = 0; i < network.nodes().size(); i++) {
            Node node = network.nodes().get(i);
            Accelerator accelerator = accelerators.get(i);
            List<LoopNest> nests = node.nests();
            for (int part = 0; part < nests.size(); part++) {
                if (mapper.map(nests.get(part), accelerator) instanceof Mapper.Mapped mapped) {
                    String name = "%03d-%s%s"
                            .formatted(
                                    i,
                                    node.name().replaceAll("[^A-Za-z0-9._-]", "_"),
                                    nests.size() > 1 ? "-" + part : "");
                    written.add(write(place.resolve(name + ".problem.yaml"), TimeloopExport.problem(mapped.nest())));
                    written.add(write(
                            place.resolve(name + ".mapping.yaml"),
                            TimeloopExport.mapping(mapped.mapping(), mapped.nest(), accelerator)));
                }
            }
        }
        return written;
    }

    private Path trained(Blueprint.Task task, Network network, Path place) throws IOException, InterruptedException {
        AccuracyConfig.Training training = (AccuracyConfig.Training) task.accuracy();
        WorkerOptions options = WorkerOptions.standard(1, folder.logs().resolve("export"))
                .withTrainingLimit(Duration.ofMillis(Math.round(training.timeLimitSeconds() * 1000)));
        try (TrainingPool pool = new TrainingPool(
                task.data(), Blueprint.recipe(training), blueprint.config().seed(), options)) {
            if (pool.save(network, place) instanceof Training.Failed failed) {
                throw new IOException(
                        "The network of %s cannot be trained again: %s".formatted(task.name(), failed.reason()));
            }
        }
        return place;
    }

    /** The trained network as ONNX, from pixels to what its last layer writes. */
    private static Path onnx(Network network, Path savedModel, Path file) throws IOException {
        SavedNetwork trained = SavedNetwork.read(savedModel);
        PixelScaling scaling = new PixelScaling(trained.inputScales(), trained.inputOffsets());
        return Files.write(
                file, OnnxEncoder.encodeForPixels(network, trained, 1, scaling).bytes());
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
