package org.cosearch.accelerator.schedule;

class FastSchedulerTest extends SchedulerContract {
    @Override
    Scheduler scheduler() {
        return Scheduler.fast();
    }
}
