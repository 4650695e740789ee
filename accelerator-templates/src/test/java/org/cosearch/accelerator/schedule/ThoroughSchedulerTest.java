package org.cosearch.accelerator.schedule;

class ThoroughSchedulerTest extends SchedulerContract {
    @Override
    Scheduler scheduler() {
        return Scheduler.thorough();
    }
}
