package org.cosearch.accelerator.schedule;

/** How a layer's output gets from the sub-accelerator that wrote it to another one that reads it. */
@FunctionalInterface
public interface Interconnect {

    /**
     * What moving an output costs, beyond what the layers cost themselves.
     *
     * @param words of the output
     */
    Transfer transfer(long words);

    /**
     * One DRAM for all: a layer's cost already holds writing its output to DRAM and reading its inputs from there, which is
     * the same whoever reads them, so that a transfer costs nothing more.
     */
    static Interconnect sharedDram() {
        return words -> Transfer.FREE;
    }

    /**
     * A network on the chip between sub-accelerators that have memories of their own: outputs cross it from memory to memory
     * before the layers that read them start. It is never the limit of several transfers at a time.
     *
     * @param wordsPerCycle of one transfer, above 0
     * @param latencyCycles before the first word arrives, at least 0
     * @param picojoulesPerWord at least 0
     */
    static Interconnect networkOnChip(double wordsPerCycle, long latencyCycles, double picojoulesPerWord) {
        if (!(wordsPerCycle > 0)) {
            throw new IllegalArgumentException(
                    "The network between the sub-accelerators moves (%s) words a cycle, not more than 0."
                            .formatted(wordsPerCycle));
        }
        if (latencyCycles < 0 || !(picojoulesPerWord >= 0)) {
            throw new IllegalArgumentException(
                    "The network between the sub-accelerators takes (%d) cycles and (%s) pJ a word, below 0."
                            .formatted(latencyCycles, picojoulesPerWord));
        }
        return words -> new Transfer(
                Math.addExact(latencyCycles, (long) Math.ceil(words / wordsPerCycle)), words * picojoulesPerWord);
    }
}
