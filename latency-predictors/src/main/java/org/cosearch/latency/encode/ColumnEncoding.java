package org.cosearch.latency.encode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.DecisionColumn;
import org.cosearch.predict.DecisionSpace;

/**
 * One item per option of a column, and one for being inactive where a column is conditional; nothing else is known.
 *
 * <p>Columns whose names differ only in their numbers, such as {@code kernel_0} and {@code kernel_7}, form a group.
 */
final class ColumnEncoding implements Encoding {

    private final DecisionSpace space;
    private final List<ItemGroup> groups;

    /** The item of option 0, by column of the space. */
    private final int[] firstItem;

    /** The number in its group of every option, by column of the space; the last entry is for being inactive. */
    private final int[][] optionInGroup;

    private final int[] order;

    ColumnEncoding(DecisionSpace space) {
        this.space = space;
        Map<String, List<Integer>> families = new LinkedHashMap<>();
        for (int i = 0; i < space.columns().size(); i++) {
            families.computeIfAbsent(family(space.columns().get(i)), name -> new ArrayList<>())
                    .add(i);
        }
        this.firstItem = new int[space.columns().size()];
        this.optionInGroup = new int[space.columns().size()][];
        this.order = families.values().stream()
                .flatMap(List::stream)
                .mapToInt(Integer::intValue)
                .toArray();
        List<ItemGroup> built = new ArrayList<>();
        int column = 0;
        int item = 0;
        for (Map.Entry<String, List<Integer>> family : families.entrySet()) {
            ItemGroup group = group(family.getKey(), family.getValue(), column, item);
            built.add(group);
            column += group.columns();
            item += group.items();
        }
        this.groups = List.copyOf(built);
    }

    private ItemGroup group(String name, List<Integer> members, int firstColumn, int firstGroupItem) {
        Set<String> union = new LinkedHashSet<>();
        boolean conditional = false;
        for (int member : members) {
            DecisionColumn column = space.columns().get(member);
            union.addAll(column.options());
            conditional |= column.activeWhen().isPresent();
        }
        List<String> options = new ArrayList<>(union);
        int count = options.size() + (conditional ? 1 : 0);
        for (int i = 0; i < members.size(); i++) {
            List<String> own = space.columns().get(members.get(i)).options();
            int[] numbers = new int[own.size() + 1];
            for (int option = 0; option < own.size(); option++) {
                numbers[option] = options.indexOf(own.get(option));
            }
            numbers[own.size()] = options.size();
            optionInGroup[members.get(i)] = numbers;
            firstItem[members.get(i)] = firstGroupItem + i * count;
        }
        boolean numeric = !conditional && DecisionColumn.of(name, options).ordinal();
        List<Double> values = numeric ? options.stream().map(Double::valueOf).toList() : List.of();
        return new ItemGroup(name, members.size(), count, values, firstColumn, firstGroupItem, false);
    }

    @Override
    public DecisionSpace space() {
        return space;
    }

    @Override
    public List<ItemGroup> groups() {
        return groups;
    }

    @Override
    public int[] items(Architecture architecture) {
        int[] items = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            int column = order[i];
            int option = architecture.option(column);
            int[] numbers = optionInGroup[column];
            items[i] = firstItem[column] + numbers[option == Architecture.INACTIVE ? numbers.length - 1 : option];
        }
        return items;
    }

    @Override
    public double[][] workload() {
        return new double[0][];
    }

    private static String family(DecisionColumn column) {
        return column.name().replaceAll("[0-9]+", "#");
    }
}
