package org.cosearch.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.cosearch.archive.GrowingHypervolume;
import org.cosearch.archive.Hypervolume;
import org.cosearch.archive.ParetoArchive;
import org.cosearch.codesign.CapacityEvaluator;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Scores;
import org.cosearch.evaluate.Spec;
import org.cosearch.evaluate.Trial;
import org.cosearch.report.Convergence;

/**
 * How searches compare on the objectives that a cost model answers, in one normalised hypervolume.
 *
 * <p>Each objective is mapped to 0 at the best and to 1 at the worst value on the fronts of all searches compared; the
 * reference point is 1.1 in each. Designs that break a spec do not count.
 */
final class HardwareComparison {

    private static final double REFERENCE = 1.1;

    private static final String NORMALIZATION =
            "Hypervolume over the objectives that need no training, each mapped to 0 at the best and 1 at the worst value"
                    + " on the fronts of all searches shown; designs that break a spec do not count.";

    /**
     * The trials of one search with one seed.
     *
     * @param trials ascending by id, which is the number of evaluations before each
     * @param evaluations that it was given; more than its trials if it had nothing left to propose
     * @param marks when so many trials were known, ascending
     */
    record Search(long seed, List<Trial> trials, long evaluations, List<WallTimes.Mark> marks) {}

    /** Searches of one kind, one for each seed. */
    record Group(Convergence.Method.Kind kind, String name, List<Search> searches) {}

    private final Problem problem;

    private HardwareComparison(Problem problem) {
        this.problem = problem;
    }

    /** The objectives and specs of {@code problem} whose metrics are among {@code known}; empty without objectives. */
    static Optional<Problem> restricted(Problem problem, List<Metric> known) {
        List<Objective> objectives = problem.objectives().stream()
                .filter(objective -> known.contains(objective.metric()))
                .toList();
        List<Spec> specs = problem.specs().stream()
                .filter(spec -> known.contains(spec.metric()))
                .toList();
        return objectives.isEmpty() ? Optional.empty() : Optional.of(new Problem(objectives, specs));
    }

    /** The problem with the most capacity of networks as its first objective, in the place of their accuracy. */
    static Problem withCapacity(Problem problem) {
        List<Objective> objectives = new ArrayList<>(List.of(Objective.maximize(CapacityEvaluator.CAPACITY)));
        objectives.addAll(problem.objectives());
        return new Problem(objectives, problem.specs());
    }

    /**
     * The curves of all groups.
     *
     * @param problem restricted to what all searches know
     * @param run this run; its first search is its own
     */
    static Convergence of(Problem problem, Group run, List<Group> others) {
        return new HardwareComparison(problem).convergence(run, others);
    }

    private Convergence convergence(Group run, List<Group> others) {
        List<Group> groups = new ArrayList<>(List.of(run));
        groups.addAll(others);
        double[] ideal = new double[problem.objectives().size()];
        double[] nadir = new double[ideal.length];
        Arrays.fill(ideal, Double.POSITIVE_INFINITY);
        Arrays.fill(nadir, Double.NEGATIVE_INFINITY);
        for (Group group : groups) {
            for (Search search : group.searches()) {
                ParetoArchive archive = new ParetoArchive(problem);
                search.trials().forEach(archive::add);
                for (Trial trial : archive.front()) {
                    double[] costs = problem.costs(scores(trial));
                    for (int i = 0; i < costs.length; i++) {
                        ideal[i] = Math.min(ideal[i], costs[i]);
                        nadir[i] = Math.max(nadir[i], costs[i]);
                    }
                }
            }
        }
        if (Double.isInfinite(ideal[0])) {
            return Convergence.NONE; // no design of any search meets the specs
        }
        List<Convergence.Axis> axes = new ArrayList<>();
        for (int i = 0; i < ideal.length; i++) {
            Objective objective = problem.objectives().get(i);
            axes.add(new Convergence.Axis(
                    objective.metric(), objective.cost(ideal[i]), objective.cost(nadir[i]), REFERENCE));
        }
        return new Convergence(
                axes,
                NORMALIZATION,
                method(run, ideal, nadir),
                others.stream().map(group -> method(group, ideal, nadir)).toList());
    }

    private Convergence.Method method(Group group, double[] ideal, double[] nadir) {
        return new Convergence.Method(
                group.kind(),
                group.name(),
                group.searches().stream()
                        .map(search -> new Convergence.Replicate(search.seed(), curve(search, ideal, nadir)))
                        .toList());
    }

    /** The points at which the hypervolume grew, and the last. */
    private List<Convergence.Point> curve(Search search, double[] ideal, double[] nadir) {
        double[] reference = new double[ideal.length];
        Arrays.fill(reference, REFERENCE);
        GrowingHypervolume volume = new GrowingHypervolume(Hypervolume.upTo(reference));
        List<Convergence.Point> points = new ArrayList<>();
        double last = 0;
        for (int i = 0; i < search.trials().size(); i++) {
            Trial trial = search.trials().get(i);
            if (problem.feasible(trial.outcome())) {
                double[] costs = problem.costs(scores(trial));
                for (int m = 0; m < costs.length; m++) {
                    double range = nadir[m] - ideal[m];
                    costs[m] = range > 0 ? (costs[m] - ideal[m]) / range : costs[m] - ideal[m];
                }
                volume.add(costs);
            }
            if (volume.value() > last || i == 0 || i == search.trials().size() - 1) {
                last = volume.value();
                long evaluations = trial.id() + 1;
                points.add(new Convergence.Point(evaluations, seconds(search.marks(), evaluations), last));
            }
        }
        if (!points.isEmpty() && points.get(points.size() - 1).evaluations() < search.evaluations()) {
            points.add(new Convergence.Point(
                    search.evaluations(), seconds(search.marks(), search.evaluations()), volume.value()));
        }
        return points;
    }

    /** When so many trials were known: the first mark that covers them. */
    private static double seconds(List<WallTimes.Mark> marks, long evaluations) {
        for (WallTimes.Mark mark : marks) {
            if (mark.evaluations() >= evaluations) {
                return mark.wallSeconds();
            }
        }
        return marks.isEmpty() ? 0 : marks.get(marks.size() - 1).wallSeconds();
    }

    private static Scores scores(Trial trial) {
        return ((Outcome.Scored) trial.outcome()).scores();
    }
}
