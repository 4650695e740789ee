package org.cosearch.run;

import java.util.List;
import org.cosearch.evaluate.Trial;

/** Sees a run's trials as they become known, for progress; changes nothing. */
@FunctionalInterface
public interface RunListener {

    /**
     * A batch is known.
     *
     * @param batch in the order of ids
     * @param replayed how many at its head were answered from the journal
     */
    void told(List<Trial> batch, int replayed);

    /** Nobody listens. */
    static RunListener none() {
        return (batch, replayed) -> {};
    }
}
