package org.cosearch.session;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cosearch.accelerator.template.TemplateRanges;
import org.cosearch.archive.ParetoArchive;
import org.cosearch.codesign.DesignCodec;
import org.cosearch.config.AccuracyConfig;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Trial;
import org.cosearch.report.Check;
import org.cosearch.report.Convergence;
import org.cosearch.report.Effort;
import org.cosearch.report.Evidence;
import org.cosearch.report.Fact;
import org.cosearch.report.Provenance;
import org.cosearch.report.ReportedTrial;
import org.cosearch.report.RunReport;
import org.cosearch.space.Genome;
import org.cosearch.workload.VisionTask;

/** Puts the report of a run together from what it left behind. */
record Reporter(Blueprint blueprint, DesignSheets sheets, Provenance provenance, double cpuSeconds) {

    /**
     * @param trials in order
     * @param status how the run ended
     */
    RunReport report(List<Trial> trials, RunReport.Status status, Convergence convergence) {
        ParetoArchive archive = new ParetoArchive(blueprint.problem());
        trials.forEach(archive::add);
        List<Trial> front = archive.front();
        return new RunReport(
                blueprint.config().name(),
                description(),
                status,
                blueprint.problem(),
                trials.stream().map(Reporter::reported).toList(),
                front.stream().map(Trial::id).collect(Collectors.toSet()),
                front.stream().map(sheets::of).toList(),
                convergence,
                effort(trials),
                evidence(),
                provenance);
    }

    /** The run's own description, and what accuracy means where networks say more than the class of an image. */
    private String description() {
        String own = blueprint.config().description().orElse("");
        String segmented = blueprint.tasks().stream()
                .filter(task -> blueprint.trains() && task.data().dataset().task() == VisionTask.SEGMENTATION)
                .map(Blueprint.Task::name)
                .collect(Collectors.joining(", "));
        return segmented.isEmpty()
                ? own
                : (own + " The accuracy of " + segmented + " is the mean intersection over union.").strip();
    }

    private static ReportedTrial reported(Trial trial) {
        List<Fact> facts = new ArrayList<>();
        trial.genome().decisions().forEach((path, value) -> facts.add(new Fact(path, String.valueOf(value))));
        return new ReportedTrial(trial.id(), label(trial), facts, trial.outcome());
    }

    /** Such as {@code nvdla, 256 PEs, 1.24 M MACs}. */
    private static String label(Trial trial) {
        Genome accelerator = trial.genome().at(DesignCodec.ACCELERATOR);
        Object pes = accelerator.chosen().decisions().get(TemplateRanges.PES);
        String text = accelerator.choice() + (pes == null ? "" : ", " + pes + " PEs");
        ReportedTrial bare = new ReportedTrial(trial.id(), "", List.of(), trial.outcome());
        return text
                + bare.scores()
                        .figure(Metric.MACS_M)
                        .map(macs -> String.format(Locale.ROOT, ", %.3g M MACs", macs.value()))
                        .orElse("");
    }

    private Effort effort(List<Trial> trials) {
        Set<Genome> trained = trials.stream()
                .filter(trial -> trial.outcome() instanceof Outcome.Scored && blueprint.trains())
                .map(trial -> trial.genome().at(DesignCodec.NETWORKS))
                .collect(Collectors.toSet());
        long epochs = 0;
        for (Blueprint.Task task : blueprint.tasks()) {
            if (task.accuracy() instanceof AccuracyConfig.Training training) {
                epochs += (long) training.epochs() * trained.size();
            }
        }
        long networks = (long) trained.size() * blueprint.tasks().size();
        // the strategies never ask a genome twice, so no duplicate is ever evaluated
        return new Effort(0, networks, epochs, 0, 0, cpuSeconds);
    }

    private Map<Check, Evidence> evidence() {
        Map<Check, Evidence> evidence = new EnumMap<>(Check.class);
        evidence.put(
                Check.SUPERNET_RANDOM_SEARCH, new Evidence.NotApplicable("no weights are shared between networks"));
        evidence.put(Check.SUPERNET_GAP, new Evidence.NotApplicable("no weights are shared between networks"));
        evidence.put(
                Check.HARDWARE,
                new Evidence.Done("analytical cost model, technology "
                        + blueprint.config().accelerator().technology()
                        + blueprint.latency().tasks().stream()
                                .map(task -> "; latency of %s predicted for %s".formatted(task.name(), task.device()))
                                .collect(Collectors.joining())));
        evidence.put(
                Check.SPACE,
                new Evidence.Done(
                        blueprint.codec().space().size() + " designs, none twice; mean and best known: NOT DONE"));
        evidence.put(Check.EVALUATION_LOG, new Evidence.Done("journal.jsonl"));
        evidence.put(
                Check.TUNING,
                new Evidence.Done("not tuned: crossover rate 0.9, mutation rate one over the number of decisions"));
        if (!blueprint.trains()) {
            evidence.put(Check.TEST_DATA, new Evidence.NotApplicable("nothing is trained"));
            evidence.put(Check.RETRAINING, new Evidence.NotApplicable("nothing is trained"));
            evidence.put(Check.SAMPLED_AVERAGE, new Evidence.NotApplicable("nothing is trained"));
        }
        return evidence;
    }

    /** The data sets that were read, by name. */
    static List<Provenance.DataSet> dataSets(Map<String, TrainingLog.Entry> trainings) {
        Map<String, Provenance.DataSet> byTask = new LinkedHashMap<>();
        trainings
                .values()
                .forEach(entry -> byTask.put(
                        entry.task(), new Provenance.DataSet("data of " + entry.task(), entry.dataChecksum())));
        return List.copyOf(byTask.values());
    }
}
