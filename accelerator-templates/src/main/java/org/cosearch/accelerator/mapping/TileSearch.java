package org.cosearch.accelerator.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.cosearch.accelerator.mapping.Boundary.Tile;

/**
 * The search below one root: a tile for every boundary, innermost first, so that each divides the next one outside, and then
 * the orders of the loops between them.
 *
 * <p>The bound of a partial choice is a sum over boundaries: for those inside, of tile and loops right outside it; for the
 * next one, of its tile; for those outside, of the best tile that there is.
 */
final class TileSearch implements OrderSearch.Visitor {

    /** An evaluation takes about as long as so many bounds. */
    private static final int STEPS_OF_A_COST = 4;

    private record Choice(Tile tile, boolean same, double settled, double bound) {}

    private final Traffic traffic;
    private final LoopLevels loops;
    private final TemporalFactors factors;
    private final MappingGoal goal;
    private final Incumbent incumbent;
    private final Meter meter;
    private final TileBound bound;
    private final Boundary[] boundaries;
    private final OrderSearch orders;
    private final Tiling current;
    private final int dimensions;
    private final Tile[] chosen;
    private final int[][] chain;
    /** {@code [boundary]}: energy of the words across that boundary and those inside it. */
    private final double[] inside;

    /** {@code [level · tensors + t]}: words, at least: of all mappings, and of what is chosen. */
    private final double[] leastWords;

    private final double[] words;
    /** {@code [boundary]}: least energy of the words across that boundary and those outside it. */
    private final double[] outside;

    /** {@code [boundary]}: least energy of the words across it. */
    private final double[] least;

    private final boolean[] listed;
    private final Resting[] resting;
    private final Resting nearest;
    private boolean diving;
    private double cycles;

    TileSearch(
            Traffic traffic,
            Rules rules,
            LoopLevels loops,
            TemporalFactors factors,
            SlidingWindows[] windows,
            MappingGoal goal,
            Incumbent incumbent,
            Meter meter) {
        this.traffic = traffic;
        this.loops = loops;
        this.factors = factors;
        this.goal = goal;
        this.incumbent = incumbent;
        this.meter = meter;
        dimensions = rules.dimensions;
        current = new Tiling(rules);
        bound = new TileBound(traffic, rules, loops, windows);
        boundaries = new Boundary[loops.count + 1];
        for (int i = 1; i <= loops.count; i++) {
            boundaries[i] = new Boundary(i, traffic, rules, loops, factors, bound, meter);
        }
        resting = new Resting[loops.count];
        for (int i = 1; i < loops.count; i++) {
            resting[i] = new Resting(traffic, rules, loops, bound);
        }
        nearest = new Resting(traffic, rules, loops, bound);
        least = new double[loops.count + 1];
        listed = new boolean[loops.count + 1];
        orders = new OrderSearch(traffic, rules, loops, windows, meter, current, this);
        chosen = new Tile[loops.count + 1];
        chain = new int[loops.count + 1][];
        leastWords = new double[(traffic.levels + 1) * traffic.tensors.length];
        words = new double[leastWords.length];
        outside = new double[loops.count + 1];
        inside = new double[loops.count + 2];
    }

    /**
     * Searches.
     *
     * @param dive whether to look at the largest tiles alone, which the best mappings mostly have
     */
    void below(Root root, boolean dive) {
        traffic.spread(root.kept(), root.choice());
        cycles = root.cycles();
        System.arraycopy(root.kept(), 0, current.kept, 0, traffic.levels);
        System.arraycopy(root.choice().x, 0, current.x, 0, current.x.length);
        System.arraycopy(root.choice().y, 0, current.y, 0, current.y.length);
        chain[0] = traffic.rest;
        traffic.leastWords(leastWords);
        System.arraycopy(leastWords, 0, words, 0, words.length);
        diving = dive;
        for (int i = 1; i <= loops.count; i++) {
            listed[i] = false;
            least[i] = traffic.leastEnergy(leastWords, loops.first(i), loops.last(i));
            outside[i] = outside[i - 1] + least[i];
        }
        choose(loops.count, loops.count, 0);
    }

    /** Lists the tiles of a boundary when they are first asked for: most roots are done before. */
    private Tile[] tiles(int i) {
        if (!listed[i]) {
            double others = -least[i];
            for (int boundary = 1; boundary <= loops.count; boundary++) {
                others += least[boundary];
            }
            boundaries[i].list(limit() - others, diving && i == 1);
            listed[i] = true;
            least[i] = boundaries[i].leastEnergy;
            for (int boundary = i; boundary <= loops.count; boundary++) {
                outside[boundary] = outside[boundary - 1] + least[boundary];
            }
        }
        return boundaries[i].tiles;
    }

