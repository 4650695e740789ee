package org.cosearch.yaml;

/** The check of numbers against {@link Bounds}. */
final class BoundsCheck {

    private BoundsCheck() {}

    /** Refuses the first number of {@code node}, a number or a list of numbers, that is out of bounds. */
    static void check(YamlNode node, Bounds bounds) {
        if (node instanceof YamlList list) {
            list.items().forEach(item -> check(item, bounds));
            return;
        }
        String broken = broken(node.number(), bounds);
        if (!broken.isEmpty()) {
            throw node.error("%s is %s.".formatted(node.description(), broken));
        }
    }

    private static String broken(double value, Bounds bounds) {
        if (value < bounds.atLeast()) {
            return "below " + shown(bounds.atLeast());
        }
        if (value <= bounds.above()) {
            return "not above " + shown(bounds.above());
        }
        if (value > bounds.atMost()) {
            return "above " + shown(bounds.atMost());
        }
        return value >= bounds.below() ? "not below " + shown(bounds.below()) : "";
    }

    private static String shown(double limit) {
        return limit == Math.rint(limit) ? Long.toString((long) limit) : YamlScalar.shortest(limit);
    }
}
