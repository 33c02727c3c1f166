package io.qipan.dispatch.forcedplace;

import io.qipan.dispatch.forcedplace.model.ForcedPlace;
import io.qipan.dispatch.forcedplace.model.ForcedPlace.Subject;
import io.qipan.dispatch.forcedplace.model.ForcedPlace.Subject.OfCall;
import io.qipan.dispatch.forcedplace.model.ForcedPlace.Subject.OfIncident;
import io.qipan.dispatch.forcedplace.model.ForcedPlaceState;
import io.qipan.dispatch.forcedplace.model.ForcedPlaceState.Outcome;
import io.qipan.dispatch.forcedplace.model.ForcedPlaceState.Settled;
import io.qipan.dispatch.forcedplace.model.ForcedPlaceState.Unverified;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.ForcedPlaceId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresForcedPlaces implements ForcedPlaces {
    private static final String SELECT = """
        select f.*, coalesce((select drill from call where id = f.call_id),
            (select drill from incident where id = f.incident_id)) as drill
        from forced_place f
        """;

    @Override
    public void add(ForcedPlace place) {
        Unverified open = (Unverified) place.state();
        Tx.current()
                .write(
                        """
                        insert into forced_place (id, version, state, call_id, incident_id, location_id, text, reason, owner,
                            forced_at, next_deadline_at, reminders)
                        values ($1, $2, 'UNVERIFIED', $3, $4, $5, $6, $7, $8, $9, $10, $11)\
                        """,
                        place.id().uuid(),
                        place.version(),
                        place.subject() instanceof OfCall(CallId call) ? call.uuid() : null,
                        place.subject() instanceof OfIncident(IncidentId incident) ? incident.uuid() : null,
                        place.locationId(),
                        place.text(),
                        place.reason(),
                        place.owner(),
                        place.forcedAt(),
                        open.nextDeadlineAt(),
                        open.reminders());
    }

    @Override
    public Optional<ForcedPlace> find(ForcedPlaceId id) {
        return read("where id = $1", id.uuid()).stream().findFirst();
    }

    @Override
    public ForcedPlace lock(ForcedPlaceId id) {
        return read("where id = $1 for update", id.uuid()).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(id.name()).asException());
    }

    @Override
    public void save(ForcedPlace place) {
        switch (place.state()) {
            case Unverified open ->
                Tx.current()
                        .write(
                                "update forced_place set version = $2, next_deadline_at = $3, reminders = $4 where id"
                                        + " = $1",
                                place.id().uuid(),
                                place.version(),
                                open.nextDeadlineAt(),
                                open.reminders());
            case Settled settled ->
                Tx.current()
                        .write(
                                """
                                update forced_place set version = $2, state = $3, next_deadline_at = null, settled_at = $4,
                                    settled_by = $5, rationale = $6
                                where id = $1\
                                """,
                                place.id().uuid(),
                                place.version(),
                                settled.outcome().name(),
                                settled.at(),
                                settled.by(),
                                settled.rationale());
        }
    }

    @Override
    public List<ForcedPlace> list(boolean unverifiedOnly, Optional<ForcedPlaceId> olderThan, int limit) {
        return read("""
            where (not $1 or state = 'UNVERIFIED') and ($2::uuid is null or id < $2) order by id desc limit $3\
            """, unverifiedOnly, olderThan.map(ForcedPlaceId::uuid).orElse(null), limit);
    }

    private static List<ForcedPlace> read(String where, @Nullable Object... arguments) {
        List<ForcedPlace> places = new ArrayList<>();
        for (Row row : Tx.current().query(SELECT + where, arguments)) {
            places.add(new ForcedPlace(
                    new ForcedPlaceId(row.getUUID("id")),
                    row.getLong("version"),
                    state(row),
                    subject(row),
                    row.getInteger("location_id"),
                    row.getString("text"),
                    row.getString("reason"),
                    row.getString("owner"),
                    row.getOffsetDateTime("forced_at").toInstant(),
                    row.getBoolean("drill")));
        }
        return places;
    }

    private static Subject subject(Row row) {
        return row.getUUID("call_id") == null
                ? new OfIncident(new IncidentId(row.getUUID("incident_id")))
                : new OfCall(new CallId(row.getUUID("call_id")));
    }

    private static ForcedPlaceState state(Row row) {
        if (row.getString("state").equals("UNVERIFIED")) {
            return new Unverified(row.getOffsetDateTime("next_deadline_at").toInstant(), row.getInteger("reminders"));
        }
        return new Settled(
                Outcome.valueOf(row.getString("state")),
                row.getOffsetDateTime("settled_at").toInstant(),
                row.getString("settled_by"),
                row.getString("rationale"));
    }
}
