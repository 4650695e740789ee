package org.cosearch.latency.meta;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cosearch.latency.encode.Encoding;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.DecisionColumn;
import org.cosearch.predict.DecisionSpace;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Two dense layers over one bit per option of each column, with a bit for being inactive where a column is conditional.
 *
 * <p>As in HELP, a layer of FBNet has a bit per kernel and a bit per expansion instead, and none where it is skipped.
 */
final class ColumnEncoder implements ArchitectureEncoder {

    private static final String SKIPPED = "skip";
    private static final String BLOCK = "k[0-9]+_e[0-9]+(_g[0-9]+)?";

    private final Encoding encoding;

    /** The bits of every option, by column of the space; empty where items are the bits. */
    private final List<List<int[]>> parts = new ArrayList<>();

    private final int features;

    ColumnEncoder(DecisionSpace space) {
        this.encoding = Encoding.of(space);
        this.features = space.name().equals("fbnet") && space.columns().stream().allMatch(ColumnEncoder::ofBlocks)
                ? partsOf(space)
                : encoding.itemCount();
    }

    private static boolean ofBlocks(DecisionColumn column) {
        return column.activeWhen().isEmpty()
                && column.options().stream().allMatch(option -> option.equals(SKIPPED) || option.matches(BLOCK));
    }

    /** Numbers the bits of all columns; how many there are. */
    private int partsOf(DecisionSpace space) {
        int first = 0;
        for (DecisionColumn column : space.columns()) {
            Set<String> known = new LinkedHashSet<>();
            column.options().stream().filter(option -> !option.equals(SKIPPED)).forEach(option -> {
                known.add(kernel(option));
                known.add(expansion(option));
            });
            List<String> bits = List.copyOf(known);
            List<int[]> ofOptions = new ArrayList<>();
            for (String option : column.options()) {
                ofOptions.add(
                        option.equals(SKIPPED)
                                ? new int[0]
                                : new int[] {
                                    first + bits.indexOf(kernel(option)), first + bits.indexOf(expansion(option))
                                });
            }
            parts.add(ofOptions);
            first += bits.size();
        }
        return first;
    }

    private static String kernel(String option) {
        return option.substring(0, option.indexOf('_'));
    }

    private static String expansion(String option) {
        return option.substring(option.indexOf('_') + 1);
    }

    @Override
    public DecisionSpace space() {
        return encoding.space();
    }

    @Override
    public int nodes() {
        return 1;
    }

    @Override
    public int features() {
        return features;
    }

    @Override
    public float[] describe(Architecture architecture) {
        encoding.requireSpace(architecture);
        float[] bits = new float[features];
        if (parts.isEmpty()) {
            for (int item : encoding.items(architecture)) {
                bits[item] = 1;
            }
        }
        for (int column = 0; column < parts.size(); column++) {
            for (int part : parts.get(column).get(architecture.option(column))) {
                bits[part] = 1;
            }
        }
        return bits;
    }

    @Override
    public List<WeightShape> shapes() {
        return List.of(
                WeightShape.matrix("columns 1", features(), WIDTH),
                WeightShape.bias("columns 1 bias", WIDTH, features()),
                WeightShape.matrix("columns 2", WIDTH, WIDTH),
                WeightShape.bias("columns 2 bias", WIDTH, WIDTH));
    }

    @Override
    public Operand<TFloat32> encode(TaskLayers layers, List<Operand<TFloat32>> weights, Operand<TFloat32> described) {
        Operand<TFloat32> first = layers.relu(layers.dense(described, weights.get(0), weights.get(1)));
        return layers.relu(layers.dense(first, weights.get(2), weights.get(3)));
    }

    @Override
    public float[] encode(List<float[]> weights, float[] described) {
        float[] first = Rows.relu(Rows.dense(described, 0, described.length, weights.get(0), weights.get(1)));
        return Rows.relu(Rows.dense(first, 0, WIDTH, weights.get(2), weights.get(3)));
    }
}
