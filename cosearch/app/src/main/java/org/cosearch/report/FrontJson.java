package org.cosearch.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Spec;

/**
 * {@code front.json}: the problem and the designs on the front, in the order of trial ids.
 *
 * <pre>{@code
 * { "format": "cosearch-front", "version": 1,
 *   "run": "fashion-two-chips", "seed": 1, "evaluations": 2000,
 *   "objectives": [{"metric": "latency_ms", "unit": "ms", "sense": "minimize"}],
 *   "specs":      [{"metric": "area_mm2", "unit": "mm²", "relation": "<=", "bound": 4.0}],
 *   "designs": [
 *     { "trial": 17, "label": "nvdla 16x16",
 *       "figures": [{"metric": "latency_ms", "unit": "ms", "value": 0.8125, "origin": "simulated", "sigma": null}],
 *       "decisions": {"template": "nvdla"} } ] }
 * }</pre>
 *
 * <p>A sigma of {@code null} says that no uncertainty is known. The bytes depend on the trials and the config alone: no
 * time, no machine, no path.
 */
final class FrontJson {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private FrontJson() {}

    static String of(RunReport report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
            json.setPrettyPrinter(new DefaultPrettyPrinter(
                            Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                    .withObjectIndenter(indenter)
                    .withArrayIndenter(indenter));
            json.writeStartObject();
            json.writeStringField("format", "cosearch-front");
            json.writeNumberField("version", 1);
            json.writeStringField("run", report.name());
            json.writeNumberField("seed", report.provenance().seed());
            json.writeNumberField("evaluations", report.trials().size());
            problem(json, report);
            json.writeArrayFieldStart("designs");
            for (ReportedTrial trial : report.frontTrials()) {
                design(json, trial);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.append('\n').toString();
    }

    private static void problem(JsonGenerator json, RunReport report) throws IOException {
        json.writeArrayFieldStart("objectives");
        for (Objective objective : report.problem().objectives()) {
            json.writeStartObject();
            metric(json, objective.metric());
            json.writeStringField("sense", objective.sense().name().toLowerCase(Locale.ROOT));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("specs");
        for (Spec spec : report.problem().specs()) {
            json.writeStartObject();
            metric(json, spec.metric());
            json.writeStringField("relation", spec.relation().symbol());
            json.writeNumberField("bound", spec.bound());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void design(JsonGenerator json, ReportedTrial trial) throws IOException {
        json.writeStartObject();
        json.writeNumberField("trial", trial.id());
        json.writeStringField("label", trial.label());
        json.writeArrayFieldStart("figures");
        for (Figure figure : trial.scores().figures()) {
            json.writeStartObject();
            metric(json, figure.metric());
            json.writeNumberField("value", figure.value());
            json.writeStringField("origin", figure.origin().label());
            json.writeFieldName("sigma");
            if (figure.sigma() > 0) {
                json.writeNumber(figure.sigma());
            } else {
                json.writeNull();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("decisions");
        for (Fact fact : trial.facts()) {
            json.writeStringField(fact.name(), fact.text());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void metric(JsonGenerator json, Metric metric) throws IOException {
        json.writeStringField("metric", metric.name());
        json.writeStringField("unit", metric.unit());
    }
}
