package io.qipan.patrol.grid.geojson;

import com.fasterxml.jackson.core.JsonGenerator;
import io.qipan.patrol.grid.model.DeviceReport;
import io.qipan.patrol.grid.model.GridFeature;
import io.qipan.patrol.grid.model.VisitingRule;
import io.qipan.patrol.grid.model.VisitingRule.Window;
import io.qipan.runtime.geojson.GeometryWriter;
import io.qipan.runtime.place.MapDatum;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes a grid as a FeatureCollection that {@link DocumentReader} reads back. */
public final class DocumentWriter {
    /** Of UTF-16; well below the limit of a message whatever the characters. */
    private static final int PART = 500_000;

    private final MapDatum datum;

    /** Who takes the text, at its own pace. */
    @FunctionalInterface
    public interface Reader {
        void take(String part) throws InterruptedException;
    }

    private DocumentWriter(MapDatum datum) {
        this.datum = datum;
    }

    /** Hands out the text in parts that follow each other. */
    public static void write(long revision, List<GridFeature> features, MapDatum datum, Reader reader)
            throws InterruptedException {
        new DocumentWriter(datum).write(revision, features, reader);
    }

    private void write(long revision, List<GridFeature> features, Reader reader) throws InterruptedException {
        StringBuilder part = new StringBuilder("{\"type\":\"FeatureCollection\",\"datum\":\"" + datum
                + "\",\"grid_revision\":" + revision + ",\"features\":[");
        String separator = "\n";
        for (GridFeature feature : features) {
            part.append(separator).append(text(feature));
            separator = ",\n";
            if (part.length() > PART) {
                reader.take(part.toString());
                part.setLength(0);
            }
        }
        reader.take(part.append("\n]}\n").toString());
    }

    private String text(GridFeature feature) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = GeometryWriter.JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("type", "Feature");
            json.writeStringField("id", feature.name());
            json.writeObjectFieldStart("properties");
            properties(feature, json);
            json.writeEndObject();
            json.writeFieldName("geometry");
            GeometryWriter.write(datum.fromWgs84(feature.geometry()), json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void properties(GridFeature feature, JsonGenerator json) throws IOException {
        PropertyNames names = PropertyNames.USUAL;
        json.writeStringField(names.kind(), feature.kind().code());
        json.writeStringField(names.code(), feature.code());
        json.writeStringField(names.titleEn(), feature.titleEn());
        json.writeStringField(names.titleZh(), feature.titleZh());
        if (feature.parent().isPresent()) {
            json.writeStringField(names.parent(), feature.parent().get());
        }
        if (feature.visitingRule().isPresent()) {
            json.writeObjectFieldStart(names.visitingRule());
            rule(feature.visitingRule().get(), json);
            json.writeEndObject();
        }
        if (!feature.reports().isEmpty()) {
            json.writeArrayFieldStart(names.reports());
            for (DeviceReport report : feature.reports()) {
                json.writeString(report.name());
            }
            json.writeEndArray();
        }
        if (feature.reportEveryS() > 0) {
            json.writeNumberField(PropertyNames.REPORT_EVERY_S, feature.reportEveryS());
        }
    }

    private static void rule(VisitingRule rule, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("windows");
        for (Window window : rule.windows()) {
            json.writeStartObject();
            json.writeStringField("from", RuleReader.TIME_OF_DAY.format(window.from()));
            json.writeStringField("to", RuleReader.TIME_OF_DAY.format(window.to()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("visits", rule.visits());
        json.writeStringField("per", rule.per().name());
        json.writeNumberField("minimum_dwell_s", rule.minimumDwellS());
        if (rule.direction().isPresent()) {
            json.writeNumberField("minimum_share", rule.minimumShare());
            json.writeStringField("direction", rule.direction().get().name());
        }
        if (!rule.gaps().equals(VisitingRule.Gaps.NONE)) {
            json.writeNumberField("largest_gap_s", rule.gaps().largestS());
            json.writeNumberField("smallest_gap_s", rule.gaps().smallestS());
        }
    }
}
