package org.cosearch.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Trial;
import org.cosearch.space.Choices;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;

/**
 * Monte-Carlo tree search on the tree of small choices by which a space {@linkplain Space#compose composes} its designs.
 * Each design follows the tree by upper confidence bounds, adds one node to it, and goes on at random.
 *
 * <p>A node's value is the mean, over the designs below it, of the share of all designs that each surpasses. With several
 * objectives that of each is weighted, and the weights are drawn anew for every design, so that the whole front is
 * approached. An infeasible design has less than half the value of any feasible one, the less the more it breaks specs.
 *
 * <p>Departures from the paper: shares in the place of normalised rewards; a design that was asked, but not told yet, counts
 * as one of value 0; a branch of which all designs were asked is left.
 *
 * @see <a href="https://arxiv.org/abs/1704.08792">Negrinho and Gordon 2017: DeepArchitect, automatically designing and
 *     training deep architectures, 5.2</a>
 * @see <a href="https://doi.org/10.1007/11871842_29">Kocsis and Szepesvári 2006: bandit based Monte-Carlo planning</a>
 */
public final class TreeSearch implements SearchStrategy {

    /** How often a design that was asked before is composed again before a random one is taken. */
    private static final int TRIES = 20;

    private final Problem problem;
    private final Space space;
    private final double exploration;
    private final Proposals proposals;
    private final RandomGenerator random;
    private final Novelty novelty;
    private final Dialogue dialogue = new Dialogue();
    private final Map<Genome, Descent> open = new HashMap<>();
    private final List<Told> told = new ArrayList<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private final TreeNode root;
    private Standings standings = Standings.NONE;

    /** @param exploration the weight of the confidence in a node's mean value, which is from 0 to 1; at least 0 */
    public TreeSearch(Problem problem, Space space, double exploration, Proposals proposals, RandomGenerator random) {
        if (!(exploration >= 0 && exploration < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The weight of exploration (%s) is not a number of at least 0.\nMaybe 0.1.".formatted(exploration));
        }
        this.problem = problem;
        this.space = space;
        this.exploration = exploration;
        this.proposals = proposals;
        this.random = random;
        novelty = new Novelty(proposals, random);
        root = new TreeNode(problem.objectives().size());
    }

    @Override
    public List<Genome> ask(int n) {
        dialogue.beforeAsking(n);
        List<Genome> asked = new ArrayList<>();
        while (asked.size() < n) {
            List<Genome> next = descended();
            if (next.isEmpty()) {
                next = novelty.random(1);
            }
            if (next.isEmpty()) {
                break;
            }
            asked.addAll(next);
        }
        return dialogue.ask(asked);
    }

    /** A new design by the tree, if one is found. */
    private List<Genome> descended() {
        for (int i = 0; i < TRIES && !root.exhausted(); i++) {
            Descent descent = new Descent(Weighting.drawn(problem.objectives().size(), random));
            Genome genome = space.compose(descent);
            descent.end();
            if (proposals.permits(genome, novelty.asked()) && novelty.asked().add(genome)) {
                descent.path.forEach(TreeNode::visit);
                open.put(genome, descent);
                return List.of(genome);
            }
        }
        return List.of();
    }

    @Override
    public void tell(List<Trial> trials) {
        dialogue.tell(trials);
        for (Trial trial : trials) {
            Candidate candidate = Candidate.of(problem, trial);
            candidates.add(candidate);
            Descent descent = open.remove(trial.genome());
            if (descent != null) {
                Told of = new Told(descent.path, candidate);
                told.add(of);
                reward(of);
            }
        }
        if (candidates.size() >= 2 * standings.size()) {
            standings = Standings.of(candidates);
            told.forEach(of -> of.path.forEach(TreeNode::forget));
            told.forEach(this::reward);
        }
    }

    private void reward(Told of) {
        double[] shares = standings.shares(of.candidate, problem.objectives().size());
        of.path.forEach(node -> node.add(shares));
    }

    /** What became of a design, and the nodes above it. */
    private record Told(List<TreeNode> path, Candidate candidate) {}

    /** One way down the tree, and on beyond it at random. */
    private final class Descent implements Choices {

        private final Weighting weighting;
        private final List<TreeNode> path = new ArrayList<>(List.of(root));
        private boolean inside = true;
        private boolean whole = true; // decided by the choices alone

        Descent(Weighting weighting) {
            this.weighting = weighting;
        }

        @Override
        public int choose(int alternatives) {
            if (!inside) {
                whole = false;
                return random.nextInt(alternatives);
            }
            TreeNode node = path.get(path.size() - 1);
            int choice = node.choose(alternatives, weighting, exploration, random);
            inside = node.has(choice);
            path.add(node.child(choice));
            return choice;
        }

        @Override
        public double within() {
            whole = false;
            return random.nextDouble();
        }

        /** Leaves what was decided by the choices alone: there is no other design below. */
        void end() {
            for (int i = path.size() - 1; i >= 0 && whole; i--) {
                whole = path.get(i).exhaust();
            }
        }
    }
}
