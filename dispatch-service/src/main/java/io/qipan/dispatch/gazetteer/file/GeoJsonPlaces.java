package io.qipan.dispatch.gazetteer.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.qipan.runtime.geojson.GeometryReader;
import io.qipan.runtime.geojson.Unusable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.valid.IsValidOp;

/** Places as features of a FeatureCollection. */
public final class GeoJsonPlaces {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Envelope EARTH = new Envelope(-180, 180, -90, 90);

    private final PlaceFile file;

    private GeoJsonPlaces(PlaceFile file) {
        this.file = file;
    }

    public static void read(String document, PlaceFile into) {
        new GeoJsonPlaces(into).read(document);
    }

    private void read(String document) {
        try (JsonParser json = MAPPER.createParser(document)) {
            boolean collection = json.nextToken() == JsonToken.START_OBJECT && isCollection(json);
            if (!collection || json.nextToken() != null) {
                file.fault(0, "is no FeatureCollection with features");
            }
        } catch (JsonProcessingException e) {
            file.fault(
                    0,
                    "is no JSON: line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads one feature after the other: the tree of a whole document would take ten times its size in memory. */
    private boolean isCollection(JsonParser json) throws IOException {
        boolean saysSo = false;
        boolean hasFeatures = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String member = json.currentName();
            JsonToken value = json.nextToken();
            if (member.equals("type")) {
                saysSo = json.getValueAsString("").equals("FeatureCollection");
            } else if (member.equals("features") && value == JsonToken.START_ARRAY) {
                hasFeatures = true;
                for (int number = 1; json.nextToken() != JsonToken.END_ARRAY; number++) {
                    feature(number, MAPPER.readTree(json));
                }
            }
            json.skipChildren();
        }
        return saysSo && hasFeatures;
    }

    private void feature(int number, JsonNode feature) {
        JsonNode properties = feature.path("properties");
        for (String name : (Iterable<String>) properties::fieldNames) {
            if (!PlaceCells.NAMES.contains(name)) {
                file.ignore(name);
            }
        }
        PlaceCells cells =
                new PlaceCells(number, file, name -> properties.path(name).asText(""));
        Optional<Geometry> geometry = Optional.empty();
        if (!feature.path("geometry").isNull()) {
            geometry = geometry(cells, feature.path("geometry"));
        }
        cells.finish(geometry);
    }

    private Optional<Geometry> geometry(PlaceCells cells, JsonNode node) {
        try {
            Geometry geometry = GeometryReader.read(node);
            for (Coordinate at : geometry.getCoordinates()) {
                if (!EARTH.contains(at)) {
                    throw new Unusable("the position " + at.x + ", " + at.y
                            + " is not on Earth; GeoJSON wants degrees, the longitude first");
                }
            }
            if (!IsValidOp.isValid(geometry)) {
                throw new Unusable("its geometry crosses itself or has no extent");
            }
            return Optional.of(file.datum().toWgs84(geometry));
        } catch (Unusable e) {
            cells.wrong("cannot be used: " + e.why());
            return Optional.empty();
        }
    }
}
