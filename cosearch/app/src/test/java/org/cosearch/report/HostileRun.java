package org.cosearch.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Origin;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Scores;
import org.cosearch.evaluate.Spec;
import org.cosearch.report.Convergence.Method;
import org.cosearch.report.Convergence.Point;
import org.cosearch.report.Convergence.Replicate;
import org.cosearch.report.DesignSheet.AcceleratorSheet;
import org.cosearch.report.DesignSheet.EpochPoint;
import org.cosearch.report.DesignSheet.LayerRow;
import org.cosearch.report.DesignSheet.LevelRow;
import org.cosearch.report.DesignSheet.NetworkSheet;
import org.cosearch.report.DesignSheet.TrainingSheet;

/** A small run in which every text that somebody can choose is the same hostile one. */
final class HostileRun {

    private static final String ZEROS = "0".repeat(64);

    private HostileRun() {}

    static RunReport of(String text) {
        Metric own = new Metric("own_metric", text);
        Problem problem = new Problem(
                List.of(Objective.maximize(Metric.ACCURACY_PERCENT), Objective.minimize(own)),
                List.of(Spec.atMost(own, 5)));
        Scores scores =
                Scores.of(Figure.of(Metric.ACCURACY_PERCENT, 90, Origin.TRAINED), Figure.of(own, 3, Origin.MEASURED));
        List<Fact> facts = List.of(new Fact(text, text));
        List<ReportedTrial> trials = List.of(
                new ReportedTrial(0, text, facts, new Outcome.Scored(scores)),
                new ReportedTrial(1, text, facts, new Outcome.Rejected(scores, text)),
                new ReportedTrial(2, text, facts, new Outcome.Failed(text)));
        DesignSheet sheet = new DesignSheet(
                0,
                List.of(new NetworkSheet(
                        text,
                        List.of(new LayerRow(text, text, text, text, 1, 2, 3, 4, 5, 0.6, text, text, text)),
                        scores)),
                List.of(new AcceleratorSheet(
                        text,
                        facts,
                        List.of(new LevelRow(
                                text,
                                text,
                                1,
                                OptionalLong.of(2),
                                OptionalDouble.of(3),
                                OptionalDouble.of(4),
                                16,
                                5,
                                6)),
                        7)),
                List.of(new DesignSheet.ScheduledLayer(text, text, text, 0, 1)),
                List.of(new TrainingSheet(text, text, 1, 2, 3, List.of(new EpochPoint(1, Double.NaN, 50)))));
        Convergence convergence = new Convergence(
                List.of(new Convergence.Axis(own, 0, 1, 1.1)),
                text,
                new Method(Method.Kind.THIS_RUN, text, List.of(new Replicate(1, List.of(new Point(3, 1, 0.5))))),
                List.of(new Method(
                        Method.Kind.RANDOM_SEARCH, text, List.of(new Replicate(2, List.of(new Point(3, 1, 0.4)))))));
        Provenance provenance = new Provenance(
                text,
                ZEROS,
                1,
                text,
                text,
                text,
                text,
                text,
                text,
                1,
                List.of(new Provenance.DataSet(text, text)),
                Instant.EPOCH,
                Instant.EPOCH,
                1,
                text);
        return new RunReport(
                text,
                text,
                RunReport.Status.INTERRUPTED,
                problem,
                trials,
                Set.of(0L),
                List.of(sheet),
                convergence,
                new Effort(1, 1, 1, 1, 1, 1),
                Map.of(
                        Check.SPACE, new Evidence.Done(text),
                        Check.TUNING, new Evidence.NotDone(text),
                        Check.ABLATION, new Evidence.NotApplicable(text)),
                provenance);
    }
}
