package io.qipan.ecology.registry.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.qipan.ecology.registry.model.SubjectKind;
import io.qipan.runtime.geojson.GeometryReader;
import io.qipan.runtime.geojson.Unusable;
import io.qipan.runtime.geojson.Words;
import io.qipan.runtime.place.MapDatum;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Reads a document of subjects of one kind. What cannot be read is told, and the rest is read on. */
public final class SubjectDocument {
    private static final int MOST = 2_000;
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final GeometryFactory FACTORY = new GeometryFactory();
    private static final CSVFormat CSV = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setTrim(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
            .get();

    private SubjectDocument() {}

    public static Content csv(String text, SubjectKind kind, MapDatum datum) {
        EntryReader reader = new EntryReader(kind, datum);
        try (CSVParser rows =
                CSVParser.parse(new StringReader(text.startsWith("\ufeff") ? text.substring(1) : text), CSV)) {
            headings(rows.getHeaderNames(), reader);
            for (CSVRecord row : rows) {
                if (tooMany(rows.getRecordNumber(), reader)) {
                    break;
                }
                line(row, (int) rows.getCurrentLineNumber(), reader);
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
            reader.fault(
                    0,
                    "",
                    "The document is no CSV file with a heading line: " + Words.shown(String.valueOf(e.getMessage()))
                            + ".");
        }
        return reader.content();
    }

    private static void headings(List<String> names, EntryReader reader) {
        names.stream()
                .filter(name -> !reader.knows(name) && !name.equals("longitude") && !name.equals("latitude"))
                .forEach(name ->
                        reader.fault(1, "", "There is no field '" + Words.shown(name) + "'. Leave the column out."));
        if (!names.contains("longitude") || !names.contains("latitude")) {
            reader.fault(1, "", "The columns longitude and latitude are missing.");
        }
    }

    private static void line(CSVRecord row, int line, EntryReader reader) {
        if (!row.isConsistent()) {
            reader.fault(line, "", "The line has " + row.size() + " cells, not as many as the heading.");
            return;
        }
        Map<String, String> cells = new HashMap<>(row.toMap());
        String longitude = cells.remove("longitude");
        String latitude = cells.remove("latitude");
        if (!cells.keySet().stream().allMatch(reader::knows) || longitude == null || latitude == null) {
            return;
        }
        try {
            Coordinate at = new Coordinate(Double.parseDouble(longitude), Double.parseDouble(latitude));
            reader.add(line, cells, FACTORY.createPoint(at));
        } catch (NumberFormatException e) {
            reader.fault(line, "", "The place " + Words.shown(longitude + ", " + latitude) + " is not two numbers.");
        }
    }

    public static Content geojson(String text, SubjectKind kind, MapDatum datum) {
        EntryReader reader = new EntryReader(kind, datum);
        try {
            JsonNode document = MAPPER.readTree(text);
            JsonNode features = document.path("features");
            if (!document.path("type").asText().equals("FeatureCollection") || !features.isArray()) {
                reader.fault(0, "", "The document is no FeatureCollection with features.");
            }
            for (int i = 0; i < features.size() && !tooMany(i + 1L, reader); i++) {
                feature(features.get(i), i + 1, reader);
            }
        } catch (JsonProcessingException e) {
            // What breaks a limit of the parser has no place.
            String where = e.getLocation() == null
                    ? "it is nested too deep, or a part of it is too long"
                    : "line " + e.getLocation().getLineNr();
            reader.fault(0, "", "The document is no JSON: " + where + ".");
        }
        return reader.content();
    }

    private static void feature(JsonNode feature, int index, EntryReader reader) {
        Map<String, String> cells = new HashMap<>();
        feature.path("properties")
                .properties()
                .forEach(property -> cells.put(property.getKey(), cell(property.getValue())));
        try {
            Geometry drawn = GeometryReader.read(feature.path("geometry"));
            reader.add(index, cells, drawn);
        } catch (Unusable e) {
            reader.fault(
                    index, Words.shown(cells.getOrDefault("code", "")), "The feature cannot be read: " + e.why() + ".");
        }
    }

    /** Of an array the elements, as in a cell of a table. */
    private static String cell(JsonNode value) {
        if (value.isArray()) {
            return String.join(";", value.valueStream().map(JsonNode::asText).toList());
        }
        return value.isNull() ? "" : value.asText().strip();
    }

    private static boolean tooMany(long number, EntryReader reader) {
        if (number > MOST) {
            reader.fault(0, "", "The document has more than 2,000 subjects. Import it in parts.");
        }
        return number > MOST;
    }
}
