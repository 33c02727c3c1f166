package io.qipan.dispatch.referral;

import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.ReferralId;
import io.qipan.dispatch.referral.model.Matter;
import io.qipan.dispatch.referral.model.Referral;
import io.qipan.dispatch.referral.model.Referral.Acceptance;
import io.qipan.dispatch.referral.model.Referral.Clock;
import io.qipan.dispatch.referral.model.ReferralState;
import io.qipan.dispatch.referral.model.ReferralState.Accepted;
import io.qipan.dispatch.referral.model.ReferralState.Completed;
import io.qipan.dispatch.referral.model.ReferralState.Offered;
import io.qipan.dispatch.referral.model.ReferralState.Over;
import io.qipan.dispatch.referral.model.ReferralState.Reminded;
import io.qipan.dispatch.referral.model.ReferralState.Returned;
import io.qipan.dispatch.referral.model.ReferralState.Withdrawn;
import io.qipan.dispatch.referral.model.Withdrawal;
import io.qipan.dispatch.referral.model.Withdrawal.Decided;
import io.qipan.dispatch.transfer.model.Mode;
import io.qipan.proto.common.v1.Location;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.work.JsonColumn;
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
class PostgresReferrals implements Referrals {

    @Override
    public Optional<Referral> findAndHold(String agency, String reference) {
        // A row that is not there cannot be locked.
        Tx.current()
                .write(
                        "select pg_advisory_xact_lock(hashtextextended('referral ' || $1 || ' ' || $2, 0))",
                        agency,
                        reference);
        return all("select * from referral where agency = $1 and reference = $2 for update", agency, reference).stream()
                .findFirst();
    }

    @Override
    public void add(Referral referral) {
        Matter matter = referral.matter();
        Clock clock = referral.clock();
        Tx.current()
                .write(
                        """
                        insert into referral (id, version, state, agency, reference, matter, scope_version, mode, danger,
                            content, locations, caller_id, consent, drill, after_id, round, owner, next_deadline_at,
                            their_received_at, offered_at, decide_by, keep_by, answer_by, reason, outcome, call_id)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::text::jsonb, $12, $13, $14, $15, $16, $17,
                            $18, $19, $20, $21, $22, $23, '', '', $24)""",
                        referral.id().uuid(),
                        referral.version(),
                        referral.state().word(),
                        matter.agency(),
                        matter.reference(),
                        matter.code(),
                        matter.scopeVersion(),
                        matter.mode().name(),
                        referral.danger(),
                        matter.text(),
                        JsonColumn.write(matter.locations().stream()
                                .map(PlaceMessages::message)
                                .toList()),
                        matter.callerId(),
                        matter.consent(),
                        matter.drill(),
                        matter.after().map(ReferralId::uuid).orElse(null),
                        matter.round(),
                        referral.owner(),
                        referral.nextDeadlineAt().orElse(null),
                        matter.receivedThere().orElse(null),
                        clock.offeredAt(),
                        clock.decideBy(),
                        clock.keepBy(),
                        clock.answerBy(),
                        referral.call().map(CallId::uuid).orElse(null));
    }

    @Override
    public void save(Referral referral) {
        @Nullable Over over = referral.state() instanceof Over o ? o : null;
        @Nullable Withdrawal withdrawal = referral.withdrawal().orElse(null);
        @Nullable Decided decided = withdrawal != null && withdrawal.state() instanceof Decided d ? d : null;
        Tx.current()
                .write(
                        """
                        update referral set version = $2, state = $3, danger = $4, owner = $5, next_deadline_at = $6,
                            accepted_at = $7, accepted_by = $8, over_at = $9, reason = $10, outcome = $11, call_id = $12,
                            withdrawal_state = $13, withdrawal_reason = $14, withdrawal_asked_at = $15,
                            withdrawal_owner = $16, withdrawal_deadline_at = $17, withdrawal_decided_at = $18,
                            withdrawal_decided_by = $19, withdrawal_answer = $20
                        where id = $1""",
                        referral.id().uuid(),
                        referral.version(),
                        referral.state().word(),
                        referral.danger(),
                        referral.owner(),
                        referral.nextDeadlineAt().orElse(null),
                        referral.acceptance().map(Acceptance::at).orElse(null),
                        referral.acceptance().map(Acceptance::by).orElse(null),
                        over == null ? null : over.at(),
                        over == null ? "" : over.reason(),
                        referral.state() instanceof Completed completed ? completed.outcome() : "",
                        referral.call().map(CallId::uuid).orElse(null),
                        withdrawal == null ? null : withdrawal.state().word(),
                        withdrawal == null ? null : withdrawal.reason(),
                        withdrawal == null ? null : withdrawal.askedAt(),
                        withdrawal == null ? null : withdrawal.owner(),
                        withdrawal == null ? null : withdrawal.nextDeadlineAt().orElse(null),
                        decided == null ? null : decided.at(),
                        decided == null ? null : decided.by(),
                        decided == null ? null : decided.answer());
    }

