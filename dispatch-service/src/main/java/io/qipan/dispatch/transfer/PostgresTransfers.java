package io.qipan.dispatch.transfer;

import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.TransferId;
import io.qipan.dispatch.transfer.model.Consent;
import io.qipan.dispatch.transfer.model.Mode;
import io.qipan.dispatch.transfer.model.Transfer;
import io.qipan.dispatch.transfer.model.Transfer.Clock;
import io.qipan.dispatch.transfer.model.Transfer.Theirs;
import io.qipan.dispatch.transfer.model.TransferState;
import io.qipan.dispatch.transfer.model.TransferState.Accepted;
import io.qipan.dispatch.transfer.model.TransferState.Completed;
import io.qipan.dispatch.transfer.model.TransferState.Delivered;
import io.qipan.dispatch.transfer.model.TransferState.Kept;
import io.qipan.dispatch.transfer.model.TransferState.Offered;
import io.qipan.dispatch.transfer.model.TransferState.Over;
import io.qipan.dispatch.transfer.model.TransferState.Returned;
import io.qipan.dispatch.transfer.model.Way;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresTransfers implements Transfers {
    private static final String SELECT = "select t.*, (select drill from call where id = t.call_id) from transfer t ";
    private static final String ROUNDS_BEFORE = """
            with recursive round as (
                select id, after_id, reference, call_id from referral where call_id = $1 and agency = $2
                union
                select before.*
                from round r
                cross join lateral (
                    select id, after_id, reference, call_id from referral where id = r.after_id
                    union all
                    select f.id, f.after_id, f.reference, f.call_id
                    from transfer t join referral f on f.call_id = t.call_id and f.agency = t.partner
                    where t.partner = $2 and t.their_reference = r.reference and t.their_reference <> '') before)
            select count(*) from transfer t
            where t.partner = $2 and t.call_id <> $1 and not t.linked
                and (t.call_id in (select call_id from round)
                    or t.their_reference <> '' and t.their_reference in (select reference from round))""";

    @Override
    public void add(Transfer transfer) {
        Tx.current()
                .write(
                        """
                        insert into transfer (id, version, state, call_id, partner, matter, scope_version, mode, note, danger,
                            owner, next_deadline_at, offered_at, deliver_by, decide_by, answer_by, linked, consent,
                            their_reference, accepted_by, reason)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, '', '', '')""",
                        transfer.id().uuid(),
                        transfer.version(),
                        transfer.state().word(),
                        transfer.call().uuid(),
                        transfer.partner(),
                        transfer.matter(),
                        transfer.scopeVersion(),
                        transfer.way().mode().name(),
                        transfer.note(),
                        transfer.danger(),
                        transfer.owner(),
                        transfer.nextDeadlineAt().orElse(null),
                        transfer.clock().offeredAt(),
                        transfer.clock().deliverBy(),
                        transfer.clock().decideBy(),
                        transfer.clock().answerBy(),
                        transfer.way().linked(),
                        consent(transfer.way().consent()));
    }

    private static @Nullable String consent(Consent consent) {
        return consent == Consent.NOT_KEPT ? null : consent.name();
    }

    @Override
    public void save(Transfer transfer) {
        @Nullable Over over = transfer.state() instanceof Over o ? o : null;
        Tx.current()
                .write(
                        """
                        update transfer set version = $2, state = $3, next_deadline_at = $4, delivered_at = $5,
                            accepted_at = $6, expected_at = $7, their_reference = $8, accepted_by = $9, over_at = $10,
                            reason = $11, accepted_told_by = $12
                        where id = $1""",
                        transfer.id().uuid(),
                        transfer.version(),
                        transfer.state().word(),
                        transfer.nextDeadlineAt().orElse(null),
                        transfer.theirs().deliveredAt().orElse(null),
                        transfer.theirs().acceptedAt().orElse(null),
                        transfer.theirs().expectedAt().orElse(null),
                        transfer.theirs().reference(),
                        transfer.theirs().acceptedBy(),
                        over == null ? null : over.at(),
                        over == null ? "" : over.reason(),
                        transfer.theirs().toldBy());
    }

    @Override
    public Optional<Transfer> find(TransferId id) {
        return all(SELECT + "where id = $1", id.uuid()).stream().findFirst();
    }

    @Override
    public Transfer lock(TransferId id) {
        return all(SELECT + "where id = $1 for update", id.uuid()).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(id.name()).asException());
    }

    @Override
    public List<Transfer> list(Filter filter, Optional<TransferId> olderThan, int limit) {
        return all(
                SELECT + """
                where ($1::uuid is null or call_id = $1) and ($2::text is null or partner = $2)
                    and (not $3 or not over) and ($4::uuid is null or id < $4)
                order by id desc limit $5""",
                filter.call().map(CallId::uuid).orElse(null),
                filter.partner().orElse(null),
                filter.openOnly(),
                olderThan.map(TransferId::uuid).orElse(null),
                limit);
    }

    @Override
    public List<Transfer> ofCall(CallId call) {
        return all(SELECT + "where call_id = $1 order by id desc", call.uuid());
    }

    @Override
    public int roundsBefore(CallId call, String partner) {
        return Tx.current()
                .query(ROUNDS_BEFORE, call.uuid(), partner)
                .iterator()
                .next()
                .getInteger(0);
    }

    private static List<Transfer> all(String sql, @Nullable Object... arguments) {
        List<Transfer> transfers = new ArrayList<>();
        Tx.current().query(sql, arguments).forEach(row -> transfers.add(transfer(row)));
        return transfers;
    }

    private static Transfer transfer(Row row) {
        return new Transfer(
                new TransferId(row.getUUID("id")),
                row.getLong("version"),
                state(row),
                new CallId(row.getUUID("call_id")),
                row.getString("partner"),
                row.getString("matter"),
                row.getInteger("scope_version"),
                new Way(
                        Mode.valueOf(row.getString("mode")),
                        row.getBoolean("linked"),
                        Optional.ofNullable(row.getString("consent"))
                                .map(Consent::valueOf)
                                .orElse(Consent.NOT_KEPT)),
                row.getString("note"),
                row.getBoolean("danger"),
                row.getString("owner"),
                new Clock(
                        instant(row, "offered_at"),
                        instant(row, "deliver_by"),
                        instant(row, "decide_by"),
                        instant(row, "answer_by")),
                new Theirs(
                        optional(row, "delivered_at"),
                        optional(row, "accepted_at"),
                        optional(row, "expected_at"),
                        row.getString("their_reference"),
                        row.getString("accepted_by"),
                        row.getString("accepted_told_by")),
                row.getBoolean("drill"));
    }

    private static TransferState state(Row row) {
        String word = row.getString("state");
        String reason = row.getString("reason");
        return switch (word) {
            case "offered" -> new Offered(instant(row, "next_deadline_at"));
            case "delivered" -> new Delivered(instant(row, "next_deadline_at"));
            case "accepted" -> new Accepted(instant(row, "next_deadline_at"));
            case "returned" -> new Returned(reason, instant(row, "over_at"), optional(row, "next_deadline_at"));
            case "kept" -> new Kept(reason, instant(row, "over_at"), optional(row, "next_deadline_at"));
            case "completed" -> new Completed(reason, instant(row, "over_at"));
            default -> throw new IllegalStateException("A transfer cannot be " + word);
        };
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static Optional<Instant> optional(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }
}
