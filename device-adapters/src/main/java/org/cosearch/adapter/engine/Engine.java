package org.cosearch.adapter.engine;

import java.util.List;
import org.cosearch.device.Property;

/** A runtime with its settings, open in this process. It times each run by itself. For one thread at a time. */
public interface Engine extends AutoCloseable {

    /** Facts as the runtime states them; {@code formats} and, if more than one, {@code batch} are among them. */
    List<Property> facts();

    /**
     * Makes a model ready.
     *
     * @throws EngineException if it cannot
     */
    EngineModel prepare(Model model) throws EngineException;

    @Override
    void close();
}
