package org.cosearch.space;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The options of a choice and where their genes are. */
final class Options {

    private final List<Option> list;
    private final Space[] spaces;
    private final int[] starts;
    private final Map<String, Integer> indices = new HashMap<>();

    /**
     * @param start the first slot of the first option, from the first slot of the choice
     * @throws IllegalArgumentException if two options have one label
     */
    Options(List<Option> options, int start) {
        list = List.copyOf(options);
        spaces = options.stream().map(Option::space).toArray(Space[]::new);
        starts = new int[spaces.length];
        int next = start;
        for (int i = 0; i < spaces.length; i++) {
            starts[i] = next;
            next += spaces[i].slots();
            if (indices.put(list.get(i).label(), i) != null) {
                throw new IllegalArgumentException("A choice has two options with the label (%s): %s."
                        .formatted(list.get(i).label(), labels()));
            }
        }
    }

    static long slots(List<Option> options) {
        return options.stream().mapToLong(option -> option.space().slots()).sum();
    }

    List<Option> list() {
        return list;
    }

    int count() {
        return spaces.length;
    }

    String label(int index) {
        return list.get(index).label();
    }

    List<String> labels() {
        return list.stream().map(Option::label).toList();
    }

    boolean contains(String label) {
        return indices.containsKey(label);
    }

    /** @throws IllegalArgumentException if there is no such option */
    int index(String label) {
        Integer index = indices.get(label);
        if (index == null) {
            throw new IllegalArgumentException("There is no option (%s) among %s.".formatted(label, labels()));
        }
        return index;
    }

    Space space(int index) {
        return spaces[index];
    }

    int start(int index) {
        return starts[index];
    }

    /** Copies the genes of an option of the choice at slot {@code at}. */
    void copy(double[] from, double[] to, int index, int at) {
        int slot = at + starts[index];
        System.arraycopy(from, slot, to, slot, spaces[index].slots());
    }
}
