package org.cosearch.family;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A cell of NAS-Bench-201 (Dong and Yang 2020, section 2.1): one operation on each edge from node j to node i of four
 * nodes, where node 0 is the input and node 3 the output.
 *
 * @param operations six, in the order of {@link #EDGES}
 */
public record NasBench201Cell(List<Operation> operations) {

    /** The decisions by name: {@code op_i_j} is on the edge from node j to node i. */
    public static final List<String> EDGES = List.of("op_1_0", "op_2_0", "op_2_1", "op_3_0", "op_3_1", "op_3_2");

    private static final Pattern TEXT =
            Pattern.compile("\\|(\\w+)~0\\|\\+\\|(\\w+)~0\\|(\\w+)~1\\|\\+\\|(\\w+)~0\\|(\\w+)~1\\|(\\w+)~2\\|");

    /** What an edge does; the convolutions are ReLU, convolution and batch normalisation in this order. */
    public enum Operation {
        NONE,
        SKIP_CONNECT,
        NOR_CONV_1X1,
        NOR_CONV_3X3,
        AVG_POOL_3X3;

        /** The name in the benchmark, such as {@code nor_conv_3x3}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * The operation of that name.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Operation labelled(String label) {
            for (Operation operation : values()) {
                if (operation.label().equals(label)) {
                    return operation;
                }
            }
            throw new IllegalArgumentException("There is no operation (%s).\nMaybe one of %s."
                    .formatted(
                            label, Arrays.stream(values()).map(Operation::label).toList()));
        }
    }

    public NasBench201Cell {
        operations = List.copyOf(operations);
        if (operations.size() != EDGES.size()) {
            throw new IllegalArgumentException(
                    "A cell has (%d) operations, not %d.".formatted(operations.size(), EDGES.size()));
        }
    }

    /**
     * The cell of the benchmark's string form, such as
     * {@code |nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|avg_pool_3x3~2|}.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static NasBench201Cell parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "The cell (%s) has not the form |op~0|+|op~0|op~1|+|op~0|op~1|op~2|.".formatted(text));
        }
        return new NasBench201Cell(IntStream.rangeClosed(1, EDGES.size())
                .mapToObj(matcher::group)
                .map(Operation::labelled)
                .toList());
    }

    /** The operation on the edge from node {@code from} to the later node {@code to}. */
    public Operation operation(int to, int from) {
        if (from < 0 || to <= from || to > 3) {
            throw new IllegalArgumentException("A cell has no edge from node (%d) to node (%d).".formatted(from, to));
        }
        return operations.get(to * (to - 1) / 2 + from);
    }

    /** Whether the output depends on the input: a path of operations other than {@code none} leads there. */
    public boolean connected() {
        boolean[] reached = {true, false, false, false};
        for (int to = 1; to < reached.length; to++) {
            for (int from = 0; from < to; from++) {
                reached[to] |= reached[from] && operation(to, from) != Operation.NONE;
            }
        }
        return reached[3];
    }

    /** The benchmark's string form; see {@link #parse}. */
    @Override
    public String toString() {
        return "|%s~0|+|%s~0|%s~1|+|%s~0|%s~1|%s~2|"
                .formatted(operations.stream().map(Operation::label).toArray());
    }
}
