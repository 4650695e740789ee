package org.cosearch.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Origin;
import org.cosearch.report.Convergence.Method;
import org.cosearch.report.Evidence.Done;
import org.cosearch.report.Evidence.NotApplicable;
import org.cosearch.report.Evidence.NotDone;

/**
 * What a report says on every {@link Check}: the evidence that it was given, else what it can tell from its own numbers,
 * else that it was not done.
 */
final class HonestComparison {

    private static final int SEEDS_ASKED = 5;

    private final RunReport report;
    private final Convergence convergence;
    private final Tally tally;

    private HonestComparison(RunReport report) {
        this.report = report;
        this.convergence = report.convergence();
        this.tally = Tally.of(report);
    }

    /** One answer per check, in the order of the checks. */
    static Map<Check, Evidence> of(RunReport report) {
        HonestComparison comparison = new HonestComparison(report);
        Map<Check, Evidence> answers = new EnumMap<>(Check.class);
        for (Check check : Check.values()) {
            Evidence given = report.evidence().get(check);
            answers.put(check, given != null ? given : comparison.derived(check));
        }
        return answers;
    }

    private Evidence derived(Check check) {
        return switch (check) {
            case RANDOM_SEARCH -> baseline(Method.Kind.RANDOM_SEARCH);
            case SUPERNET_RANDOM_SEARCH -> baseline(Method.Kind.SUPERNET_RANDOM_SEARCH);
            case LOCAL_SEARCH -> baseline(Method.Kind.LOCAL_SEARCH, Method.Kind.REGULARIZED_EVOLUTION);
            case SUCCESSIVE_SEARCH -> baseline(Method.Kind.SUCCESSIVE_SEARCH);
            case SEEDS -> seeds();
            case SPREAD -> spread();
            case SIGNIFICANCE -> significance();
            case CURVE_OVER_EVALUATIONS, CURVE_OVER_TIME -> hasHypervolume() ? new Done("see the curves") : nothing();
            case BUDGET -> budget();
            case PREDICTOR_ERROR, PREDICTOR_BASELINES, REMEASURED -> predictors();
            case VIOLATION_REMEASURED -> specsRemeasured();
            case ORIGINS -> origins();
            case FEASIBLE_RATE -> feasibleRate();
            case NORMALIZATION -> convergence.axes().isEmpty() ? nothing() : new Done("see the table under the curves");
            case HYPERVOLUME -> hypervolume();
            case WASTED_EVALUATIONS ->
                new Done("%s dominated, %s avoided"
                        .formatted(
                                Numbers.count(tally.count(Standing.DOMINATED)),
                                Numbers.count(report.effort().duplicatesAvoided(), "duplicate")));
            case REPRODUCTION ->
                report.provenance().gitCommit().equals(Provenance.UNKNOWN)
                        ? new NotDone("the commit is not known; the rest is under provenance")
                        : new Done("see provenance");
            case FAILURES ->
                new Done("%s failed, %s rejected"
                        .formatted(
                                Numbers.count(tally.count(Standing.FAILED)),
                                Numbers.count(tally.count(Standing.REJECTED))));
            default -> nothing();
        };
    }

    private static Evidence nothing() {
        return new NotDone("");
    }

    private boolean hasHypervolume() {
        return !convergence.run().replicates().isEmpty();
    }

    private Evidence baseline(Method.Kind... kinds) {
        List<Method> methods = convergence.baselines().stream()
                .filter(method -> List.of(kinds).contains(method.kind())
                        && !method.replicates().isEmpty())
                .toList();
        if (methods.isEmpty()) {
            return nothing();
        }
        String found = methods.stream().map(HonestComparison::reached).collect(Collectors.joining("; "));
        boolean sameBudget = methods.stream()
                .flatMap(method -> method.replicates().stream())
                .allMatch(replicate -> replicate.evaluations() >= ownEvaluations());
        return sameBudget
                ? new Done(found)
                : new NotDone(found + "; this run had " + Numbers.count(ownEvaluations(), "evaluation"));
    }

    private static String reached(Method method) {
        return "%s: hypervolume %s, %s of %s"
                .formatted(
                        method.name(),
                        Numbers.readable(Numbers.quantile(method.finals(), 0.5)),
                        Numbers.count(method.replicates().size(), "seed"),
                        Numbers.count(
                                method.replicates().stream()
                                        .mapToLong(Convergence.Replicate::evaluations)
                                        .min()
                                        .orElse(0),
                                "evaluation"));
    }

    private long ownEvaluations() {
        return convergence.run().replicates().stream()
                .mapToLong(Convergence.Replicate::evaluations)
                .findFirst()
                .orElse(0);
    }