    @Override
    public Optional<Referral> find(ReferralId id) {
        return all("select * from referral where id = $1", id.uuid()).stream().findFirst();
    }

    @Override
    public Referral lock(ReferralId id) {
        return all("select * from referral where id = $1 for update", id.uuid()).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(id.name()).asException());
    }

    @Override
    public Optional<Referral> findAfter(ReferralId id) {
        return all("select * from referral where after_id = $1 order by id limit 1", id.uuid()).stream()
                .findFirst();
    }

    @Override
    public List<Referral> list(Filter filter, Optional<ReferralId> olderThan, int limit) {
        return all(
                """
                select * from referral
                where ($1::text is null or agency = $1) and (not $2 or not over) and ($3::uuid is null or id < $3)
                order by id desc limit $4""",
                filter.agency().orElse(null),
                filter.openOnly(),
                olderThan.map(ReferralId::uuid).orElse(null),
                limit);
    }

    private static List<Referral> all(String sql, @Nullable Object... arguments) {
        List<Referral> referrals = new ArrayList<>();
        Tx.current().query(sql, arguments).forEach(row -> referrals.add(referral(row)));
        return referrals;
    }

    private static Referral referral(Row row) {
        return new Referral(
                new ReferralId(row.getUUID("id")),
                row.getLong("version"),
                state(row),
                matter(row),
                row.getBoolean("danger"),
                row.getString("owner"),
                new Clock(
                        instant(row, "offered_at"),
                        instant(row, "decide_by"),
                        instant(row, "keep_by"),
                        instant(row, "answer_by")),
                Optional.ofNullable(row.getUUID("call_id")).map(CallId::new),
                optional(row, "accepted_at").map(at -> new Acceptance(at, row.getString("accepted_by"))),
                optional(row, "withdrawal_asked_at")
                        .map(at -> new Withdrawal(
                                row.getString("withdrawal_reason"),
                                at,
                                row.getString("withdrawal_owner"),
                                withdrawalState(row))));
    }

    private static Withdrawal.State withdrawalState(Row row) {
        String word = row.getString("withdrawal_state");
        return switch (word) {
            case "asked" -> new Withdrawal.Asked(instant(row, "withdrawal_deadline_at"));
            case "reminded" -> new Withdrawal.Reminded(instant(row, "withdrawal_deadline_at"));
            case "granted" ->
                new Withdrawal.Granted(
                        row.getString("withdrawal_answer"),
                        instant(row, "withdrawal_decided_at"),
                        row.getString("withdrawal_decided_by"));
            case "refused" ->
                new Withdrawal.Refused(
                        row.getString("withdrawal_answer"),
                        instant(row, "withdrawal_decided_at"),
                        row.getString("withdrawal_decided_by"));
            case "overtaken" ->
                new Withdrawal.Overtaken(
                        row.getString("withdrawal_answer"),
                        instant(row, "withdrawal_decided_at"),
                        row.getString("withdrawal_decided_by"));
            default -> throw new IllegalStateException("A request to have something back cannot be " + word);
        };
    }

    private static Matter matter(Row row) {
        return new Matter(
                row.getString("agency"),
                row.getString("reference"),
                row.getString("matter"),
                row.getInteger("scope_version"),
                Mode.valueOf(row.getString("mode")),
                row.getString("content"),
                JsonColumn.read(row.getJsonArray("locations"), Location::newBuilder).stream()
                        .map(message -> PlaceMessages.stored(message.build()))
                        .toList(),
                row.getString("caller_id"),
                row.getBoolean("consent"),
                row.getBoolean("drill"),
                optional(row, "their_received_at"),
                Optional.ofNullable(row.getUUID("after_id")).map(ReferralId::new),
                row.getInteger("round"));
    }

    private static ReferralState state(Row row) {
        String word = row.getString("state");
        return switch (word) {
            case "offered" -> new Offered(instant(row, "next_deadline_at"));
            case "reminded" -> new Reminded(instant(row, "next_deadline_at"));
            case "accepted" -> new Accepted(instant(row, "next_deadline_at"));
            case "withdrawn" -> new Withdrawn(row.getString("reason"), instant(row, "over_at"));
            case "returned" -> new Returned(row.getString("reason"), instant(row, "over_at"));
            case "completed" ->
                new Completed(row.getString("reason"), instant(row, "over_at"), row.getString("outcome"));
            default -> throw new IllegalStateException("A referral cannot be " + word);
        };
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static Optional<Instant> optional(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }
}
