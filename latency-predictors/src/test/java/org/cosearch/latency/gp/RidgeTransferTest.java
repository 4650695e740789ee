package org.cosearch.latency.gp;

import java.util.List;
import org.cosearch.latency.LatencyMethod;
import org.cosearch.latency.LatencyMethods;
import org.cosearch.latency.data.LatencyDataset;
import org.cosearch.latency.data.SmallDataset;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.LatencyMeasurement;
import org.cosearch.predict.MetaLearner;
import org.cosearch.predict.MetaLearnerContract;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;

class RidgeTransferTest extends MetaLearnerContract {

    private static final LatencyDataset DATASET = SmallDataset.of(120);
    private static final LatencyMethod METHOD = LatencyMethods.named("ridge-transfer");
    private static final MetaLearner LEARNER =
            METHOD.train(SmallDataset.training(DATASET, 80), new RandomStreams(1).stream(Purpose.PREDICTION));

    @Override
    protected MetaLearner learner() {
        return LEARNER;
    }

    @Override
    protected List<LatencyMeasurement> support() {
        return SmallDataset.measurements(DATASET, "new").subList(0, 12);
    }

    @Override
    protected List<Architecture> architectures() {
        return DATASET.architectures();
    }
}
