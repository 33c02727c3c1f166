package io.qipan.ecology.chief;

import io.qipan.ecology.chief.model.Appointment;
import io.qipan.ecology.chief.model.Appointment.Seat;
import io.qipan.ecology.chief.model.Post;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresAppointments implements Appointments {
    private static final String SELECT =
            "select a.*, s.jurisdiction, s.post from appointment a join seat s on s.number = a.seat ";

    @Override
    public List<Appointment> lock(Seat seat) {
        Tx.current()
                .query(
                        "insert into seat (jurisdiction, post) values ($1, $2) on conflict do nothing",
                        seat.jurisdiction(),
                        seat.post().name());
        Tx.current()
                .query(
                        "select number from seat where jurisdiction = $1 and post = $2 for update",
                        seat.jurisdiction(),
                        seat.post().name());
        return read(
                "where s.jurisdiction = $1 and s.post = $2",
                seat.jurisdiction(),
                seat.post().name());
    }

    @Override
    public void add(Appointment begun) {
        Tx.current()
                .write(
                        """
                        insert into appointment (id, version, seat, account, person, begins, ends, basis, end_reason)
                        select $1, $2, number, $5, $6, $7, $8, $9, $10 from seat where jurisdiction = $3 and post = $4""",
                        begun.id(),
                        begun.version(),
                        begun.seat().jurisdiction(),
                        begun.seat().post().name(),
                        begun.account(),
                        begun.person(),
                        begun.from(),
                        begun.until().orElse(null),
                        begun.basis(),
                        begun.endReason());
    }

    @Override
    public void save(Appointment changed) {
        Tx.current()
                .write(
                        "update appointment set version = $2, ends = $3, end_reason = $4 where id = $1",
                        changed.id(),
                        changed.version(),
                        changed.until().orElse(null),
                        changed.endReason());
    }

    @Override
    public Optional<Appointment> find(UUID id) {
        return read("where a.id = $1", id).stream().findFirst();
    }

    @Override
    public List<Appointment> list(Filter filter, Optional<UUID> before, int most) {
        return read("""
                where ($1::text is null or s.jurisdiction = $1) and ($2::text is null or a.account = $2)
                    and ($3::uuid is null or a.id < $3)
                order by a.id desc limit $4""", filter.jurisdiction().orElse(null), filter.account().orElse(null), before.orElse(null), most);
    }

    @Override
    public List<Appointment> all() {
        return read("");
    }

    @Override
    public long changes() {
        return Tx.current()
                .query("select coalesce(sum(version), 0)::bigint as changes from appointment")
                .iterator()
                .next()
                .getLong("changes");
    }

    @Override
    public Set<String> heldFrom(Instant time) {
        Set<String> held = new HashSet<>();
        for (Row row : Tx.current().query("""
                        select distinct s.jurisdiction from appointment a join seat s on s.number = a.seat
                        where a.ends is null or a.ends > $1""", time)) {
            held.add(row.getString("jurisdiction"));
        }
        return held;
    }

    private static List<Appointment> read(String where, @Nullable Object... arguments) {
        List<Appointment> found = new ArrayList<>();
        for (Row row : Tx.current().query(SELECT + where, arguments)) {
            found.add(new Appointment(
                    row.getUUID("id"),
                    row.getLong("version"),
                    new Seat(row.getString("jurisdiction"), Post.valueOf(row.getString("post"))),
                    row.getString("account"),
                    row.getString("person"),
                    row.getOffsetDateTime("begins").toInstant(),
                    Optional.ofNullable(row.getOffsetDateTime("ends")).map(OffsetDateTime::toInstant),
                    row.getString("basis"),
                    row.getString("end_reason")));
        }
        return found;
    }
}
