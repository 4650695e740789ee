package org.cosearch.adapter.child;

import java.time.Duration;

/**
 * What a child process may use.
 *
 * @param startLimit wall time until the device is open
 * @param prepareLimit wall time to prepare a network
 * @param runLimit wall time of any other call; a call of several runs gets it for all of them together
 * @param heapMebibytes the Java heap
 * @param memoryMebibytes resident memory, heap included, above which the child is ended; watched where there is a
 *     {@code /proc}, that is on Linux
 * @param processors that it may use, as {@code taskset} of Linux takes them, such as {@code 0,2-3}; empty for all
 */
public record Limits(
        Duration startLimit,
        Duration prepareLimit,
        Duration runLimit,
        int heapMebibytes,
        int memoryMebibytes,
        String processors) {

    public Limits {
        for (Duration limit : new Duration[] {startLimit, prepareLimit, runLimit}) {
            if (limit.isNegative() || limit.isZero()) {
                throw new IllegalArgumentException("A time limit (%s) is not above 0.".formatted(limit));
            }
        }
        if (!processors.matches("([0-9]+(-[0-9]+)?(,[0-9]+(-[0-9]+)?)*)?")) {
            throw new IllegalArgumentException(
                    "The processors (%s) are not numbers and ranges from 0 on.%nMaybe 0 or 0-1.".formatted(processors));
        }
        if (heapMebibytes < 16 || memoryMebibytes < heapMebibytes) {
            throw new IllegalArgumentException("The heap (%d MiB) is below 16 MiB or above all memory (%d MiB)."
                    .formatted(heapMebibytes, memoryMebibytes));
        }
    }

    /** 30 s to start, 60 s to prepare, 60 s per call, 256 MiB of heap, 4 GiB of memory. */
    public static Limits standard() {
        return new Limits(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(60), 256, 4096, "");
    }

    /** With the same time limit for every call. */
    public Limits withTime(Duration limit) {
        return new Limits(startLimit, limit, limit, heapMebibytes, memoryMebibytes, processors);
    }

    public Limits withMemoryMebibytes(int mebibytes) {
        return new Limits(startLimit, prepareLimit, runLimit, heapMebibytes, mebibytes, processors);
    }

    public Limits withProcessors(String newProcessors) {
        return new Limits(startLimit, prepareLimit, runLimit, heapMebibytes, memoryMebibytes, newProcessors);
    }
}
