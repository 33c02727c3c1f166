package io.qipan.patrol.track.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.qipan.patrol.position.model.Fix;
import io.qipan.runtime.place.Datum.Wgs84;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** GeoJSON (RFC 7946): lines of limited length, with a value for each fix in their properties. */
public final class GeoJsonDocument implements TrackDocument {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST_LINE = 1_000;

    @FunctionalInterface
    private interface Value {
        void write(Fix fix) throws IOException;
    }

    private final JsonGenerator json;
    private final List<Fix> line = new ArrayList<>();
    private String device = "";
    private int segment;
    /** The first fix of the line ended the one before. */
    private boolean continued;

    public GeoJsonDocument(Writer out) {
        try {
            json = JSON.createGenerator(out);
        } catch (IOException e) {
            throw new IllegalStateException("JSON cannot be written", e);
        }
    }

    @Override
    public void begin(String unit) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "FeatureCollection");
        json.writeStringField("unit", unit);
        json.writeArrayFieldStart("features");
    }

    @Override
    public void device(String next) throws IOException {
        endLine();
        device = next;
    }

    @Override
    public void segment() throws IOException {
        endLine();
        segment++;
    }

    @Override
    public void fix(Fix fix) throws IOException {
        line.add(fix);
        if (line.size() == LONGEST_LINE) {
            endLine();
            line.add(fix);
            continued = true;
        }
    }

    private void endLine() throws IOException {
        if (!line.isEmpty() && !(continued && line.size() == 1)) {
            json.writeStartObject();
            json.writeStringField("type", "Feature");
            writeGeometry();
            writeProperties();
            json.writeEndObject();
        }
        line.clear();
        continued = false;
    }

    private void writeGeometry() throws IOException {
        boolean alone = line.size() == 1;
        json.writeObjectFieldStart("geometry");
        json.writeStringField("type", alone ? "Point" : "LineString");
        json.writeFieldName("coordinates");
        if (alone) {
            writePosition(line.getFirst());
        } else {
            json.writeStartArray();
            for (Fix fix : line) {
                writePosition(fix);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void writePosition(Fix fix) throws IOException {
        Wgs84 place = fix.position().wgs84();
        json.writeStartArray();
        json.writeNumber(place.longitude());
        json.writeNumber(place.latitude());
        json.writeEndArray();
    }

    private void writeProperties() throws IOException {
        json.writeObjectFieldStart("properties");
        json.writeStringField("device", device);
        json.writeNumberField("segment", segment);
        json.writeBooleanField("continued", continued);
        each("times", fix -> json.writeString(fix.position().fixedAt().toString()));
        each("accuracies_m", fix -> json.writeNumber(fix.position().accuracyM()));
        each("speeds_mps", told(fix -> fix.motion().speedMps()));
        each("courses_deg", told(fix -> fix.motion().courseDeg()));
        each("altitudes_m", told(fix -> fix.motion().altitudeM()));
        each("sequences", fix -> json.writeNumber(fix.sequence()));
        each("mock_locations", fix -> json.writeBoolean(fix.mockLocation()));
        json.writeEndObject();
    }

    private Value told(Function<Fix, Optional<Double>> value) {
        return fix -> {
            Optional<Double> told = value.apply(fix);
            if (told.isPresent()) {
                json.writeNumber(told.get());
            } else {
                json.writeNull();
            }
        };
    }

    private void each(String name, Value value) throws IOException {
        json.writeArrayFieldStart(name);
        for (Fix fix : line) {
            value.write(fix);
        }
        json.writeEndArray();
    }

    @Override
    public void end() throws IOException {
        endLine();
        json.writeEndArray();
        json.writeEndObject();
        json.flush();
    }
}
