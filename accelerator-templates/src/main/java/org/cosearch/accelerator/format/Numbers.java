package org.cosearch.accelerator.format;

import org.cosearch.yaml.YamlNode;

/** Numbers within bounds. */
final class Numbers {

    /** The largest energy in picojoule, area in square micrometre or rate in words per cycle: beyond any hardware. */
    static final double LARGEST = 1e15;

    private Numbers() {}

    /** A whole number of at least 1 that fits an int. */
    static int positive(YamlNode node) {
        return within(node, 1);
    }

    /** A whole number of at least {@code least} that fits an int. */
    static int within(YamlNode node, int least) {
        long value = node.integer();
        if (value < least || value > Integer.MAX_VALUE) {
            throw node.error("number (%d) is not in [%d, %d].".formatted(value, least, Integer.MAX_VALUE));
        }
        return (int) value;
    }

    /** A number of at least 0. */
    static double notNegative(YamlNode node) {
        double value = node.number();
        if (value < 0) {
            throw node.error("number (%s) is below 0.".formatted(value));
        }
        return limited(node, value);
    }

    /** A number above 0. */
    static double aboveZero(YamlNode node) {
        double value = node.number();
        if (value <= 0) {
            throw node.error("number (%s) is not above 0.".formatted(value));
        }
        return limited(node, value);
    }

    private static double limited(YamlNode node, double value) {
        if (value > LARGEST) {
            throw node.error("number (%s) is above %s.".formatted(value, LARGEST), "Maybe its unit is another one.");
        }
        return value;
    }
}
