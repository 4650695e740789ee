package org.cosearch.adapter.engine;

import java.util.OptionalDouble;

/** A model ready to run in this process. */
public interface EngineModel extends AutoCloseable {

    /** Floats of one inference's input. */
    long inputElements();

    /** Floats of one inference's output. */
    long outputElements();

    /** The output for one input, untimed. */
    float[] infer(float[] input) throws EngineException;

    /** Nanoseconds of each run, as the runtime states them. */
    long[] run(int runs) throws EngineException;

    /** A counter over the last runs. */
    OptionalDouble counter(String name) throws EngineException;

    @Override
    void close();
}