    /**
     * Energy of the words that come to a tile of boundary {@code i} and across all boundaries outside it, at least.
     *
     * @param limit beyond which it does not matter
     */
    private double withOutside(int i, Tile tile, double limit) {
        double rough = tile.energy + outside[i - 1];
        if (i != 2 || rough >= limit) {
            return rough;
        }
        if (Double.isNaN(tile.energyOutside)) {
            double least = Double.POSITIVE_INFINITY;
            int[] before = chain[i];
            chain[i] = tile.iterations;
            nearest.at(i, i, tile.iterations);
            for (Tile outer : tiles(i - 1)) {
                if (tile.energy + outer.energy >= least) {
                    break;
                }
                if (joins(i - 1, outer.iterations) && nearest.least(outer) + outer.energy < least) {
                    meter.step(1);
                    double energy = Arrays.equals(tile.iterations, outer.iterations)
                            ? tile.energy
                            : bound.least(i, i, tile.iterations, outer.iterations);
                    least = Math.min(least, energy + outer.energy);
                }
            }
            chain[i] = before;
            tile.energyOutside = least;
        }
        return tile.energyOutside;
    }

    /** What the words of a better mapping may take. */
    private double limit() {
        return incumbent.energyLimit(cycles) - traffic.leakagePerCycle * cycles - traffic.fixedEnergy;
    }

    /**
     * Chooses the tile of boundary {@code i} and of those outside it.
     *
     * @param last the innermost of the boundaries that have the same tile as the one just inside
     * @param settled energy across the boundaries inside of those
     */
    private void choose(int i, int last, double settled) {
        if (i == 0) {
            orderLoops();
            return;
        }
        List<Choice> choices = new ArrayList<>();
        boolean innermost = i == loops.count;
        double next = innermost ? 0 : chosen[i + 1].energy;
        if (!innermost) {
            resting[i].at(i + 1, last, chain[i + 1]);
        }
        for (Tile tile : tiles(i)) {
            double rough = settled + tile.energy + outside[i - 1];
            if (rough + next >= limit()) {
                break;
            }
            if (innermost || (joins(i, tile.iterations) && rough + resting[i].least(tile) < limit())) {
                meter.step(1);
                consider(i, last, settled, tile, choices);
            }
        }
        choices.sort(Comparator.comparingDouble(Choice::bound));
        for (Choice choice : choices) {
            if (choice.bound() >= limit()) {
                break;
            }
            chain[i] = choice.tile().iterations;
            chosen[i] = choice.tile();
            inside[i + 1] = choice.settled();
            if (!choice.same() && !innermost) {
                bound.least(i + 1, last, chain[i + 1], chain[i]);
                note(i + 1, last, bound.words);
            }
            if (i == 1) {
                inside[1] = choice.bound();
            }
            choose(i - 1, choice.same() ? last : i, choice.settled());
        }
        if (!innermost) {
            note(i + 1, last, leastWords);
        }
    }

    private void consider(int i, int last, double settled, Tile tile, List<Choice> choices) {
        boolean same = i < loops.count && Arrays.equals(tile.iterations, chain[i + 1]);
        double inner = settled;
        if (!same && i < loops.count) {
            inner += bound.least(i + 1, last, chain[i + 1], tile.iterations);
            note(i + 1, last, bound.words);
        }
        double own = withOutside(i, tile, limit() - inner);
        if (same) {
            double together = bound.least(i, last, tile.iterations, i == 1 ? traffic.rest : Boundary.OPEN);
            own = Math.max(own, together + outside[i - 1]);
        }
        double total = inner + own;
        if (mayBeBetter(total, words)) {
            choices.add(new Choice(tile, same, inner, total));
        }
    }

    private void note(int first, int last, double[] source) {
        int count = traffic.tensors.length;
        int from = loops.first(first) * count;
        System.arraycopy(source, from, words, from, (loops.last(last) + 1) * count - from);
    }

    @Override
    public boolean mayBeBetter(double energy, double[] leastWordsSoFar) {
        if (energy >= limit()) {
            return false;
        }
        if (!traffic.limited) {
            return true;
        }
        double slower = traffic.leastCycles(leastWordsSoFar);
        return slower <= cycles
                || energy + traffic.fixedEnergy + traffic.leakagePerCycle * slower < incumbent.energyLimit(slower);
    }

    /** Whether the loops between a tile and the one inside it are allowed. */
    private boolean joins(int i, int[] tile) {
        int level = loops.storage[i];
        int[] inner = chain[i + 1];
        for (int d = 0; d < dimensions; d++) {
            if (tile[d] % inner[d] != 0 || !factors.allows(level, d, tile[d] / inner[d])) {
                return false;
            }
        }
        return true;
    }

    private void orderLoops() {
        orders.search(chain, Arrays.copyOf(inside, inside.length), leastWords);
    }

    @Override
    public void visit() {
        meter.step(STEPS_OF_A_COST);
        incumbent.offer(current);
    }
}
