package org.cosearch.hardware;

import org.cosearch.workload.LoopNest.Role;

/** Why a mapping is not a legal mapping of a loop nest onto an accelerator. */
public sealed interface Misfit {

    /** One sentence for people. */
    String reason();

    /** The tiles kept at a level exceed its effective capacity. */
    record Capacity(String level, Role largestTensor, long largestWords, long neededWords, long capacityWords)
            implements Misfit {
        @Override
        public String reason() {
            return "Level %s needs %d words, %d of them for %s, and has %d."
                    .formatted(level, neededWords, largestWords, largestTensor.label(), capacityWords);
        }
    }

    /** The tiles kept at a level fill less than the share that the level asks for. */
    record Underfull(String level, long neededWords, double minimumWords) implements Misfit {
        @Override
        public String reason() {
            return "Level %s holds %d words, below its minimum of %s.".formatted(level, neededWords, minimumWords);
        }
    }

    /** The spatial loops of a level exceed its fan-out. */
    record FanOut(String level, String direction, long used, long available) implements Misfit {
        @Override
        public String reason() {
            return "Level %s fans out to %d instances along %s and has %d."
                    .formatted(level, used, direction, available);
        }
    }

    /** The loops over a dimension do not multiply to its bound. */
    record Factors(String dimension, long product, int bound) implements Misfit {
        @Override
        public String reason() {
            return "The loops over %s multiply to %d and its bound is %d.".formatted(dimension, product, bound);
        }
    }

    /** A tensor is not kept at the outermost level, where it comes from. */
    record NotAtTheOutermost(String level, Role tensor) implements Misfit {
        @Override
        public String reason() {
            return "Level %s is the outermost and does not keep %s.".formatted(level, tensor.label());
        }
    }

    /** The levels or the loops of a mapping are not those of the accelerator and the nest. */
    record Mismatch(String reason) implements Misfit {}
}
