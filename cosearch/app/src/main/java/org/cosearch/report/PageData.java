package org.cosearch.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Origin;
import org.cosearch.evaluate.Spec;
import org.cosearch.report.Convergence.Method;
import org.cosearch.report.Convergence.Point;

/**
 * What the page shows, as one JSON object that its script reads.
 *
 * <p>Trials are stored by column, and texts that repeat once only, so that ten thousand trials stay near a megabyte.
 * The JSON contains no {@code <}, so that it cannot end the element that it is embedded in.
 */
final class PageData {

    private static final List<Origin> ORIGINS = List.of(Origin.values());
    private static final List<Standing> STANDINGS = List.of(Standing.values());

    private final RunReport report;
    private final JsonGenerator json;
    private final List<Metric> metrics;

    private PageData(RunReport report, JsonGenerator json) {
        this.report = report;
        this.json = json;
        this.metrics = report.metrics();
    }

    static String of(RunReport report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            new PageData(report, json).write();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString().replace("<", "\\u003c");
    }

    private void write() throws IOException {
        json.writeStartObject();
        text("name", report.name());
        json.writeStringField("description", Printable.text(report.description()));
        text("status", report.status().label());
        texts("origins", ORIGINS, Origin::label);
        metrics();
        trials();
        best();
        convergence();
        json.writeArrayFieldStart("sheets");
        for (DesignSheet sheet : report.sheets()) {
            PageSheets.write(json, sheet);
        }
        json.writeEndArray();
        checks();
        effort();
        provenance();
        json.writeEndObject();
    }

