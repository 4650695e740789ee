package org.cosearch.device;

import java.util.List;
import java.util.OptionalDouble;

/** The machine around a device, as far as it can be read. Safe for use by several threads. */
public interface Surroundings {

    /** The value of a property that cannot be read. */
    String NOT_AVAILABLE = "not available";

    /** What the machine is: what does not change while it is up. */
    List<Property> fingerprint();

    /** What state it is in; looks on for a moment. */
    Conditions conditions() throws InterruptedException;

    /** The energy that it has used since some time, in joules; empty if it has no meter. */
    OptionalDouble energyJoules();

    /** A machine of which nothing is known. */
    static Surroundings unknown() {
        return new Surroundings() {
            @Override
            public List<Property> fingerprint() {
                return List.of();
            }

            @Override
            public Conditions conditions() {
                return Conditions.UNKNOWN;
            }

            @Override
            public OptionalDouble energyJoules() {
                return OptionalDouble.empty();
            }
        };
    }
}
