package org.cosearch.hardware;

/**
 * The energy of the actions of one instance of a storage level, in picojoule.
 *
 * @param readPicojoules of reading one block
 * @param writePicojoules of filling one block from the level above
 * @param updatePicojoules of writing one block of results from the level below
 * @param leakPicojoules of one cycle, whatever happens in it
 */
public record ActionEnergy(
        double readPicojoules, double writePicojoules, double updatePicojoules, double leakPicojoules) {

    /** For levels that stand for wiring alone. */
    public static final ActionEnergy NONE = new ActionEnergy(0, 0, 0, 0);

    public ActionEnergy {
        if (!(readPicojoules >= 0) || !(writePicojoules >= 0) || !(updatePicojoules >= 0) || !(leakPicojoules >= 0)) {
            throw new IllegalArgumentException(
                    "The energies read (%s), write (%s), update (%s) and leak (%s) are not all at least 0 pJ."
                            .formatted(readPicojoules, writePicojoules, updatePicojoules, leakPicojoules));
        }
    }
}
