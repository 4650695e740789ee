package org.cosearch.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Objective;

/**
 * The files of a report, as they lie in the folder of a run.
 *
 * @param page {@code report.html}: complete in itself, loads nothing from elsewhere
 * @param frontCsv {@code front.csv}; like {@code front.json} it depends on the trials and the config alone
 * @param frontJson {@code front.json}
 * @param plots SVG: {@code plots/pareto-<x>-<y>.svg} for each pair of objectives, {@code
 *     plots/parallel-coordinates.svg}, {@code plots/hypervolume.svg} if there is a hypervolume, and {@code
 *     plots/schedule-<trial>.svg} for each described design that has a schedule
 */
public record ReportFiles(Path page, Path frontCsv, Path frontJson, List<Path> plots) {

    public ReportFiles {
        plots = List.copyOf(plots);
    }

    /**
     * Writes all files of {@code report}. A file is complete or not there: it is written beside its place and moved.
     *
     * @param folder made if it is missing; files of an earlier report are replaced
     * @throws IOException if a file cannot be written; its older version is kept
     */
    public static ReportFiles write(RunReport report, Path folder) throws IOException {
        Path plots = folder.resolve("plots");
        Files.createDirectories(plots);
        Path frontCsv = write(folder.resolve("front.csv"), FrontCsv.of(report));
        Path frontJson = write(folder.resolve("front.json"), FrontJson.of(report));
        List<Path> drawn = new ArrayList<>();
        List<Metric> objectives =
                report.problem().objectives().stream().map(Objective::metric).toList();
        for (int i = 0; i < objectives.size(); i++) {
            for (int j = i + 1; j < objectives.size(); j++) {
                Metric y = objectives.get(i);
                Metric x = objectives.get(j);
                drawn.add(write(
                        plots.resolve("pareto-%s-%s.svg".formatted(x.name(), y.name())), ParetoPlot.svg(report, x, y)));
            }
        }
        drawn.add(write(plots.resolve("parallel-coordinates.svg"), ParallelPlot.svg(report)));
        if (!report.convergence().run().replicates().isEmpty()) {
            drawn.add(
                    write(plots.resolve("hypervolume.svg"), HypervolumePlot.svg(report.name(), report.convergence())));
        }
        for (DesignSheet sheet : report.sheets()) {
            if (!sheet.schedule().isEmpty()) {
                drawn.add(write(plots.resolve("schedule-%d.svg".formatted(sheet.trial())), GanttPlot.svg(sheet)));
            }
        }
        Path page = write(folder.resolve("report.html"), Page.of(report));
        return new ReportFiles(page, frontCsv, frontJson, drawn);
    }

    private static Path write(Path file, String text) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        Files.write(unfinished, text.getBytes(StandardCharsets.UTF_8));
        return Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
