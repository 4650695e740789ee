package org.cosearch.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;

/**
 * {@code front.csv}: one row per design on the front, in the order of trial ids.
 *
 * <p>Columns: {@code trial}, {@code design}; for each metric its value, {@code _origin} and {@code _sigma} (standard
 * deviation in the metric's unit, empty where none is known); then {@code design.<fact>} for each decision that any
 * design of the front has, empty where a design does not have it. The bytes depend on the trials alone.
 */
final class FrontCsv {

    private FrontCsv() {}

    static String of(RunReport report) {
        List<Metric> metrics = report.metrics();
        List<ReportedTrial> front = report.frontTrials();
        Set<String> facts = new LinkedHashSet<>();
        front.forEach(trial -> trial.facts().forEach(fact -> facts.add(fact.name())));

        StringBuilder csv = new StringBuilder();
        List<String> header = new ArrayList<>(List.of("trial", "design"));
        for (Metric metric : metrics) {
            header.addAll(List.of(metric.name(), metric.name() + "_origin", metric.name() + "_sigma"));
        }
        facts.forEach(name -> header.add(cell("design." + name)));
        append(csv, header);
        for (ReportedTrial trial : front) {
            append(csv, row(trial, metrics, facts));
        }
        return csv.toString();
    }

    private static List<String> row(ReportedTrial trial, List<Metric> metrics, Set<String> facts) {
        List<String> row = new ArrayList<>(List.of(Long.toString(trial.id()), cell(trial.label())));
        for (Metric metric : metrics) {
            Optional<Figure> figure = trial.scores().figure(metric);
            row.add(figure.map(f -> Numbers.exact(f.value())).orElse(""));
            row.add(figure.map(f -> f.origin().label()).orElse(""));
            row.add(figure.filter(f -> f.sigma() > 0)
                    .map(f -> Numbers.exact(f.sigma()))
                    .orElse(""));
        }
        var texts = trial.facts().stream().collect(Collectors.toMap(Fact::name, Fact::text));
        facts.forEach(name -> row.add(cell(texts.getOrDefault(name, ""))));
        return row;
    }

    private static void append(StringBuilder csv, List<String> cells) {
        csv.append(String.join(",", cells)).append('\n');
    }

    /**
     * Text of a user as a cell: quoted after RFC 4180 where needed, and with an apostrophe in front of what a
     * spreadsheet would run as a formula (OWASP, "CSV Injection"). Plain numbers stay as they are.
     */
    static String cell(String text) {
        String safe = Printable.line(text);
        String start = safe.stripLeading();
        if (!start.isEmpty()
                && "=+-@＝＋－＠".indexOf(start.charAt(0)) >= 0
                && !start.matches("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?")) {
            safe = "'" + safe;
        }
        return safe.matches("(?s).*[\",;\\s].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
