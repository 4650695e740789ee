package org.cosearch.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.cosearch.archive.Places;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Trial;
import org.cosearch.space.Genome;

/**
 * MOEA/D: one subproblem per direction in the objectives, each a weighted Chebyshev distance from the ideal point, whose
 * neighbours breed with each other and share what they find. Steady state.
 *
 * <p>Mating stays within the neighbourhood in nine cases of ten and a child takes the place of at most two, as in
 * MOEA/D-DE (Li and Zhang 2009).
 *
 * <p>Departures from the papers: costs are scaled to the ranges of the population, so that units do not matter; a smaller
 * violation comes before any distance; children come from the proposals of the space, not from differential evolution; no
 * genome is asked twice; a batch of children has the parents of the time of asking.
 *
 * @see <a href="https://doi.org/10.1109/TEVC.2007.892759">Zhang and Li 2007: MOEA/D, a multiobjective evolutionary
 *     algorithm based on decomposition</a>
 * @see <a href="https://doi.org/10.1109/TEVC.2008.925798">Li and Zhang 2009: multiobjective optimization problems with
 *     complicated Pareto sets, MOEA/D and NSGA-II</a>
 */
public final class MoeaD implements SearchStrategy {

    private static final int NEIGHBOURS = 20;
    private static final double WITHIN_NEIGHBOURHOOD = 0.9;
    private static final int REPLACED = 2;

    /** In the place of a weight of 0, so that no objective is free. */
    private static final double LEAST_WEIGHT = 1e-6;

    private final Problem problem;
    private final Proposals proposals;
    private final RandomGenerator random;
    private final Questions questions;
    private final double[][] weights; // [subproblem, objective]
    private final int[][] neighbours; // [subproblem] -> subproblems, itself first
    private final int[] all;
    private final List<Candidate> solutions = new ArrayList<>(); // [subproblem]
    private final double[] ideal;
    private final double[] ranges;
    private List<int[]> pools = List.of(); // of the open question
    private int turn; // the subproblem of the next child

    /**
     * @param size of the population at most, at least 2; there are as many subproblems as a {@linkplain
     *     Directions#atMost lattice} of directions has
     */
    public MoeaD(Problem problem, int size, Proposals proposals, RandomGenerator random) {
        this.problem = problem;
        this.proposals = proposals;
        this.random = random;
        weights = Directions.atMost(problem.objectives().size(), Questions.atLeastTwo(size));
        for (double[] weight : weights) {
            Arrays.setAll(weight, m -> Math.max(LEAST_WEIGHT, weight[m]));
        }
        all = new int[weights.length];
        Arrays.setAll(all, i -> i);
        neighbours = new int[weights.length][];
        Arrays.setAll(neighbours, this::nearest);
        ideal = new double[weights[0].length];
        Arrays.fill(ideal, Double.POSITIVE_INFINITY);
        ranges = new double[ideal.length];
        Arrays.fill(ranges, 1);
        questions = new Questions(weights.length, proposals, random);
    }

    private int[] nearest(int subproblem) {
        double[] distances = new double[weights.length];
        for (int i = 0; i < distances.length; i++) {
            for (int m = 0; m < weights[i].length; m++) {
                double difference = weights[i][m] - weights[subproblem][m];
                distances[i] += difference * difference;
            }
        }
        int[] order = Places.sorted(weights.length, (a, b) -> Double.compare(distances[a], distances[b]));
        return Arrays.copyOf(order, Math.min(NEIGHBOURS, order.length));
    }

    /** At most one child per subproblem at once. */
    @Override
    public List<Genome> ask(int n) {
        List<int[]> drawn = new ArrayList<>();
        List<Genome> genomes = questions.ask(n, weights.length, place -> {
            if (place == drawn.size()) {
                drawn.add(random.nextDouble() < WITHIN_NEIGHBOURHOOD ? neighbours[subproblem(place)] : all);
            }
            int[] pool = drawn.get(place);
            return proposals.child(parent(pool), parent(pool), questions.asked(), random);
        });
        pools = drawn;
        return genomes;
    }

    private int subproblem(int place) {
        return (turn + place) % weights.length;
    }

    private Genome parent(int[] pool) {
        return solutions.get(pool[random.nextInt(pool.length)]).genome();
    }

    @Override
    public void tell(List<Trial> trials) {
        questions.tell(trials);
        for (int place = 0; place < trials.size(); place++) {
            Candidate candidate = Candidate.of(problem, trials.get(place));
            for (int m = 0; m < candidate.costs().length; m++) {
                ideal[m] = Math.min(ideal[m], candidate.costs()[m]);
            }
            if (solutions.size() < weights.length) {
                solutions.add(candidate);
            } else {
                share(candidate, pools.get(place));
            }
        }
        if (!pools.isEmpty()) {
            turn = subproblem(trials.size());
        }
        scale();
    }

    /** Puts a candidate in the place of at most two solutions of the pool to which it is better, at random. */
    private void share(Candidate candidate, int[] pool) {
        int[] order = pool.clone();
        int replaced = 0;
        for (int i = 0; i < order.length && replaced < REPLACED; i++) {
            int j = i + random.nextInt(order.length - i);
            int subproblem = order[j];
            order[j] = order[i];
            if (better(candidate, solutions.get(subproblem), weights[subproblem])) {
                solutions.set(subproblem, candidate);
                replaced++;
            }
        }
    }

    private boolean better(Candidate a, Candidate b, double[] weight) {
        boolean feasible = a.feasible() && b.feasible();
        return feasible ? distance(a.costs(), weight) < distance(b.costs(), weight) : a.violation() < b.violation();
    }

    private double distance(double[] costs, double[] weight) {
        double most = 0;
        for (int m = 0; m < costs.length; m++) {
            most = Math.max(most, weight[m] * (costs[m] - ideal[m]) / ranges[m]);
        }
        return most;
    }

    private void scale() {
        for (int m = 0; m < ranges.length; m++) {
            double worst = Double.NEGATIVE_INFINITY;
            for (Candidate solution : solutions) {
                worst = solution.feasible() ? Math.max(worst, solution.costs()[m]) : worst;
            }
            ranges[m] = worst > ideal[m] ? worst - ideal[m] : 1;
        }
    }

    /** The solutions of the subproblems; one may solve several. */
    public List<Trial> population() {
        return solutions.stream().map(Candidate::trial).toList();
    }
}
