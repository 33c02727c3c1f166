package io.qipan.ecology.chief;

import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.chief.model.Jurisdiction;
import io.qipan.ecology.chief.model.JurisdictionRevision;
import io.qipan.ecology.chief.model.JurisdictionVersion;
import io.qipan.ecology.chief.model.Layer;
import io.qipan.ecology.chief.model.Level;
import io.qipan.ecology.chief.model.Territory;
import io.qipan.runtime.place.MapDatum;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;

@Singleton
class PostgresJurisdictions implements Jurisdictions {

    @Override
    public void lock() {
        // Keeps out writers and not readers. The newest row would not do: before the first import there is none.
        Tx.current().query("lock table jurisdiction_revision in share row exclusive mode");
    }

    @Override
    public long newest() {
        return Tx.current()
                .query("select coalesce(max(number), 0) as number from jurisdiction_revision")
                .iterator()
                .next()
                .getLong("number");
    }

    @Override
    public List<JurisdictionRevision> revisions() {
        List<JurisdictionRevision> found = new ArrayList<>();
        for (Row row : Tx.current().query("select * from jurisdiction_revision order by number")) {
            found.add(new JurisdictionRevision(
                    row.getLong("number"),
                    row.getOffsetDateTime("effective_from").toInstant(),
                    row.getOffsetDateTime("made_at").toInstant(),
                    row.getString("made_by"),
                    row.getString("reason"),
                    row.getInteger("added"),
                    row.getInteger("changed"),
                    row.getInteger("removed")));
        }
        return found;
    }

    @Override
    public Territory present() {
        return Territory.of(read("where valid_to is null").stream()
                .map(JurisdictionVersion::jurisdiction)
                .toList());
    }

    @Override
    public List<String> namesOf(Layer layer) {
        List<String> names = new ArrayList<>();
        for (Row row : Tx.current()
                .query(
                        "select name from jurisdiction where valid_to is null and kind = $1 and level = $2 order by name",
                        layer.kind().code(),
                        layer.level().code())) {
            names.add(row.getString("name"));
        }
        return names;
    }

    @Override
    public List<JurisdictionVersion> versions() {
        return read("");
    }

    @Override
    public List<JurisdictionVersion> versionsOf(String name) {
        return read("where name = $1", name);
    }

    private static List<JurisdictionVersion> read(String where, Object... arguments) {
        List<JurisdictionVersion> found = new ArrayList<>();
        for (Row row : Tx.current().query("select * from jurisdiction " + where, arguments)) {
            found.add(new JurisdictionVersion(
                    jurisdiction(row), row.getLong("valid_from"), Optional.ofNullable(row.getLong("valid_to"))));
        }
        return found;
    }

    private static Jurisdiction jurisdiction(Row row) {
        return new Jurisdiction(
                new Layer(
                        ResourceKind.named(row.getString("kind")).orElseThrow(),
                        Level.named(row.getString("level")).orElseThrow()),
                row.getString("code"),
                row.getString("title_en"),
                row.getString("title_zh"),
                geometry(row.getBuffer("geometry").getBytes()),
                row.getDouble("corridor_m"),
                MapDatum.valueOf(row.getString("given_datum")));
    }

    private static Geometry geometry(byte[] wellKnownBinary) {
        try {
            return new WKBReader().read(wellKnownBinary);
        } catch (ParseException e) {
            throw new IllegalStateException("A stored geometry cannot be read", e);
        }
    }

    @Override
    public void add(JurisdictionRevision revision, Territory.Change change) {
        Tx.current()
                .write(
                        """
                        insert into jurisdiction_revision
                            (number, effective_from, made_at, made_by, reason, added, changed, removed)
                        values ($1, $2, $3, $4, $5, $6, $7, $8)""",
                        revision.number(),
                        revision.effectiveFrom(),
                        revision.madeAt(),
                        revision.madeBy(),
                        revision.reason(),
                        revision.added(),
                        revision.changed(),
                        revision.removed());
        Object over = Stream.concat(change.changed().stream(), change.removed().stream())
                .map(Jurisdiction::name)
                .toArray(String[]::new);
        Tx.current()
                .write(
                        "update jurisdiction set valid_to = $1 where name = any ($2) and valid_to is null",
                        revision.number(),
                        over);
        change.added().forEach(jurisdiction -> insert(jurisdiction, revision.number()));
        change.changed().forEach(jurisdiction -> insert(jurisdiction, revision.number()));
    }

    private static void insert(Jurisdiction jurisdiction, long validFrom) {
        Tx.current()
                .write(
                        """
                        insert into jurisdiction (name, kind, level, code, title_en, title_zh, geometry, corridor_m,
                            given_datum, valid_from)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""",
                        jurisdiction.name(),
                        jurisdiction.layer().kind().code(),
                        jurisdiction.layer().level().code(),
                        jurisdiction.code(),
                        jurisdiction.titleEn(),
                        jurisdiction.titleZh(),
                        new WKBWriter().write(jurisdiction.geometry()),
                        jurisdiction.corridorM(),
                        jurisdiction.givenIn().name(),
                        validFrom);
    }
}
