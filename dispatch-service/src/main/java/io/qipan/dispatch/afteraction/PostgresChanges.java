package io.qipan.dispatch.afteraction;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import io.qipan.proto.common.v1.Change;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one resource have their positions in the order of their revisions, for they were made under the lock of its
 * row (ADR 0002): so the index on kind, resource and position finds the last one without reading those before.
 */
@Singleton
class PostgresChanges implements Changes {
    /** From name to name along the index, and not through all changes of the kind. */
    private static final String NAMES = """
            with recursive named (resource) as (
                (select resource from journal where kind = $1 %s order by resource desc limit 1)
                union all
                select (
                    select resource from journal where kind = $1 and resource < named.resource
                    order by resource desc limit 1)
                from named where named.resource is not null)
            select resource from named where resource is not null limit $2""";

    private static final String LATEST = """
            select last.* from unnest($1::text[]) with ordinality as wanted (name, place)
            cross join lateral (
                select f.revision, j.* from journal j join feed f on f.position = j.position
                where j.kind = split_part(wanted.name, '/', 1) and j.resource = wanted.name and f.revision <= $2
                    and j.recorded_at <= coalesce($3::timestamptz, 'infinity')
                order by j.position desc limit 1) last
            order by wanted.place""";

    private static final String OF = """
            select * from (
                select page.*, sum(octet_length(state)) over (
                    order by revision rows between unbounded preceding and 1 preceding) as bytes_before
                from (
                    select f.revision, j.* from unnest($1::text[]) as wanted (name)
                    join journal j on j.kind = split_part(wanted.name, '/', 1) and j.resource = wanted.name
                    join feed f on f.position = j.position
                    where f.revision > $2
                    order by f.revision limit $3) page) counted
            where coalesce(bytes_before, 0) < $4 order by revision""";

    /** Without "offset 0" the least and greatest position would be looked for from the ends of the journal. */
    private static final String RECORDED = """
            with period (first, last) as (
                select min(position), max(position) from (
                    select position from journal where recorded_at >= $1 and recorded_at < $2 offset 0) recorded)
            select min(f.revision) as first, max(f.revision) as last
            from period join feed f on f.position between period.first and period.last""";

    @Override
    public long newest() {
        return Tx.current()
                .query("select revision from feed_head")
                .iterator()
                .next()
                .getLong(0);
    }

    @Override
    public List<String> names(String kind, Optional<String> before, int limit) {
        List<String> names = new ArrayList<>();
        Tx.current()
                .query(
                        NAMES.formatted(before.isPresent() ? "and resource < $3" : ""),
                        Stream.concat(Stream.of(kind, limit), before.stream()).toArray())
                .forEach(row -> names.add(row.getString(0)));
        return names;
    }

    @Override
    public List<Change> latest(List<String> names, Asof asof) {
        return read(
                LATEST, names.toArray(String[]::new), asof.revision(), asof.at().orElse(null));
    }

    @Override
    public List<Change> of(Collection<String> names, long after, int limit) {
        return read(OF, names.toArray(String[]::new), after, limit, MOST_BYTES);
    }

    @Override
    public Optional<Revisions> recorded(Instant from, Instant until) {
        Row row = Tx.current().query(RECORDED, from, until).iterator().next();
        return Optional.ofNullable(row.getLong("first")).map(first -> new Revisions(first, row.getLong("last")));
    }

    @Override
    public List<Change> withoutSuccessor(List<Change> changes) {
        Set<Long> last = new HashSet<>();
        Tx.current()
                .query("""
                        select f.revision from unnest($1::bigint[]) as wanted (revision)
                        join feed f on f.revision = wanted.revision join journal j on j.position = f.position
                        where not exists (
                            select from journal later
                            where later.kind = j.kind and later.resource = j.resource and later.position > j.position)""", (Object) changes.stream().map(Change::getRevision).toArray(Long[]::new))
                .forEach(row -> last.add(row.getLong(0)));
        return changes.stream()
                .filter(change -> last.contains(change.getRevision()))
                .toList();
    }

    private static List<Change> read(String sql, @Nullable Object... arguments) {
        List<Change> changes = new ArrayList<>();
        Tx.current().query(sql, arguments).forEach(row -> changes.add(change(row)));
        return changes;
    }

    private static Change change(Row row) {
        return Change.newBuilder()
                .setRevision(row.getLong("revision"))
                .setResource(row.getString("resource"))
                .setAction(row.getString("action"))
                .setOccurredAt(
                        Times.message(row.getOffsetDateTime("occurred_at").toInstant()))
                .setRecordedAt(
                        Times.message(row.getOffsetDateTime("recorded_at").toInstant()))
                .setActor(row.getString("actor"))
                .setReason(row.getString("reason"))
                .setState(Any.newBuilder()
                        .setTypeUrl("type.googleapis.com/" + row.getString("type"))
                        .setValue(ByteString.copyFrom(row.getBuffer("state").getBytes())))
                .build();
    }
}
