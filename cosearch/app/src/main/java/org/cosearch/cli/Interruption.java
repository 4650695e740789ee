package org.cosearch.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into an interrupt of the thread that opened it, and holds the end of the Java machine back
 * until that thread has closed it, so that it can stop cleanly.
 */
final class Interruption implements AutoCloseable {

    /** How long a stop may take before the machine ends all the same. */
    private static final long PATIENCE_SECONDS = 4;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(Thread worker) {
        hook = new Thread(
                () -> {
                    worker.interrupt();
                    try {
                        boolean clean = closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                        if (!clean) {
                            System.err.println("cosearch: stopped without waiting any longer; the journal is whole.");
                        }
                    } catch (InterruptedException again) {
                        Thread.currentThread().interrupt();
                    }
                },
                "stop");
    }

    /** Interrupts the calling thread from now on. */
    static Interruption ofThisThread() {
        Interruption interruption = new Interruption(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // the machine is ending already: the hook has done its work
        }
    }
}
