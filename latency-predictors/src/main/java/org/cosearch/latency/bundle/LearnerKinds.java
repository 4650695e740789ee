package org.cosearch.latency.bundle;

import java.io.DataInput;
import java.io.IOException;
import java.util.Map;
import org.cosearch.latency.StorableLearner;
import org.cosearch.latency.gp.GpMetaLearner;
import org.cosearch.latency.meta.HelpLearner;
import org.cosearch.latency.meta.NasflatLearner;
import org.cosearch.predict.DecisionSpace;

/** Who reads which learner of a bundle. */
final class LearnerKinds {

    /** Builds a learner from what it has written. */
    private interface Reader {
        StorableLearner read(DecisionSpace space, DataInput in) throws IOException;
    }

    private static final Map<String, Reader> READERS = Map.of(
            GpMetaLearner.KIND, GpMetaLearner::read,
            HelpLearner.KIND, HelpLearner::read,
            NasflatLearner.KIND, NasflatLearner::read);

    private LearnerKinds() {}

    /** Reads the kind of a learner and the learner. */
    static StorableLearner read(DecisionSpace space, DataInput in) throws IOException {
        String kind = in.readUTF();
        Reader reader = READERS.get(kind);
        if (reader == null) {
            throw new IllegalArgumentException("there is no learner (%s).".formatted(kind));
        }
        return reader.read(space, in);
    }
}
