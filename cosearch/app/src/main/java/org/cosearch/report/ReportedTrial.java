package org.cosearch.report;

import java.util.List;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Scores;

/**
 * One evaluated design, as a report tells it.
 *
 * @param id position in the order of asking, at least 0
 * @param label a short name of the design for tables and tooltips, such as {@code nvdla 16x16, 1.2 M parameters}
 * @param facts the decisions that make the design, in the order to print them; names are distinct
 */
public record ReportedTrial(long id, String label, List<Fact> facts, Outcome outcome) {

    public ReportedTrial {
        facts = List.copyOf(facts);
        if (id < 0) {
            throw new IllegalArgumentException("The trial id (%d) is negative.".formatted(id));
        }
        if (facts.stream().map(Fact::name).distinct().count() != facts.size()) {
            throw new IllegalArgumentException(
                    "Two facts of trial %d have the same name among %s.\nMaybe name them by their paths."
                            .formatted(id, facts.stream().map(Fact::name).toList()));
        }
    }

    /** The figures that were obtained, none if the trial failed. */
    public Scores scores() {
        if (outcome instanceof Outcome.Scored scored) {
            return scored.scores();
        }
        return outcome instanceof Outcome.Rejected rejected ? rejected.scores() : Scores.NONE;
    }

    /** Why the design has no full scores: the broken spec or the reason of the failure; empty if it was scored. */
    public String remark() {
        if (outcome instanceof Outcome.Rejected rejected) {
            return rejected.spec();
        }
        return outcome instanceof Outcome.Failed failed ? failed.reason() : "";
    }
}
