package io.qipan.dispatch.contingency;

import io.qipan.dispatch.contingency.model.PlanRevision;
import io.qipan.proto.dispatch.v1.ContingencyExpert;
import io.qipan.proto.dispatch.v1.ContingencyPlan;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.RefusedException;
import io.qipan.runtime.secret.Locked;
import io.qipan.runtime.secret.PersonalKeys;
import io.qipan.runtime.work.JsonColumn;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresContingencyPlans implements ContingencyPlans {
    private static final String NEWEST_OF_EACH = """
            select plan from (select distinct on (code) code, retired, plan from contingency_plan
                order by code, revision desc) newest\
            """;

    /** Stops behind so many bytes, but not before the first. */
    private static final String PART = """
            select plan, found > returned as more from (
                select *, count(*) over () as returned from (
                    select *, count(*) over () as found, row_number() over (%2$s) as place,
                        sum(octet_length(plan::text)) over (%2$s rows between unbounded preceding and 1 preceding)
                            as bytes_before
                    from (%1$s) page) counted
                where place <= $2 and coalesce(bytes_before, 0) < $3) part
            order by place\
            """;

    private final PersonalKeys keys;

    PostgresContingencyPlans(PersonalKeys keys) {
        this.keys = keys;
    }

    @Override
    public void holdForChange(String code) {
        Tx.current().write("select pg_advisory_xact_lock(hashtextextended('contingency plan ' || $1::text, 0))", code);
    }

    @Override
    public Optional<ContingencyPlan> newest(String code) {
        return revisions(code, Optional.empty(), 1).plans().stream().findFirst();
    }

    @Override
    public Optional<ContingencyPlan> find(String code, long revision) {
        return read("select plan from contingency_plan where code = $1 and revision = $2", code, revision).stream()
                .findFirst();
    }

    @Override
    public void add(ContingencyPlan plan, List<ContingencyExpert> told) {
        String code = PlanRevision.code(plan.getName());
        Tx.current()
                .write("""
                        insert into contingency_plan (code, revision, retired, plan)
                        values ($1, $2, $3, $4::text::jsonb)\
                        """, code, plan.getRevision(), plan.getContent().getRetired(), JsonColumn.write(List.of(plan)));
        for (ContingencyExpert expert : told) {
            Locked locked = keys.newest().lock(expert.getContact(), owner(code, expert));
            Tx.current().write("""
                            insert into contingency_contact (code, revision, expert, key_id, locked)
                            values ($1, $2, $3, $4, $5)\
                            """, code, plan.getRevision(), expert.getCode(), locked.keyId(), locked.content());
        }
        // As it was locked: nobody lives longer for being copied.
        Tx.current()
                .write(
                        """
                        insert into contingency_contact (code, revision, expert, key_id, locked)
                        select code, $2::bigint, expert, key_id, locked from contingency_contact
                        where code = $1 and revision = $2::bigint - 1 and expert = any($3::text[])
                        on conflict do nothing\
                        """,
                        code,
                        plan.getRevision(),
                        plan.getContent().getExpertsList().stream()
                                .map(ContingencyExpert::getCode)
                                .toArray(String[]::new));
    }

    /** Opened only as this expert's of this plan, whichever revision. */
    private static String owner(String code, ContingencyExpert expert) {
        return PlanRevision.name(code) + "/experts/" + expert.getCode();
    }

    @Override
    public List<ContingencyExpert> experts(ContingencyPlan plan) {
        String code = PlanRevision.code(plan.getName());
        Map<String, Locked> locked = new HashMap<>();
        Tx.current()
                .query(
                        "select expert, key_id, locked from contingency_contact where code = $1 and revision = $2",
                        code,
                        plan.getRevision())
                .forEach(row -> locked.put(
                        row.getString("expert"),
                        new Locked(
                                row.getString("key_id"), row.getBuffer("locked").getBytes())));
        List<ContingencyExpert> opened = plan.getContent().getExpertsList().stream()
                .map(expert -> expert.toBuilder()
                        .setContact(open(locked.get(expert.getCode()), owner(code, expert)))
                        .build())
                .toList();
        if (!opened.isEmpty()
                && opened.stream().allMatch(expert -> expert.getContact().isEmpty())) {
            throw erased(plan, locked);
        }
        return opened;
    }

    /** Empty if it was erased: the others are told all the same. */
    private String open(@Nullable Locked locked, String owner) {
        if (locked == null) {
            throw new IllegalStateException("There is no contact of " + owner);
        }
        return keys.open(locked, owner).orElse("");
    }

    private static RefusedException erased(ContingencyPlan plan, Map<String, Locked> locked) {
        String keys =
                locked.values().stream().map(Locked::keyId).sorted().distinct().collect(Collectors.joining(", "));
        return Refusal.of(
                        Reason.PERSONAL_DATA_ERASED,
                        "The contacts of revision " + plan.getRevision() + " of " + plan.getName()
                                + " were erased with the keys " + keys
                                + ". Nobody can read them any more: put the plan with new ones.")
                .with("key_id", keys)
                .asException();
    }

    @Override
    public List<ContingencyPlan> inForce() {
        return read(NEWEST_OF_EACH + " where not retired order by code");
    }

    @Override
    public Part list(Optional<String> afterCode, int limit) {
        return part("""
                select * from (select distinct on (code) code, plan from contingency_plan
                    where $1::text is null or code > $1 order by code, revision desc) newest
                order by code limit $2 + 1\
                """, "order by code", afterCode.orElse(null), limit, MOST_BYTES);
    }

    @Override
    public Part revisions(String code, Optional<Long> before, int limit) {
        return part("""
                select revision, plan from contingency_plan where code = $1 and revision < $4
                order by revision desc limit $2 + 1\
                """, "order by revision desc", code, limit, MOST_BYTES, before.orElse(Long.MAX_VALUE));
    }

    private static Part part(String plans, String order, @Nullable Object... arguments) {
        List<ContingencyPlan> found = new ArrayList<>();
        boolean more = false;
        for (Row row : Tx.current().query(PART.formatted(plans, order), arguments)) {
            found.addAll(plans(row));
            more = row.getBoolean("more");
        }
        return new Part(found, more);
    }

    private static List<ContingencyPlan> read(String sql, @Nullable Object... arguments) {
        List<ContingencyPlan> found = new ArrayList<>();
        Tx.current().query(sql, arguments).forEach(row -> found.addAll(plans(row)));
        return found;
    }

    private static List<ContingencyPlan> plans(Row row) {
        return JsonColumn.read(row.getJsonArray("plan"), ContingencyPlan::newBuilder).stream()
                .map(ContingencyPlan.Builder::build)
                .toList();
    }
}