    private List<Method> methods() {
        List<Method> methods = new ArrayList<>(convergence.baselines());
        methods.add(0, convergence.run());
        return methods;
    }

    private Evidence seeds() {
        String found = methods().stream()
                .map(method -> method.name() + ": " + method.replicates().size())
                .collect(Collectors.joining("; "));
        boolean enough =
                methods().stream().allMatch(method -> method.replicates().size() >= SEEDS_ASKED);
        return enough ? new Done(found) : new NotDone(found);
    }

    private Evidence spread() {
        String found = methods().stream()
                .filter(method -> method.replicates().size() > 1)
                .map(method -> method.name() + ": " + spread(method.finals()))
                .collect(Collectors.joining("; "));
        boolean all = methods().stream().allMatch(method -> method.replicates().size() > 1);
        return all ? new Done(found) : new NotDone(found);
    }

    /** Of the run's own strategy against the others, over equally many seeds of each. */
    private Evidence significance() {
        List<Method> repeated = convergence.baselines().stream()
                .filter(method -> method.replicates().size() > 1)
                .toList();
        List<Method> own = repeated.stream()
                .filter(method -> method.kind() == Method.Kind.SAME_STRATEGY)
                .toList();
        List<Method> others = repeated.stream()
                .filter(method -> method.kind() != Method.Kind.SAME_STRATEGY)
                .toList();
        if (own.isEmpty() || others.isEmpty()) {
            return nothing();
        }
        String found = Significance.of(own.get(0), others).stream()
                .map(Significance::text)
                .collect(Collectors.joining("; "));
        return new Done("Mann–Whitney U of %s against %s".formatted(own.get(0).name(), found));
    }

    private static String spread(List<Double> values) {
        return "%s [%s, %s], %s to %s"
                .formatted(Stream.of(0.5, 0.25, 0.75, 0.0, 1.0)
                        .map(q -> Numbers.readable(Numbers.quantile(values, q)))
                        .toArray());
    }

    private Evidence budget() {
        Effort effort = report.effort();
        return new Done("%s, %s trained over %s, %s, %s, %s CPU seconds"
                .formatted(
                        Numbers.count(tally.evaluations(), "evaluation"),
                        Numbers.count(effort.networksTrained(), "network"),
                        Numbers.count(effort.trainingEpochs(), "epoch"),
                        effort.predictorQueries() == 1
                                ? "1 predictor query"
                                : Numbers.count(effort.predictorQueries()) + " predictor queries",
                        Numbers.count(effort.deviceMeasurements(), "measurement"),
                        Numbers.count(Math.round(effort.cpuSeconds()))));
    }

    private Evidence predictors() {
        boolean predicted = report.effort().predictorQueries() > 0
                || report.trials().stream()
                        .flatMap(trial -> trial.scores().figures().stream())
                        .anyMatch(figure -> figure.origin() == Origin.PREDICTED);
        return predicted ? nothing() : new NotApplicable("no number of this run is predicted");
    }

    private Evidence specsRemeasured() {
        boolean uncertain = report.frontTrials().stream()
                .flatMap(trial -> report.problem().specs().stream()
                        .flatMap(spec -> trial.scores().figure(spec.metric()).stream()))
                .anyMatch(figure -> figure.origin() == Origin.PREDICTED || figure.origin() == Origin.MEASURED);
        return uncertain ? nothing() : new NotApplicable("no spec is on a predicted or measured value");
    }

    private Evidence origins() {
        Map<Origin, Long> counts = report.frontTrials().stream()
                .flatMap(trial -> trial.scores().figures().stream())
                .collect(Collectors.groupingBy(Figure::origin, TreeMap::new, Collectors.counting()));
        return new Done("on the front: "
                + (counts.isEmpty()
                        ? "no figures"
                        : counts.entrySet().stream()
                                .map(entry -> Numbers.count(entry.getValue()) + " "
                                        + entry.getKey().label())
                                .collect(Collectors.joining(", "))));
    }

    private Evidence feasibleRate() {
        if (report.problem().specs().isEmpty()) {
            return new NotApplicable("the run has no specs");
        }
        return new Done("%s; %s of %s meet them (%s)"
                .formatted(
                        report.problem().specs().stream().map(Object::toString).collect(Collectors.joining(", ")),
                        Numbers.count(tally.feasible()),
                        Numbers.count(tally.evaluations()),
                        Numbers.percent(tally.feasible(), tally.evaluations())));
    }

    private Evidence hypervolume() {
        String size = Numbers.count(report.front().size(), "design") + " on the front";
        return hasHypervolume()
                ? new Done("hypervolume %s, %s"
                        .formatted(
                                Numbers.readable(
                                        convergence.run().replicates().get(0).last()),
                                size))
                : new NotDone(size);
    }
}
