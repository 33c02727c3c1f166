package io.qipan.dispatch.gazetteer;

import io.qipan.dispatch.gazetteer.model.GazetteerRevision;
import io.qipan.dispatch.gazetteer.model.Place;
import io.qipan.dispatch.gazetteer.model.Place.Posts;
import io.qipan.dispatch.gazetteer.model.PlaceKind;
import io.qipan.runtime.work.Tx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;

/** One version of a place as it is stored. */
final class PostgresPlaceRow {

    private PostgresPlaceRow() {}

    static Place read(Row row) {
        return new Place(
                row.getString("code"),
                PlaceKind.valueOf(row.getString("kind")),
                row.getString("name"),
                List.of(row.getArrayOfStrings("aliases")),
                row.getString("district"),
                List.of(row.getArrayOfStrings("phones")),
                Optional.ofNullable(row.getBuffer("geometry")).map(bytes -> geometry(bytes.getBytes())),
                row.getDouble("uncertainty_m"),
                row.getDouble("km_from") == null
                        ? Optional.empty()
                        : Optional.of(new Posts(row.getDouble("km_from"), row.getDouble("km_to"))));
    }

    private static Geometry geometry(byte[] wellKnownBinary) {
        try {
            return new WKBReader().read(wellKnownBinary);
        } catch (ParseException e) {
            throw new IllegalStateException("A stored geometry cannot be read", e);
        }
    }

    static void insert(GazetteerRevision revision, List<Place> places) {
        JsonArray rows = new JsonArray();
        places.forEach(place -> rows.add(json(place)));
        Tx.current().write("""
                            insert into gazetteer_place
                                (source, code, kind, name, aliases, district, phones, geometry, uncertainty_m, km_from, km_to,
                                 valid_from)
                            select $1, code, kind, name, aliases, district, phones, decode(geometry, 'hex'), uncertainty_m,
                                km_from, km_to, $2
                            from jsonb_to_recordset($3::text::jsonb) as r(code text, kind text, name text, aliases text[],
                                district text, phones text[], geometry text, uncertainty_m double precision,
                                km_from double precision, km_to double precision)\
                            """, revision.source(), revision.number(), rows.encode());
    }

    private static JsonObject json(Place place) {
        JsonObject row = new JsonObject()
                .put("code", place.code())
                .put("kind", place.kind().name())
                .put("name", place.name())
                .put("aliases", new JsonArray(place.aliases()))
                .put("district", place.district())
                .put("phones", new JsonArray(place.phones()))
                .put("uncertainty_m", place.uncertaintyM());
        place.geometry().ifPresent(shape -> row.put("geometry", WKBWriter.toHex(new WKBWriter().write(shape))));
        place.posts().ifPresent(posts -> row.put("km_from", posts.from()).put("km_to", posts.to()));
        return row;
    }
}
