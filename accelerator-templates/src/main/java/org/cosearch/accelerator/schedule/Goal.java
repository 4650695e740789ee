package org.cosearch.accelerator.schedule;

/** What a schedule is chosen for. */
public sealed interface Goal {

    /** The figure of {@code schedule} that the goal makes small, in the goal's unit. */
    double figure(Schedule schedule);

    /**
     * The least energy, in picojoule, among the schedules that end in time.
     *
     * @param latencyCycles by which every layer has ended
     */
    record LeastEnergy(long latencyCycles) implements Goal {
        public LeastEnergy {
            if (latencyCycles < 0) {
                throw new IllegalArgumentException("The latency is (%d) cycles, below 0.".formatted(latencyCycles));
            }
        }

        @Override
        public double figure(Schedule schedule) {
            return schedule.energyPicojoules();
        }
    }

    /** The least makespan, in cycles; among equal ones the least energy. */
    record LeastMakespan() implements Goal {
        @Override
        public double figure(Schedule schedule) {
            return schedule.makespanCycles();
        }
    }
}
