package io.qipan.dispatch.call;

import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.call.model.CallOutcome;
import io.qipan.dispatch.call.model.CallState;
import io.qipan.dispatch.call.model.CallState.Ended;
import io.qipan.dispatch.call.model.CallState.Open;
import io.qipan.dispatch.call.model.Channel;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.proto.common.v1.Location;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.work.JsonColumn;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresCalls implements Calls {

    @Override
    public Call add(Call draft) {
        for (Row row : Tx.current()
                .query(
                        """
                        insert into call (id, number, version, state, channel, received_at, answered_at, caller_id,
                            description, locations, owner, next_deadline_at, external_reference, drill, recorded_at,
                            device, ring_told)
                        values ($1, 'C' || extract(year from $2::timestamptz at time zone 'Asia/Shanghai') || '-'
                            || (select lpad(n, greatest(6, length(n)), '0') from cast(nextval('call_number') as text) n),
                            $3, 'open', $4, $5, $6, $7, $8, $9::text::jsonb, $10, $11, $12, $13, $2, $14,
                            $15)
                        on conflict (external_reference) where external_reference is not null do nothing
                        returning number""",
                        draft.id().uuid(),
                        draft.recordedAt(),
                        draft.version(),
                        draft.channel().name(),
                        draft.receivedAt(),
                        draft.answeredAt(),
                        draft.callerId(),
                        draft.description(),
                        locations(draft),
                        draft.owner(),
                        ((Open) draft.state()).nextDeadlineAt(),
                        draft.externalReference().orElse(null),
                        draft.drill(),
                        draft.device().orElse(null),
                        draft.ringTold())) {
            return draft.numbered(row.getString("number"));
        }
        throw taken(draft.externalReference().orElseThrow()).asException();
    }

    private static Refusal taken(String reference) {
        String name = "calls/"
                + Tx.current()
                        .query("select id from call where external_reference = $1", reference)
                        .iterator()
                        .next()
                        .getUUID("id");
        return Refusal.of(Reason.ALREADY_EXISTS, "external_reference '" + reference + "' belongs to " + name + ".")
                .with("resource", name);
    }

    @Override
    public Optional<Call> find(CallId id) {
        return first("select * from call where id = $1", id.uuid());
    }

    @Override
    public Call lock(CallId id) {
        return first("select * from call where id = $1 for update", id.uuid())
                .orElseThrow(() -> Refusal.notFound(id.name()).asException());
    }

    private static Optional<Call> first(String sql, UUID id) {
        for (Row row : Tx.current().query(sql, id)) {
            return Optional.of(call(row));
        }
        return Optional.empty();
    }

    @Override
    public void save(Call call) {
        @Nullable Ended ended = call.state() instanceof Ended e ? e : null;
        Tx.current()
                .write(
                        """
                        update call set version = $2, state = $3, locations = $4::text::jsonb, next_deadline_at = $5,
                            outcome = $6, rationale = $7, incident_id = $8
                        where id = $1""",
                        call.id().uuid(),
                        call.version(),
                        ended == null ? "open" : "ended",
                        locations(call),
                        call.state() instanceof Open open ? open.nextDeadlineAt() : null,
                        ended == null ? null : ended.outcome().name(),
                        ended == null ? null : ended.rationale(),
                        ended == null
                                ? null
                                : ended.incident().map(IncidentId::uuid).orElse(null));
    }

    @Override
    public List<Call> list(Optional<Boolean> open, Optional<CallId> olderThan, int limit) {
        List<Call> calls = new ArrayList<>();
        Tx.current()
                .query(
                        """
                        select * from call where ($1::text is null or state = $1) and ($2::uuid is null or id < $2)
                        order by id desc limit $3""",
                        open.map(o -> o ? "open" : "ended").orElse(null),
                        olderThan.map(CallId::uuid).orElse(null),
                        limit)
                .forEach(row -> calls.add(call(row)));
        return calls;
    }

    private static String locations(Call call) {
        return JsonColumn.write(
                call.locations().stream().map(PlaceMessages::message).toList());
    }

    private static Call call(Row row) {
        return new Call(
                new CallId(row.getUUID("id")),
                row.getString("number"),
                row.getLong("version"),
                state(row),
                Channel.valueOf(row.getString("channel")),
                row.getOffsetDateTime("received_at").toInstant(),
                row.getOffsetDateTime("answered_at").toInstant(),
                Boolean.TRUE.equals(row.getBoolean("ring_told")),
                row.getString("caller_id"),
                row.getString("description"),
                JsonColumn.read(row.getJsonArray("locations"), Location::newBuilder).stream()
                        .map(message -> PlaceMessages.stored(message.build()))
                        .toList(),
                row.getString("owner"),
                Optional.ofNullable(row.getString("external_reference")),
                row.getBoolean("drill"),
                row.getOffsetDateTime("recorded_at").toInstant(),
                Optional.ofNullable(row.getString("device")));
    }

    private static CallState state(Row row) {
        if (row.getString("state").equals("open")) {
            return new Open(row.getOffsetDateTime("next_deadline_at").toInstant());
        }
        return new Ended(
                CallOutcome.valueOf(row.getString("outcome")),
                Optional.ofNullable(row.getString("rationale")).orElse(""),
                Optional.ofNullable(row.getUUID("incident_id")).map(IncidentId::new));
    }
}
