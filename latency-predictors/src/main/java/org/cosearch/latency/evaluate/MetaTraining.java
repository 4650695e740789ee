package org.cosearch.latency.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.cosearch.latency.LatencyMethod;
import org.cosearch.latency.LatencyMethods;
import org.cosearch.latency.StorableLearner;
import org.cosearch.latency.data.DatasetFolder;
import org.cosearch.latency.data.LatencyDataset;
import org.cosearch.latency.data.Shuffle;
import org.cosearch.latency.data.SourceMeasurements;
import org.cosearch.latency.data.Splits;
import org.cosearch.latency.data.TrainingSet;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.DecisionSpace;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;

/** Learning from the source devices of a data set, for use rather than for comparison. */
public final class MetaTraining {

    private final LatencyDataset dataset;
    private final Splits splits;
    private final int samples;

    private MetaTraining(LatencyDataset dataset, Splits splits, int samples) {
        this.dataset = dataset;
        this.splits = splits;
        this.samples = samples;
    }

    /**
     * Reads the data set.
     *
     * @param columns of the space, if they are not to be told from the data set
     * @param samples measurements of each source that are used, at least 2; all if there are fewer
     * @throws IllegalArgumentException if the data set or split is refused
     */
    public static MetaTraining of(Path dataset, Optional<Path> splits, Optional<DecisionSpace> columns, int samples) {
        if (samples < 2) {
            throw new IllegalArgumentException("The number of samples (%d) is not at least 2.".formatted(samples));
        }
        DatasetFolder folder = new DatasetFolder(dataset);
        Splits read = Splits.read(splits.orElse(folder.splits()));
        return new MetaTraining(folder.read(read, columns), read, samples);
    }

    /** Keys of the split that are not understood, one sentence each. */
    public List<String> warnings() {
        return splits.warnings();
    }

    /** How many source devices there are. */
    public int devices() {
        return splits.sourceDevices().size();
    }

    /**
     * The learner of a method.
     *
     * @throws IllegalArgumentException if there is no such method or a bundle cannot hold its learner
     */
    public StorableLearner train(String method, RandomStreams streams) {
        LatencyMethod learning = LatencyMethods.named(method);
        List<SourceMeasurements> sources = new ArrayList<>();
        int rows = dataset.architectures().size();
        for (int i = 0; i < splits.sourceDevices().size(); i++) {
            int[] order = Shuffle.of(rows, streams.stream(Purpose.SAMPLING, i));
            int[] drawn = Arrays.copyOf(order, Math.min(rows, samples));
            sources.add(Protocol.measurements(dataset, splits.sourceDevices().get(i), drawn));
        }
        TrainingSet set = new TrainingSet(dataset.space(), sources, dataset.architectures(), references());
        if (learning.train(set, streams.stream(Purpose.PREDICTION)) instanceof StorableLearner learner) {
            return learner;
        }
        throw new IllegalArgumentException(
                "A bundle cannot hold a learner of method (%s).%nMaybe use gp.".formatted(method));
    }

    private List<Architecture> references() {
        return TargetTask.architectures(dataset.rowsOf(splits.references()), dataset.architectures());
    }
}
