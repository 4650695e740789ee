package org.cosearch.latency.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.cosearch.latency.data.DatasetFolder;
import org.cosearch.latency.data.LatencyDataset;
import org.cosearch.latency.data.Shuffle;
import org.cosearch.latency.data.SourceMeasurements;
import org.cosearch.latency.data.Splits;
import org.cosearch.latency.data.TrainingSet;
import org.cosearch.latency.gp.GpMetaLearner;
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

    /** The learner. */
    public GpMetaLearner train(RandomStreams streams) {
        List<SourceMeasurements> sources = new ArrayList<>();
        int rows = dataset.architectures().size();
        for (int i = 0; i < splits.sourceDevices().size(); i++) {
            int[] order = Shuffle.of(rows, streams.stream(Purpose.SAMPLING, i));
            int[] drawn = Arrays.copyOf(order, Math.min(rows, samples));
            sources.add(Protocol.measurements(dataset, splits.sourceDevices().get(i), drawn));
        }
        TrainingSet set = new TrainingSet(dataset.space(), sources, dataset.architectures(), List.of());
        return GpMetaLearner.train(set, streams.stream(Purpose.PREDICTION));
    }
}
