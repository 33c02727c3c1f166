package io.qipan.ecology.chief.geojson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.chief.model.Draft;
import io.qipan.ecology.chief.model.Finding;
import io.qipan.ecology.chief.model.Finding.Code;
import io.qipan.ecology.chief.model.Jurisdiction;
import io.qipan.ecology.chief.model.Layer;
import io.qipan.ecology.chief.model.Level;
import io.qipan.ecology.chief.model.Reading;
import io.qipan.runtime.geojson.GeometryReader;
import io.qipan.runtime.geojson.Unusable;
import io.qipan.runtime.geojson.Words;
import io.qipan.runtime.place.MapDatum;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/** Reads a FeatureCollection as drafts of jurisdictions. What cannot be read is told, and the rest is read on. */
public final class DocumentReader {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Envelope EARTH = new Envelope(-180, 180, -90, 90);

    private final MapDatum datum;
    private final Optional<ResourceKind> kind;
    private final Optional<Level> level;

    private final List<Draft> drafts = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Set<Layer> layers = new HashSet<>();
    private final Envelope drawn = new Envelope();

    private DocumentReader(MapDatum datum, Optional<ResourceKind> kind, Optional<Level> level) {
        this.datum = datum;
        this.kind = kind;
        this.level = level;
    }

    /**
     * @param kind what all features are; empty if each says so itself
     * @param level of all features; empty if each says so itself
     */
    public static Reading read(String document, MapDatum datum, Optional<ResourceKind> kind, Optional<Level> level) {
        return new DocumentReader(datum, kind, level).read(document);
    }

    private Reading read(String document) {
        kind.ifPresent(ofAll -> level.ifPresent(onAll -> layers.add(new Layer(ofAll, onAll))));
        try (JsonParser json = MAPPER.createParser(document)) {
            boolean collection = json.nextToken() == JsonToken.START_OBJECT && isCollection(json);
            if (!collection || json.nextToken() != null) {
                findings.add(Finding.error(
                        Code.NOT_GEOJSON, Finding.NOWHERE, "The document is no FeatureCollection with features."));
            }
        } catch (JsonProcessingException e) {
            // What breaks a limit of the parser has no place.
            String where = e.getLocation() == null
                    ? "it is nested too deep, or a part of it is too long"
                    : "line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ". Maybe it is cut off";
            findings.add(Finding.error(Code.NOT_GEOJSON, Finding.NOWHERE, "The document is no JSON: " + where + "."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Reading(layers, drafts, drawn, findings);
    }

    /** Reads one feature after the other: the tree of a whole document would take ten times its size in memory. */
    private boolean isCollection(JsonParser json) throws IOException {
        boolean saysSo = false;
        boolean hasFeatures = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String member = json.currentName();
            JsonToken value = json.nextToken();
            switch (member) {
                case "type" -> saysSo = json.getValueAsString("").equals("FeatureCollection");
                case "datum" -> compareDatum(json.getValueAsString(""));
                case "features" -> {
                    hasFeatures = value == JsonToken.START_ARRAY;
                    for (int i = 0; hasFeatures && json.nextToken() != JsonToken.END_ARRAY; i++) {
                        feature(i, MAPPER.readTree(json));
                    }
                }
                default -> {
                    // Foreign members, and bounding boxes.
                }
            }
            json.skipChildren();
        }
        return saysSo && hasFeatures;
    }

    private void compareDatum(String said) {
        if (!said.equals(datum.name())) {
            findings.add(Finding.error(
                    Code.WRONG_DATUM,
                    Finding.NOWHERE,
                    "The document says that its datum is '" + Words.shown(said) + "', the request says " + datum
                            + ". Correct one of them."));
        }
    }

    private void feature(int index, JsonNode feature) {
        FeatureReader reader = new FeatureReader(index, feature.path("properties"));
        Optional<Layer> layer = kind.or(reader::kind)
                .flatMap(itsKind -> level.or(reader::level).map(itsLevel -> new Layer(itsKind, itsLevel)));
        layer.ifPresent(layers::add);
        Optional<String> code = reader.code();
        List<String> titles = reader.titles();
        double corridorM = reader.corridorM();
        Optional<Geometry> geometry = geometry(index, feature.path("geometry"));
        if (reader.findings().isEmpty() && geometry.isPresent() && code.isPresent() && layer.isPresent()) {
            drafts.add(new Draft(
                    index,
                    new Jurisdiction(
                            layer.get(),
                            code.get(),
                            titles.get(0),
                            titles.get(1),
                            datum.toWgs84(geometry.get()),
                            corridorM,
                            datum)));
        }
        findings.addAll(reader.findings());
    }

    private Optional<Geometry> geometry(int index, JsonNode node) {
        try {
            Geometry geometry = GeometryReader.read(node);
            drawn.expandToInclude(geometry.getEnvelopeInternal());
            for (Coordinate at : geometry.getCoordinates()) {
                if (!EARTH.contains(at)) {
                    findings.add(Finding.error(Code.NOT_ON_EARTH, index, notOnEarth(at)));
                    return Optional.empty();
                }
            }
            return Optional.of(geometry);
        } catch (Unusable e) {
            findings.add(Finding.error(Code.NOT_GEOJSON, index, "The feature cannot be read: " + e.why() + "."));
            return Optional.empty();
        }
    }

    private static String notOnEarth(Coordinate at) {
        return "The position " + at.x + ", " + at.y + " is not on Earth. "
                + (EARTH.contains(at.y, at.x)
                        ? "Maybe latitude and longitude are exchanged; GeoJSON wants the longitude first."
                        : "Maybe these are metres of a projection; GeoJSON wants degrees.");
    }
}
