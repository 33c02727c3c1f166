package io.qipan.ecology.agency;

import io.qipan.ecology.agency.model.Agency;
import io.qipan.ecology.agency.model.AgencyKind;
import io.qipan.ecology.agency.model.Agreement;
import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;

@Singleton
class PostgresAgencies implements Agencies {
    /** There are five levels of administration; nothing goes round for ever. */
    private static final int MOST_LEVELS = 20;

    private static final String AGREEMENT = """
            select a.*, (select array_agg('agencies/' || p.agency order by p.agency) from agreement_party p
                where p.agreement = a.id) as parties
            from agreement a\s""";

    @Override
    public boolean add(Agency agency) {
        return Tx.current()
                        .query(
                                """
                                insert into agency (code, kind, title_en, title_zh, parent, competence, area)
                                values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning code""",
                                agency.code(),
                                agency.kind().name(),
                                agency.titleEn(),
                                agency.titleZh(),
                                agency.parent().orElse(null),
                                names(agency.competence()),
                                new WKBWriter().write(agency.area()))
                        .size()
                == 1;
    }

    @Override
    public Optional<Agency> find(String code) {
        return agencies("where code = $1", code).stream().findFirst();
    }

    @Override
    public Optional<Agency> lock(String code) {
        return agencies("where code = $1 for update", code).stream().findFirst();
    }

    @Override
    public void save(Agency revised) {
        Tx.current()
                .write(
                        """
                        update agency set version = $2, title_en = $3, title_zh = $4, parent = $5, competence = $6, area = $7
                        where code = $1""",
                        revised.code(),
                        revised.version(),
                        revised.titleEn(),
                        revised.titleZh(),
                        revised.parent().orElse(null),
                        names(revised.competence()),
                        new WKBWriter().write(revised.area()));
    }

    @Override
    public List<Agency> at(Wgs84 point) {
        return agencies("order by code").stream()
                .filter(agency -> agency.covers(point))
                .toList();
    }

    @Override
    public List<Agency> superiors(Agency agency) {
        return agencies("""
                join (with recursive above (above_code, height) as (
                    select parent, 1 from agency where code = $1
                    union all
                    select a.parent, height + 1 from agency a join above on a.code = above.above_code
                    where height < $2)
                    select above_code, height from above where above_code is not null) as above on above_code = code
                order by height""", agency.code(), MOST_LEVELS);
    }

    @Override
    public List<Agency> list(String after, int most) {
        return agencies("where code > $1 order by code limit $2", after, most);
    }

    private static List<Agency> agencies(String where, Object... arguments) {
        List<Agency> found = new ArrayList<>();
        for (Row row : Tx.current().query("select * from agency " + where, arguments)) {
            found.add(new Agency(
                    row.getString("code"),
                    row.getLong("version"),
                    AgencyKind.valueOf(row.getString("kind")),
                    row.getString("title_en"),
                    row.getString("title_zh"),
                    Optional.ofNullable(row.getString("parent")),
                    kinds(row.getArrayOfStrings("competence")),
                    geometry(row)));
        }
        return found;
    }

    @Override
    public void add(Agreement agreement) {
        Tx.current()
                .write(
                        """
                        insert into agreement (id, version, kinds, area, begins, ends, basis, signed_at)
                        values ($1, $2, $3, $4, $5, $6, $7, $8)""",
                        agreement.id(),
                        agreement.version(),
                        names(agreement.kinds()),
                        new WKBWriter().write(agreement.area()),
                        agreement.from(),
                        agreement.until().orElse(null),
                        agreement.basis(),
                        agreement.signedAt());
        agreement
                .parties()
                .forEach(party -> Tx.current()
                        .write(
                                "insert into agreement_party (agreement, agency) values ($1, $2)",
                                agreement.id(),
                                party.substring(Agency.PREFIX.length())));
    }

    @Override
    public void save(Agreement changed) {
        Tx.current()
                .write(
                        "update agreement set version = $2, ends = $3 where id = $1",
                        changed.id(),
                        changed.version(),
                        changed.until().orElse(null));
    }

    @Override
    public Optional<Agreement> find(UUID id) {
        return agreements("where a.id = $1", id).stream().findFirst();
    }

    @Override
    public Optional<Agreement> lock(UUID id) {
        return agreements("where a.id = $1 for update", id).stream().findFirst();
    }

    @Override
    public List<Agreement> list(Optional<UUID> before, int most) {
        return agreements(
                "where ($1::uuid is null or a.id < $1) order by a.id desc limit $2", before.orElse(null), most);
    }

    @Override
    public List<Agreement> inForce(String agency, Instant at) {
        return agreements("""
                where a.begins <= $2 and (a.ends is null or a.ends > $2)
                    and exists (select from agreement_party p where p.agreement = a.id and 'agencies/' || p.agency = $1)""", agency, at);
    }

    private static List<Agreement> agreements(String where, @Nullable Object... arguments) {
        List<Agreement> found = new ArrayList<>();
        for (Row row : Tx.current().query(AGREEMENT + where, arguments)) {
            found.add(new Agreement(
                    row.getUUID("id"),
                    row.getLong("version"),
                    List.of(row.getArrayOfStrings("parties")),
                    kinds(row.getArrayOfStrings("kinds")),
                    geometry(row),
                    row.getOffsetDateTime("begins").toInstant(),
                    Optional.ofNullable(row.getOffsetDateTime("ends")).map(OffsetDateTime::toInstant),
                    row.getString("basis"),
                    row.getOffsetDateTime("signed_at").toInstant()));
        }
        return found;
    }

    /** As one argument, not as many. */
    private static Object names(List<ResourceKind> kinds) {
        return kinds.stream().map(ResourceKind::code).toArray(String[]::new);
    }

    private static List<ResourceKind> kinds(String[] names) {
        return Stream.of(names)
                .map(name -> ResourceKind.named(name).orElseThrow())
                .toList();
    }

    private static Geometry geometry(Row row) {
        try {
            return new WKBReader().read(row.getBuffer("area").getBytes());
        } catch (ParseException e) {
            throw new IllegalStateException("A stored geometry cannot be read", e);
        }
    }
}