    private void metrics() throws IOException {
        Map<Metric, Objective> objectives = report.problem().objectives().stream()
                .collect(Collectors.toMap(Objective::metric, Function.identity()));
        json.writeArrayFieldStart("metrics");
        for (Metric metric : metrics) {
            json.writeStartObject();
            text("name", metric.name());
            text("unit", metric.unit());
            Objective objective = objectives.get(metric);
            text("sense", objective == null ? "" : objective.sense().name().toLowerCase(Locale.ROOT));
            json.writeArrayFieldStart("specs");
            for (Spec spec : report.problem().specs()) {
                if (spec.metric().equals(metric)) {
                    json.writeStartObject();
                    text("relation", spec.relation().symbol());
                    json.writeNumberField("bound", spec.bound());
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void trials() throws IOException {
        List<ReportedTrial> trials = report.trials();
        json.writeObjectFieldStart("trials");
        json.writeArrayFieldStart("id");
        for (ReportedTrial trial : trials) {
            json.writeNumber(trial.id());
        }
        json.writeEndArray();
        texts("standings", STANDINGS, Standing::label);
        json.writeStringField(
                "standing",
                trials.stream()
                        .map(trial -> Integer.toString(STANDINGS.indexOf(report.standing(trial))))
                        .collect(Collectors.joining()));
        column("label", trials.stream().map(ReportedTrial::label).toList());
        column("remark", trials.stream().map(ReportedTrial::remark).toList());
        json.writeArrayFieldStart("figures");
        for (Metric metric : metrics) {
            figures(metric);
        }
        json.writeEndArray();
        facts();
        json.writeEndObject();
    }

    /** Values, origins and deviations of one metric: {@code null}, -1 and 0 where there are none; no zeros alone. */
    private void figures(Metric metric) throws IOException {
        List<Optional<Figure>> figures = report.trials().stream()
                .map(trial -> trial.scores().figure(metric))
                .toList();
        json.writeStartObject();
        json.writeArrayFieldStart("value");
        for (Optional<Figure> figure : figures) {
            number(figure.map(Figure::value).orElse(Double.NaN));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("origin");
        for (Optional<Figure> figure : figures) {
            json.writeNumber(figure.map(f -> ORIGINS.indexOf(f.origin())).orElse(-1));
        }
        json.writeEndArray();
        List<Double> sigmas = figures.stream()
                .map(figure -> figure.map(Figure::sigma).orElse(0.0))
                .toList();
        numbers("sigma", sigmas.stream().allMatch(sigma -> sigma == 0) ? List.of() : sigmas);
        json.writeEndObject();
    }

    private void facts() throws IOException {
        Set<String> names = new LinkedHashSet<>();
        report.trials().forEach(trial -> trial.facts().forEach(fact -> names.add(fact.name())));
        List<Map<String, String>> facts = report.trials().stream()
                .map(trial -> trial.facts().stream().collect(Collectors.toMap(Fact::name, Fact::text)))
                .toList();
        json.writeArrayFieldStart("facts");
        for (String name : names) {
            json.writeStartObject();
            text("name", name);
            column(
                    "column",
                    facts.stream().map(texts -> texts.getOrDefault(name, "")).toList());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Texts as an array of the distinct ones and, per trial, a place in it. The first distinct text is empty. */
    private void column(String name, List<String> texts) throws IOException {
        Map<String, Integer> places = new LinkedHashMap<>(Map.of("", 0));
        texts.forEach(text -> places.putIfAbsent(text, places.size()));
        json.writeObjectFieldStart(name);
        texts("texts", List.copyOf(places.keySet()), Function.identity());
        json.writeArrayFieldStart("at");
        for (String text : texts) {
            json.writeNumber(places.getOrDefault(text, 0));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void best() throws IOException {
        json.writeArrayFieldStart("best");
        for (Objective objective : report.problem().objectives()) {
            BestSoFar best = BestSoFar.of(report, objective);
            json.writeStartObject();
            text("metric", objective.metric().name());
            json.writeArrayFieldStart("at");
            for (long evaluations : best.evaluations()) {
                json.writeNumber(evaluations);
            }
            json.writeEndArray();
            numbers("values", best.values());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void convergence() throws IOException {
        Convergence convergence = report.convergence();
        json.writeObjectFieldStart("convergence");
        text("normalization", convergence.normalization());
        json.writeArrayFieldStart("axes");
        for (Convergence.Axis axis : convergence.axes()) {
            json.writeStartObject();
            text("metric", axis.metric().name());
            text("unit", axis.metric().unit());
            numberField("ideal", axis.ideal());
            numberField("nadir", axis.nadir());
            numberField("reference", axis.reference());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("methods");
        if (!convergence.run().replicates().isEmpty()) {
            method(convergence.run());
        }
        for (Method baseline : convergence.baselines()) {
            if (!baseline.replicates().isEmpty()) {
                method(baseline);
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void method(Method method) throws IOException {
        json.writeStartObject();
        text("name", method.name());
        json.writeBooleanField("thisRun", method.kind() == Method.Kind.THIS_RUN);
        json.writeNumberField("seeds", method.replicates().size());
        numberField("first", method.finals().get(0));
        json.writeArrayFieldStart("quartiles");
        for (double q : new double[] {0, 0.25, 0.5, 0.75, 1}) {
            number(Numbers.quantile(method.finals(), q));
        }
        json.writeEndArray();
        band("overEvaluations", method, Point::evaluations);
        band("overSeconds", method, Point::wallSeconds);
        json.writeEndObject();
    }

    private void band(String name, Method method, ToDoubleFunction<Point> axis) throws IOException {
        Band band = Band.of(method.replicates(), axis);
        json.writeObjectFieldStart(name);
        numbers("at", band.at());
        numbers("low", band.low());
        numbers("median", band.median());
        numbers("high", band.high());
        json.writeEndObject();
    }

    private void checks() throws IOException {
        json.writeArrayFieldStart("checks");
        for (var entry : HonestComparison.of(report).entrySet()) {
            Evidence evidence = entry.getValue();
            json.writeStartObject();
            text("topic", entry.getKey().topic().title());
            text("title", entry.getKey().title());
            if (evidence instanceof Evidence.Done done) {
                text("state", "done");
                text("text", done.figure());
            } else if (evidence instanceof Evidence.NotApplicable notApplicable) {
                text("state", "not applicable");
                text("text", notApplicable.reason());
            } else if (evidence instanceof Evidence.NotDone notDone) {
                text("state", "NOT DONE");
                text("text", notDone.found());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void effort() throws IOException {
        Effort effort = report.effort();
        json.writeObjectFieldStart("effort");
        json.writeNumberField("duplicatesAvoided", effort.duplicatesAvoided());
        json.writeNumberField("networksTrained", effort.networksTrained());
        json.writeNumberField("trainingEpochs", effort.trainingEpochs());
        json.writeNumberField("predictorQueries", effort.predictorQueries());
        json.writeNumberField("deviceMeasurements", effort.deviceMeasurements());
        numberField("cpuSeconds", effort.cpuSeconds());
        json.writeEndObject();
    }

    private void provenance() throws IOException {
        Provenance p = report.provenance();
        json.writeObjectFieldStart("provenance");
        text("command", p.command());
        json.writeStringField("config", Printable.text(p.config()));
        numberField("wallSeconds", p.wallSeconds());
        json.writeArrayFieldStart("facts");
        fact("Seed", Long.toString(p.seed()));
        fact("Config SHA-256", p.configSha256());
        fact("Git commit", p.gitCommit());
        fact("CoSearch", p.coSearchVersion());
        fact("Java", p.javaVersion());
        fact("TensorFlow", p.tensorFlowVersion());
        fact("Operating system", p.operatingSystem());
        fact("CPU", p.cpu());
        fact("Cores", Integer.toString(p.cores()));
        for (Provenance.DataSet data : p.dataSets()) {
            fact("SHA-256 of " + data.name(), data.sha256());
        }
        fact("Started", p.started().toString());
        fact("Finished", p.finished().toString());
        fact("Wall time", Numbers.duration(p.wallSeconds()));
        json.writeEndArray();
        json.writeEndObject();
    }

    private void fact(String name, String text) throws IOException {
        json.writeStartArray();
        json.writeString(Printable.line(name));
        json.writeString(Printable.line(text));
        json.writeEndArray();
    }

    private void text(String name, String text) throws IOException {
        json.writeStringField(name, Printable.line(text));
    }

    private <T> void texts(String name, List<T> values, Function<T, String> toText) throws IOException {
        json.writeArrayFieldStart(name);
        for (T value : values) {
            json.writeString(Printable.line(toText.apply(value)));
        }
        json.writeEndArray();
    }

    private void numbers(String name, List<Double> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (double value : values) {
            number(value);
        }
        json.writeEndArray();
    }

    private void numberField(String name, double value) throws IOException {
        json.writeFieldName(name);
        number(value);
    }

    private void number(double value) throws IOException {
        json.writeNumber(Numbers.compact(value));
    }
}
