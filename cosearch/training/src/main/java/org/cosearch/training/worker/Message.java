package org.cosearch.training.worker;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.cosearch.training.TrainingResult;
import org.cosearch.training.data.DatasetReference;
import org.cosearch.training.data.KnownDataset;
import org.cosearch.training.recipe.Recipe;

/** What a pool and its workers write to one another, one line of JSON each. */
sealed interface Message {

    /**
     * To a worker: train this.
     *
     * @param id given back in the answer
     * @param network as {@link org.cosearch.workload.json.NetworkJson} writes it
     * @param saveTo a folder to make for the trained network, or none
     */
    record Train(long id, JsonNode network, Data data, Recipe recipe, long seed, List<String> saveTo)
            implements Message {}

    /** From a worker, once: it has loaded TensorFlow of that version and waits. */
    record Ready(String tensorflow) implements Message {}

    /**
     * From a worker: the training went through.
     *
     * @param testAccuracyPercent of a network that was saved, if there are test images; or none
     */
    record Trained(long id, TrainingResult result, List<Double> testAccuracyPercent) implements Message {}

    /** From a worker: the network was refused or its training failed; the worker waits for the next. */
    record Failed(long id, String reason) implements Message {}

    /** A {@link DatasetReference} whose optional parts are lists of none or one. */
    record Data(String name, List<String> path, List<Integer> trainingImages, List<Integer> validationImages) {

        static Data of(DatasetReference reference) {
            return new Data(
                    reference.dataset().label(),
                    reference.path().map(Path::toString).stream().toList(),
                    reference.trainingImages().stream().boxed().toList(),
                    reference.validationImages().stream().boxed().toList());
        }

        DatasetReference reference() {
            return new DatasetReference(
                    KnownDataset.named(name),
                    path.stream().findFirst().map(Path::of),
                    trainingImages.stream().mapToInt(Integer::intValue).findFirst(),
                    validationImages.stream().mapToInt(Integer::intValue).findFirst());
        }
    }
}
