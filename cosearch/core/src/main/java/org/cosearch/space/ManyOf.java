package org.cosearch.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The choice of several distinct options, as a set or as a sequence, each with the decisions that it brings. */
public final class ManyOf extends Space {

    private static final Filling FIRST = Space::first;

    private final int min;
    private final int max;
    private final boolean ordered;
    private final Options options;
    private final Subsets weighted;
    private final Subsets unweighted;

    /** @throws IllegalArgumentException unless 0 ≤ min ≤ max ≤ number of options, 1 ≤ max, and labels differ */
    public ManyOf(int min, int max, boolean ordered, List<Option> options) {
        this(
                min,
                max,
                ordered,
                options,
                Subsets.of(
                        options.stream()
                                .map(option -> option.space().size().combinations())
                                .toList(),
                        min,
                        max,
                        ordered));
    }

    private ManyOf(int min, int max, boolean ordered, List<Option> options, Subsets weighted) {
        super(
                fitting(max + Options.slots(options)),
                new Cardinality(
                        weighted.total(),
                        options.stream()
                                .allMatch(option -> option.space().size().finite())),
                List.of(min, max, ordered, options));
        this.min = min;
        this.max = max;
        this.ordered = ordered;
        this.options = new Options(options, max);
        this.weighted = weighted;
        this.unweighted = weighted.unweighted(max);
    }

    /** The fewest options. */
    public int min() {
        return min;
    }

    /** The most options. */
    public int max() {
        return max;
    }

    /** Whether the order of the chosen options counts. */
    public boolean ordered() {
        return ordered;
    }

    /** In their order. */
    public List<Option> options() {
        return options.list();
    }

    /** The place of the options in the genes. */
    Options places() {
        return options;
    }

    /** How the decisions below a newly chosen option are taken. */
    @FunctionalInterface
    private interface Filling {
        void fill(Space space, double[] genes, int at);
    }

    /** The positions of the chosen options, in order. */
    int[] chosen(double[] genes, int at) {
        int count = 0;
        while (count < max && !Double.isNaN(genes[at + count])) {
            count++;
        }
        int[] chosen = new int[count];
        for (int i = 0; i < count; i++) {
            chosen[i] = (int) genes[at + i];
        }
        return chosen;
    }

    /** The same options in the order of their decisions, which is not that of a sequence. */
    private int[] ascending(int[] chosen) {
        int[] ascending = chosen.clone();
        Arrays.sort(ascending);
        return ascending;
    }

    /** Chooses other options; those that stay keep their genes. */
    private void choose(int[] selection, double[] genes, int at, Filling filling) {
        if (!ordered) {
            Arrays.sort(selection);
        }
        int[] before = chosen(genes, at);
        boolean[] had = Selections.members(before, options.count());
        boolean[] has = Selections.members(selection, options.count());
        for (int option : before) {
            if (!has[option]) {
                options.space(option).clear(genes, slot(option, at));
            }
        }
        for (int i = 0; i < max; i++) {
            genes[at + i] = i < selection.length ? selection[i] : Double.NaN;
        }
        for (int option : selection) {
            if (!had[option]) {
                filling.fill(options.space(option), genes, slot(option, at));
            }
        }
    }

    private int slot(int option, int at) {
        return at + options.start(option);
    }

    @Override
    void sample(double[] genes, int at, Sampling sampling, RandomGenerator random) {
        Subsets subsets = sampling == Sampling.DESIGNS ? weighted : unweighted;
        choose(subsets.draw(random), genes, at, (space, all, slot) -> space.sample(all, slot, sampling, random));
    }

    @Override
    void compose(double[] genes, int at, Choices choices) {
        int[] selection = ordered ? sequence(choices) : set(choices);
        choose(selection, genes, at, (space, all, slot) -> space.compose(all, slot, choices));
    }

    private int[] sequence(Choices choices) {
        int[] sequence = new int[min + (int) Alternatives.ordered(max - min + 1L, choices)];
        List<Integer> left =
                new ArrayList<>(IntStream.range(0, options.count()).boxed().toList());
        Arrays.setAll(sequence, place -> left.remove(Alternatives.unordered(left.size(), choices)));
        return sequence;
    }

