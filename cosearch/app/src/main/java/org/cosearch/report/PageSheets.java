package org.cosearch.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import org.cosearch.evaluate.Figure;
import org.cosearch.report.DesignSheet.AcceleratorSheet;
import org.cosearch.report.DesignSheet.EpochPoint;
import org.cosearch.report.DesignSheet.LayerRow;
import org.cosearch.report.DesignSheet.LevelRow;
import org.cosearch.report.DesignSheet.NetworkSheet;
import org.cosearch.report.DesignSheet.ScheduledLayer;
import org.cosearch.report.DesignSheet.TrainingSheet;

/** The part of the page's data that is about single designs: tables as arrays of rows, columns in the page's order. */
final class PageSheets {

    private PageSheets() {}

    static void write(JsonGenerator json, DesignSheet sheet) throws IOException {
        json.writeStartObject();
        json.writeNumberField("trial", sheet.trial());
        json.writeArrayFieldStart("networks");
        for (NetworkSheet network : sheet.networks()) {
            network(json, network);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("accelerators");
        for (AcceleratorSheet accelerator : sheet.accelerators()) {
            accelerator(json, accelerator);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("schedule");
        for (ScheduledLayer layer : sheet.schedule()) {
            scheduled(json, sheet, layer);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("trainings");
        for (TrainingSheet training : sheet.trainings()) {
            training(json, training);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void network(JsonGenerator json, NetworkSheet network) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", Printable.line(network.name()));
        json.writeArrayFieldStart("totals");
        for (Figure figure : network.totals().figures()) {
            json.writeStartArray();
            json.writeString(figure.metric().name());
            json.writeString(Printable.line(figure.metric().unit()));
            json.writeNumber(Numbers.compact(figure.value()));
            json.writeString(figure.origin().label());
            json.writeNumber(Numbers.compact(figure.sigma()));
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("layers");
        for (LayerRow row : network.layers()) {
            json.writeStartArray();
            texts(json, List.of(row.layer(), row.kind(), row.input(), row.output()));
            json.writeNumber(row.parameters());
            json.writeNumber(row.macs());
            json.writeNumber(Numbers.compact(row.cycles()));
            json.writeNumber(Numbers.compact(row.latencyMs()));
            json.writeNumber(Numbers.compact(row.energyMillijoules()));
            json.writeNumber(Numbers.compact(row.utilization()));
            texts(json, List.of(row.boundBy(), row.accelerator(), row.costedBy()));
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void accelerator(JsonGenerator json, AcceleratorSheet accelerator) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", Printable.line(accelerator.name()));
        json.writeFieldName("areaSquareMillimeters");
        json.writeNumber(Numbers.compact(accelerator.areaSquareMillimeters()));
        json.writeArrayFieldStart("facts");
        for (Fact fact : accelerator.facts()) {
            json.writeStartArray();
            texts(json, List.of(fact.name(), fact.text()));
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("levels");
        for (LevelRow level : accelerator.levels()) {
            json.writeStartArray();
            texts(json, List.of(level.name(), level.holds()));
            json.writeNumber(level.instances());
            if (level.capacityBytes().isPresent()) {
                json.writeNumber(level.capacityBytes().getAsLong());
            } else {
                json.writeNull();
            }
            number(json, level.bytesPerCycle());
            number(json, level.areaSquareMillimeters());
            json.writeNumber(level.wordBits());
            json.writeNumber(Numbers.compact(level.readPicojoules()));
            json.writeNumber(Numbers.compact(level.writePicojoules()));
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Accelerator and network by their places among those of the sheet. */
    private static void scheduled(JsonGenerator json, DesignSheet sheet, ScheduledLayer layer) throws IOException {
        json.writeStartArray();
        json.writeNumber(sheet.accelerators().stream()
                .map(AcceleratorSheet::name)
                .toList()
                .indexOf(layer.accelerator()));
        json.writeNumber(
                sheet.networks().stream().map(NetworkSheet::name).toList().indexOf(layer.network()));
        json.writeNumber(Numbers.compact(layer.startMs()));
        json.writeNumber(Numbers.compact(layer.endMs()));
        json.writeString(Printable.line(layer.layer()));
        json.writeEndArray();
    }

    private static void training(JsonGenerator json, TrainingSheet training) throws IOException {
        json.writeStartObject();
        json.writeStringField("network", Printable.line(training.network()));
        json.writeStringField("dataSet", Printable.line(training.dataSet()));
        json.writeNumberField("epochs", training.epochs());
        json.writeNumberField("images", training.images());
        json.writeFieldName("seconds");
        json.writeNumber(Numbers.compact(training.seconds()));
        json.writeArrayFieldStart("curve");
        for (EpochPoint point : training.curve()) {
            json.writeStartArray();
            json.writeNumber(point.epochs());
            json.writeNumber(Numbers.compact(point.loss()));
            json.writeNumber(Numbers.compact(point.accuracyPercent()));
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, List<String> texts) throws IOException {
        for (String text : texts) {
            json.writeString(Printable.line(text));
        }
    }

    private static void number(JsonGenerator json, OptionalDouble value) throws IOException {
        if (value.isPresent()) {
            json.writeNumber(Numbers.compact(value.getAsDouble()));
        } else {
            json.writeNull();
        }
    }
}
