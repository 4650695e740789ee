package org.cosearch.accelerator.schedule;

class QuickSchedulerTest extends SchedulerContract {
    @Override
    Scheduler scheduler() {
        return Scheduler.quick();
    }
}