    private int[] set(Choices choices) {
        int[] set = new int[max];
        int taken = 0;
        for (int option = 0; option < options.count() && taken < max; option++) {
            boolean needed = options.count() - option == min - taken;
            if (needed || choices.choose(2) == 0) {
                set[taken++] = option;
            }
        }
        return Arrays.copyOf(set, taken);
    }

    @Override
    void first(double[] genes, int at) {
        choose(Selections.first(min), genes, at, FIRST);
    }

    @Override
    boolean next(double[] genes, int at) {
        int[] chosen = chosen(genes, at);
        int[] ascending = ascending(chosen);
        for (int i = chosen.length - 1; i >= 0; i--) {
            if (options.space(ascending[i]).next(genes, slot(ascending[i], at))) {
                return true;
            }
        }
        clear(genes, at);
        boolean more = Selections.advance(chosen, options.count(), ordered);
        if (!more) {
            more = chosen.length < max;
            chosen = Selections.first(more ? chosen.length + 1 : min);
        }
        choose(chosen, genes, at, FIRST);
        return more;
    }

    @Override
    int active(double[] genes, int at) {
        int active = 1;
        for (int option : chosen(genes, at)) {
            active += options.space(option).active(genes, slot(option, at));
        }
        return active;
    }

    @Override
    void mutate(double[] genes, int at, Mutation mutation) {
        int[] before = chosen(genes, at);
        int[] after = mutation.strikes() ? moved(before, mutation.random()) : before;
        boolean[] stays = Selections.members(after, options.count());
        for (int option : before) {
            if (stays[option]) {
                options.space(option).mutate(genes, slot(option, at), mutation);
            }
        }
        if (after != before) {
            choose(
                    after,
                    genes,
                    at,
                    (space, all, slot) -> space.sample(all, slot, Sampling.DECISIONS, mutation.random()));
            mutation.change();
        }
    }

    /** One move away, of a kind drawn uniformly from the possible ones; the same if none is. */
    private int[] moved(int[] now, RandomGenerator random) {
        int length = now.length;
        int add = length < max ? 1 : 0;
        int remove = length > min ? 1 : 0;
        int replace = length > 0 && length < options.count() ? 1 : 0;
        int swap = ordered && length > 1 ? 1 : 0;
        if (add + remove + replace + swap == 0) {
            return now;
        }
        int kind = random.nextInt(add + remove + replace + swap);
        if (kind < add) {
            int position = ordered ? random.nextInt(length + 1) : length;
            return Selections.inserted(now, position, absent(now, random));
        }
        if (kind < add + remove) {
            return Selections.without(now, random.nextInt(length));
        }
        if (kind < add + remove + replace) {
            return Selections.replaced(now, random.nextInt(length), absent(now, random));
        }
        int i = random.nextInt(length);
        int j = random.nextInt(length - 1);
        return Selections.swapped(now, i, j < i ? j : j + 1);
    }

    /** Any option that is not chosen. */
    private int absent(int[] chosen, RandomGenerator random) {
        boolean[] has = Selections.members(chosen, options.count());
        int left = random.nextInt(options.count() - chosen.length);
        int option = 0;
        while (has[option] || left-- > 0) {
            option++;
        }
        return option;
    }

    @Override
    void cross(double[] genes, double[] other, int at, Variation variation, RandomGenerator random) {
        int[] mine = chosen(genes, at);
        int[] theirs = chosen(other, at);
        boolean[] shared = Selections.members(theirs, options.count());
        for (int option : mine) {
            if (shared[option]) {
                options.space(option).cross(genes, other, slot(option, at), variation, random);
            }
        }
        if (!Arrays.equals(mine, theirs)) {
            int[] child = ordered
                    ? Selections.crossSequences(mine, theirs, options.count(), random)
                    : Selections.crossSets(mine, theirs, options.count(), random);
            choose(child, genes, at, (space, all, slot) -> System.arraycopy(other, slot, all, slot, space.slots()));
        }
    }

