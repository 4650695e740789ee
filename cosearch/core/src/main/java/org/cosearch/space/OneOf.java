package org.cosearch.space;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** The choice of one of several options, each with the decisions that it brings. */
public final class OneOf extends Space {

    private final Options options;
    private final Weights weights;

    /** @throws IllegalArgumentException if there are no options or two have one label */
    public OneOf(List<Option> options) {
        super(
                fitting(1 + Options.slots(options)),
                options.stream()
                        .map(option -> option.space().size())
                        .reduce(Cardinality::plus)
                        .orElseThrow(() -> new IllegalArgumentException("A choice has no options.")),
                options);
        this.options = new Options(options, 1);
        this.weights = new Weights(options.stream()
                .map(option -> option.space().size().combinations())
                .toList());
    }

    /** In their order. */
    public List<Option> options() {
        return options.list();
    }

    /** The place of the options in the genes. */
    Options places() {
        return options;
    }

    /** The position of the chosen option. */
    int chosen(double[] genes, int at) {
        return (int) genes[at];
    }

    private Space child(int option) {
        return options.space(option);
    }

    private int slot(int option, int at) {
        return at + options.start(option);
    }

    @Override
    void sample(double[] genes, int at, Sampling sampling, RandomGenerator random) {
        int option = sampling == Sampling.DESIGNS ? weights.draw(random) : random.nextInt(options.count());
        genes[at] = option;
        child(option).sample(genes, slot(option, at), sampling, random);
    }

    @Override
    void compose(double[] genes, int at, Choices choices) {
        int option = Alternatives.unordered(options.count(), choices);
        genes[at] = option;
        child(option).compose(genes, slot(option, at), choices);
    }

    @Override
    void first(double[] genes, int at) {
        first(genes, at, 0);
    }

    private void first(double[] genes, int at, int option) {
        genes[at] = option;
        child(option).first(genes, slot(option, at));
    }

    @Override
    boolean next(double[] genes, int at) {
        int option = chosen(genes, at);
        if (child(option).next(genes, slot(option, at))) {
            return true;
        }
        child(option).clear(genes, slot(option, at));
        boolean more = option + 1 < options.count();
        first(genes, at, more ? option + 1 : 0);
        return more;
    }

    @Override
    int active(double[] genes, int at) {
        int option = chosen(genes, at);
        return 1 + child(option).active(genes, slot(option, at));
    }

    @Override
    void mutate(double[] genes, int at, Mutation mutation) {
        int before = chosen(genes, at);
        if (!mutation.strikes() || options.count() == 1) {
            child(before).mutate(genes, slot(before, at), mutation);
            return;
        }
        int after = mutation.random().nextInt(options.count() - 1);
        after += after >= before ? 1 : 0;
        child(before).clear(genes, slot(before, at));
        genes[at] = after;
        child(after).sample(genes, slot(after, at), Sampling.DECISIONS, mutation.random());
        mutation.change();
    }

    @Override
    void cross(double[] genes, double[] other, int at, Variation variation, RandomGenerator random) {
        int mine = chosen(genes, at);
        int theirs = chosen(other, at);
        if (mine == theirs) {
            child(mine).cross(genes, other, slot(mine, at), variation, random);
        } else if (random.nextBoolean()) {
            child(mine).clear(genes, slot(mine, at));
            genes[at] = theirs;
            options.copy(other, genes, theirs, at);
        }
    }

    @Override
    void compare(Gower gower, int at) {
        int a = chosen(gower.a, at);
        int b = chosen(gower.b, at);
        if (a == b) {
            gower.add(0);
            child(a).compare(gower, slot(a, at));
        } else {
            gower.add(1);
            gower.addUnmatched(child(a).active(gower.a, slot(a, at)) + child(b).active(gower.b, slot(b, at)));
        }
    }

    @Override
    void neighbours(double[] genes, int at, Consumer<double[]> found) {
        int chosen = chosen(genes, at);
        for (int option = 0; option < options.count(); option++) {
            if (option != chosen) {
                double[] changed = genes.clone();
                child(chosen).clear(changed, slot(chosen, at));
                first(changed, at, option);
                found.accept(changed);
            }
        }
        child(chosen).neighbours(genes, slot(chosen, at), found);
    }

    @Override
    void list(String path, Decision.Listing listing) {
        listing.add(path, this);
        for (Option option : options.list()) {
            listing.under(
                    new Condition.Is(Path.shown(path), option.label()),
                    option.space(),
                    Path.child(path, option.label()));
        }
    }

    @Override
    void write(double[] genes, int at, String path, Map<String, Object> decisions) {
        int option = chosen(genes, at);
        String label = options.label(option);
        decisions.put(Path.shown(path), label);
        child(option).write(genes, slot(option, at), Path.child(path, label), decisions);
    }

    @Override
    void read(DecisionReader reader, String path, double[] genes, int at) {
        String label = reader.label(path, options);
        int option = options.index(label);
        genes[at] = option;
        child(option).read(reader, Path.child(path, label), genes, slot(option, at));
    }

    @Override
    public String toString() {
        return options.list().stream().map(Option::toString).collect(Collectors.joining(" | ", "(", ")"));
    }
}
