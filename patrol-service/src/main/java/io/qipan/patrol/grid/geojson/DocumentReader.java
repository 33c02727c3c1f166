package io.qipan.patrol.grid.geojson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.qipan.patrol.grid.model.DeviceReport;
import io.qipan.patrol.grid.model.Draft;
import io.qipan.patrol.grid.model.FeatureKind;
import io.qipan.patrol.grid.model.Finding;
import io.qipan.patrol.grid.model.Finding.Code;
import io.qipan.patrol.grid.model.GridFeature;
import io.qipan.patrol.grid.model.Reading;
import io.qipan.patrol.grid.model.VisitingRule;
import io.qipan.runtime.geojson.GeometryReader;
import io.qipan.runtime.geojson.Unusable;
import io.qipan.runtime.geojson.Words;
import io.qipan.runtime.place.MapDatum;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/** Reads a FeatureCollection as drafts of grid features. What cannot be read is told, and the rest is read on. */
public final class DocumentReader {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Envelope EARTH = new Envelope(-180, 180, -90, 90);

    private final MapDatum datum;
    private final Optional<FeatureKind> kind;
    private final PropertyNames names;

    private final List<Draft> drafts = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Set<FeatureKind> kinds = EnumSet.noneOf(FeatureKind.class);
    private final Set<FeatureKind> incomplete = EnumSet.noneOf(FeatureKind.class);
    private final Envelope drawn = new Envelope();

    private DocumentReader(MapDatum datum, Optional<FeatureKind> kind, PropertyNames names) {
        this.datum = datum;
        this.kind = kind;
        this.names = names;
    }

    /**
     * @param kind what all features are; empty if each says so itself
     */
    public static Reading read(String document, MapDatum datum, Optional<FeatureKind> kind, PropertyNames names) {
        return new DocumentReader(datum, kind, names).read(document);
    }

    private Reading read(String document) {
        kind.ifPresent(kinds::add);
        try (JsonParser json = MAPPER.createParser(document)) {
            boolean collection = json.nextToken() == JsonToken.START_OBJECT && isCollection(json);
            if (!collection || json.nextToken() != null) {
                findings.add(Finding.error(
                        Code.NOT_GEOJSON, Finding.NOWHERE, "The document is no FeatureCollection with features."));
            }
        } catch (JsonProcessingException e) {
            findings.add(Finding.error(
                    Code.NOT_GEOJSON,
                    Finding.NOWHERE,
                    "The document is no JSON: line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ". Maybe it is cut off."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Reading(datum, kinds, drafts, incomplete, drawn, findings);
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
        FeatureReader reader = new FeatureReader(index, feature.path("properties"), names);
        Optional<FeatureKind> itsKind = kind.or(reader::kind);
        // A feature of a kind that cannot be read may be of any.
        itsKind.ifPresentOrElse(kinds::add, () -> incomplete.addAll(EnumSet.allOf(FeatureKind.class)));
        Optional<String> code = reader.code();
        List<String> titles = reader.titles();
        Optional<Geometry> geometry = geometry(index, feature.path("geometry"));
        itsKind.ifPresent(of -> {
            Optional<String> parent = reader.parent(of);
            Optional<VisitingRule> rule = reader.visitingRule(of);
            List<DeviceReport> reports = reader.reports(of);
            int everyS = reader.reportEveryS(of);
            if (reader.findings().isEmpty() && geometry.isPresent() && code.isPresent()) {
                Geometry inWgs84 = datum.toWgs84(geometry.get());
                drafts.add(new Draft(
                        index,
                        new GridFeature(
                                of,
                                code.get(),
                                titles.get(0),
                                titles.get(1),
                                parent,
                                inWgs84,
                                datum,
                                rule,
                                reports,
                                everyS),
                        geometry.get()));
            } else {
                incomplete.add(of);
            }
        });
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
