package org.cosearch.campaign;

import java.util.ArrayList;
import java.util.List;
import org.cosearch.device.Property;

/**
 * What is to be said of all measurements of a block.
 *
 * @param slower how the device or its machine slowed down meanwhile
 * @param doubts what else is wrong with the block
 * @param repeats how often the block was done before and not kept
 * @param facts about the machine at the time
 */
record BlockState(List<String> slower, List<String> doubts, int repeats, List<Property> facts) {

    BlockState {
        slower = List.copyOf(slower);
        doubts = List.copyOf(doubts);
        facts = List.copyOf(facts);
    }

    /** For people. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>(slower);
        remarks.addAll(doubts);
        if (repeats > 0 && !remarks.isEmpty()) {
            remarks.add("the block was measured %d times before".formatted(repeats));
        }
        return remarks;
    }
}
