package org.cosearch.report;

import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Spec;

/**
 * Everything that a report tells of one run, finished or not.
 *
 * @param name of the run, as its run file has it
 * @param description free text, possibly empty
 * @param trials all trials so far, of distinct ids; kept in the order of the ids
 * @param front ids of the trials that are feasible and not dominated; kept ascending
 * @param sheets what is known of single designs beyond their figures, at most one per trial; usually of the front
 * @param evidence what was done of an honest comparison beyond what the other components show
 */
public record RunReport(
        String name,
        String description,
        Status status,
        Problem problem,
        List<ReportedTrial> trials,
        Set<Long> front,
        List<DesignSheet> sheets,
        Convergence convergence,
        Effort effort,
        Map<Check, Evidence> evidence,
        Provenance provenance) {

    /** How a run came to its end, or that it did not. */
    public enum Status {
        FINISHED("finished"),
        STOPPED_BY_BUDGET("stopped by its budget"),
        INTERRUPTED("interrupted"),
        RUNNING("still running");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        /** In words, to follow the name of the run. */
        public String label() {
            return label;
        }
    }

    public RunReport {
        trials = trials.stream()
                .sorted(Comparator.comparingLong(ReportedTrial::id))
                .toList();
        front = Collections.unmodifiableSet(new TreeSet<>(front));
        sheets = sheets.stream()
                .sorted(Comparator.comparingLong(DesignSheet::trial))
                .toList();
        Map<Check, Evidence> ordered = new EnumMap<>(Check.class);
        ordered.putAll(evidence);
        evidence = Collections.unmodifiableMap(ordered);
        Map<Long, ReportedTrial> byId = new HashMap<>();
        for (ReportedTrial trial : trials) {
            if (byId.put(trial.id(), trial) != null) {
                throw new IllegalArgumentException("Two trials have the id (%d).".formatted(trial.id()));
            }
        }
        for (long id : front) {
            ReportedTrial trial = byId.get(id);
            if (trial == null || !problem.feasible(trial.outcome())) {
                throw new IllegalArgumentException("Trial (%d) is said to be on the front, but %s."
                        .formatted(id, trial == null ? "there is no such trial" : "it is not feasible"));
            }
        }
        Set<Long> described = new TreeSet<>();
        for (DesignSheet sheet : sheets) {
            if (!byId.containsKey(sheet.trial()) || !described.add(sheet.trial())) {
                throw new IllegalArgumentException(
                        "The sheets of trial (%d) are not one sheet of a known trial.".formatted(sheet.trial()));
            }
        }
    }

    /** Where {@code trial} of this report stands. */
    public Standing standing(ReportedTrial trial) {
        if (front.contains(trial.id())) {
            return Standing.FRONT;
        }
        if (trial.outcome() instanceof Outcome.Failed) {
            return Standing.FAILED;
        }
        if (trial.outcome() instanceof Outcome.Rejected) {
            return Standing.REJECTED;
        }
        return problem.feasible(trial.outcome()) ? Standing.DOMINATED : Standing.INFEASIBLE;
    }

    /** The trials on the front, in the order of their ids. */
    public List<ReportedTrial> frontTrials() {
        return trials.stream().filter(trial -> front.contains(trial.id())).toList();
    }

    /** All metrics: those of the objectives, then those of the specs, then any others in the order of the trials. */
    public List<Metric> metrics() {
        Set<Metric> metrics = new LinkedHashSet<>();
        problem.objectives().stream().map(Objective::metric).forEach(metrics::add);
        problem.specs().stream().map(Spec::metric).forEach(metrics::add);
        for (ReportedTrial trial : trials) {
            trial.scores().figures().stream().map(Figure::metric).forEach(metrics::add);
        }
        return List.copyOf(metrics);
    }
}
