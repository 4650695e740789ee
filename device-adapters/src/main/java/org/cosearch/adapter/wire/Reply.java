package org.cosearch.adapter.wire;

import java.util.List;
import java.util.OptionalDouble;
import org.cosearch.adapter.engine.EngineException.Reason;
import org.cosearch.device.Property;

/** What a child answers. */
public sealed interface Reply {

    record Opened(List<Property> facts) implements Reply {}

    record Ready(long inputElements, long outputElements) implements Reply {}

    @SuppressWarnings("ArrayRecordComponent")
    record Output(float[] values) implements Reply {}

    @SuppressWarnings("ArrayRecordComponent")
    record Times(long[] nanos) implements Reply {}

    record Counted(OptionalDouble value) implements Reply {}

    record Done() implements Reply {}

    /** The runtime said no; the child goes on. */
    record Refused(Reason reason, String message) implements Reply {}
}