    @Override
    void compare(Gower gower, int at) {
        int[] a = chosen(gower.a, at);
        int[] b = chosen(gower.b, at);
        gower.add(ordered ? positions(a, b) : jaccard(a, b));
        boolean[] inA = Selections.members(a, options.count());
        boolean[] inB = Selections.members(b, options.count());
        for (int option = 0; option < options.count(); option++) {
            int slot = slot(option, at);
            if (inA[option] && inB[option]) {
                options.space(option).compare(gower, slot);
            } else if (inA[option]) {
                gower.addUnmatched(options.space(option).active(gower.a, slot));
            } else if (inB[option]) {
                gower.addUnmatched(options.space(option).active(gower.b, slot));
            }
        }
    }

    private double jaccard(int[] a, int[] b) {
        boolean[] inA = Selections.members(a, options.count());
        int both = 0;
        for (int option : b) {
            both += inA[option] ? 1 : 0;
        }
        int either = a.length + b.length - both;
        return either == 0 ? 0 : (either - both) / (double) either;
    }

    private static double positions(int[] a, int[] b) {
        int longer = Math.max(a.length, b.length);
        int same = 0;
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            same += a[i] == b[i] ? 1 : 0;
        }
        return longer == 0 ? 0 : (longer - same) / (double) longer;
    }

    @Override
    void neighbours(double[] genes, int at, Consumer<double[]> found) {
        int[] chosen = chosen(genes, at);
        for (int[] selection : moves(chosen)) {
            double[] changed = genes.clone();
            choose(selection, changed, at, FIRST);
            found.accept(changed);
        }
        for (int option : chosen) {
            options.space(option).neighbours(genes, slot(option, at), found);
        }
    }

    /** All selections one move away. */
    private List<int[]> moves(int[] now) {
        List<int[]> moves = new ArrayList<>();
        boolean[] has = Selections.members(now, options.count());
        for (int position = 0; position < now.length && now.length > min; position++) {
            moves.add(Selections.without(now, position));
        }
        for (int option = 0; option < options.count(); option++) {
            for (int position = 0; position <= now.length && !has[option]; position++) {
                if (now.length < max && (ordered || position == now.length)) {
                    moves.add(Selections.inserted(now, position, option));
                }
                if (position < now.length) {
                    moves.add(Selections.replaced(now, position, option));
                }
            }
        }
        for (int i = 0; i < now.length && ordered; i++) {
            for (int j = i + 1; j < now.length; j++) {
                moves.add(Selections.swapped(now, i, j));
            }
        }
        return moves;
    }

    @Override
    void list(String path, Decision.Listing listing) {
        listing.add(path, this);
        for (Option option : options.list()) {
            listing.under(
                    new Condition.Contains(Path.shown(path), option.label()),
                    option.space(),
                    Path.child(path, option.label()));
        }
    }

    @Override
    void write(double[] genes, int at, String path, Map<String, Object> decisions) {
        int[] chosen = chosen(genes, at);
        decisions.put(
                Path.shown(path), Arrays.stream(chosen).mapToObj(options::label).toList());
        for (int option : ascending(chosen)) {
            options.space(option).write(genes, slot(option, at), Path.child(path, options.label(option)), decisions);
        }
    }

    @Override
    void read(DecisionReader reader, String path, double[] genes, int at) {
        String allowed =
                "a list of %s%d distinct of %s".formatted(min == max ? "" : min + " to ", max, options.labels());
        List<String> labels = reader.labels(
                path,
                given -> given.size() >= min
                        && given.size() <= max
                        && given.stream().distinct().count() == given.size()
                        && given.stream().allMatch(options::contains),
                allowed);
        int[] selection = labels.stream().mapToInt(options::index).toArray();
        choose(selection, genes, at, (space, all, slot) -> {});
        for (int option : chosen(genes, at)) {
            options.space(option).read(reader, Path.child(path, options.label(option)), genes, slot(option, at));
        }
    }

    @Override
    public String toString() {
        String among = options.list().stream().map(Option::toString).collect(Collectors.joining(", "));
        return "%s%d of %s"
                .formatted(min == max ? "" : min + " to ", max, (ordered ? "[%s]" : "{%s}").formatted(among));
    }
}
