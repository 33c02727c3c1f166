package io.qipan.dispatch.response;

import io.qipan.dispatch.response.model.PlanRevision;
import io.qipan.dispatch.response.model.PlanRevision.Approval;
import io.qipan.proto.dispatch.v1.ResponsePlan;
import io.qipan.runtime.work.JsonColumn;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresPlanRevisions implements PlanRevisions {

    @Override
    public void holdForChange() {
        Tx.current().write("select pg_advisory_xact_lock(hashtextextended('response plans', 0))");
    }

    @Override
    public long newest() {
        return Tx.current()
                .query("select coalesce(max(number), 0) from response_plan_revision")
                .iterator()
                .next()
                .getLong(0);
    }

    @Override
    public Optional<PlanRevision> inForce() {
        return read("where approved_at is not null order by number desc limit 1").stream()
                .findFirst();
    }

    @Override
    public Optional<PlanRevision> find(long number) {
        return read("where number = $1", number).stream().findFirst();
    }

    @Override
    public void add(PlanRevision draft) {
        Tx.current()
                .write(
                        """
                        insert into response_plan_revision (number, made_at, made_by, reason, plans)
                        values ($1, $2, $3, $4, $5::text::jsonb)\
                        """,
                        draft.number(),
                        draft.madeAt(),
                        draft.madeBy(),
                        draft.reason(),
                        JsonColumn.write(ResponseMessages.messages(draft.plans())));
    }

    @Override
    public void approve(PlanRevision approved) {
        Approval approval = approved.approval().orElseThrow();
        Tx.current()
                .write(
                        "update response_plan_revision set approved_at = $2, approved_by = $3 where number = $1",
                        approved.number(),
                        approval.at(),
                        approval.by());
    }

    @Override
    public List<PlanRevision> list(Optional<Long> before, int limit) {
        return read("where number < $1 order by number desc limit $2", before.orElse(Long.MAX_VALUE), limit);
    }

    private static List<PlanRevision> read(String where, @Nullable Object... arguments) {
        List<PlanRevision> found = new ArrayList<>();
        for (Row row : Tx.current().query("select * from response_plan_revision " + where, arguments)) {
            found.add(new PlanRevision(
                    row.getLong("number"),
                    row.getOffsetDateTime("made_at").toInstant(),
                    row.getString("made_by"),
                    row.getString("reason"),
                    Optional.ofNullable(row.getOffsetDateTime("approved_at"))
                            .map(OffsetDateTime::toInstant)
                            .map(at -> new Approval(at, row.getString("approved_by"))),
                    ResponseMessages.plans(JsonColumn.read(row.getJsonArray("plans"), ResponsePlan::newBuilder).stream()
                            .map(ResponsePlan.Builder::build)
                            .toList())));
        }
        return found;
    }
}
