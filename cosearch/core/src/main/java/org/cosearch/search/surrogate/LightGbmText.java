package org.cosearch.search.surrogate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The text form of LightGBM's models (version 4): sections of {@code key=value} lines, one per tree. */
final class LightGbmText {

    private LightGbmText() {}

    /**
     * A regression tree of numeric splits. A child below 0 is a leaf: −1 the first, −2 the second, and so on.
     *
     * @param features {@code [split]}
     * @param thresholds {@code [split]}: the left child is for what is not above it
     * @param values {@code [leaf]}
     */
    record Tree(int[] features, double[] thresholds, int[] left, int[] right, double[] values) {

        double value(double[] row) {
            int node = features.length == 0 ? -1 : 0;
            while (node >= 0) {
                node = row[features[node]] <= thresholds[node] ? left[node] : right[node];
            }
            return values[-node - 1];
        }
    }

    static List<Tree> trees(String model) {
        List<Tree> trees = new ArrayList<>();
        Map<String, String> section = new HashMap<>();
        for (String line : model.split("\n", -1)) {
            if (line.startsWith("Tree=") || line.startsWith("end of trees")) {
                if (section.containsKey("leaf_value")) {
                    trees.add(tree(section));
                }
                section.clear();
            }
            int equals = line.indexOf('=');
            if (equals > 0) {
                section.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return trees;
    }

    private static Tree tree(Map<String, String> section) {
        return new Tree(
                integers(section, "split_feature"),
                numbers(section, "threshold"),
                integers(section, "left_child"),
                integers(section, "right_child"),
                numbers(section, "leaf_value"));
    }

    private static int[] integers(Map<String, String> section, String key) {
        return Arrays.stream(numbers(section, key))
                .mapToInt(value -> (int) value)
                .toArray();
    }

    private static double[] numbers(Map<String, String> section, String key) {
        String text = section.getOrDefault(key, "").strip();
        return text.isEmpty()
                ? new double[0]
                : Arrays.stream(text.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
    }
}
