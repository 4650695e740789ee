package org.cosearch.adapter.wire;

import java.util.List;
import org.cosearch.adapter.engine.Model;
import org.cosearch.device.Property;

/** What a child is asked to do. */
public sealed interface Request {

    /** Open a runtime; the first request. Answered by {@link Reply.Opened}. */
    record Open(EngineChoice engine, List<Property> settings) implements Request {}

    /** Make ready under a number of the caller's choice. Answered by {@link Reply.Ready}. */
    record Prepare(int id, Model model) implements Request {}

    /** Answered by {@link Reply.Output}. */
    @SuppressWarnings("ArrayRecordComponent")
    record Infer(int id, float[] input) implements Request {}

    /** Answered by {@link Reply.Times}. */
    record Run(int id, int runs) implements Request {}

    /** Answered by {@link Reply.Counted}. */
    record Counter(int id, String name) implements Request {}

    /** Answered by {@link Reply.Done}. */
    record Release(int id) implements Request {}

    /** Hold a library to a promise of the interface. Answered by {@link Reply.Done} or {@link Reply.Refused}. */
    record Check(String step, String library, List<Property> settings, Model model) implements Request {}
}
