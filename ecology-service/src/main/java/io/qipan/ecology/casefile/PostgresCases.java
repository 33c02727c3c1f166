package io.qipan.ecology.casefile;

import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.casefile.model.CaseState.Closed;
import io.qipan.ecology.casefile.model.CaseState.Open;
import io.qipan.ecology.casefile.model.Facts;
import io.qipan.ecology.procedure.ProcedureMessages;
import io.qipan.ecology.procedure.model.Administrative;
import io.qipan.ecology.procedure.model.ClockSetting.Watcher;
import io.qipan.ecology.rule.RuleMessages;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

@Singleton
class PostgresCases implements Cases {

    @Override
    public long nextNumber() {
        return Tx.current()
                .query("select nextval('case_number') as number")
                .iterator()
                .next()
                .getLong("number");
    }

    @Override
    public boolean add(CaseFile opened) {
        Facts facts = opened.facts();
        RowSet<Row> added = Tx.current()
                .query(
                        """
                        insert into case_file (id, number, version, state, activity, act_at, latitude, longitude,
                            uncertainty_m, summary, incident, law, owner, next_deadline_at, opened_at, drill, facts,
                            agency, agency_reason, designated_by)
                        values ($1, $2, $3, 'OPEN', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
                        on conflict (incident) do nothing
                        returning id""",
                        opened.id(),
                        opened.number(),
                        opened.version(),
                        facts.activity(),
                        facts.actAt(),
                        facts.point().map(Wgs84::latitude).orElse(null),
                        facts.point().map(Wgs84::longitude).orElse(null),
                        facts.uncertaintyM(),
                        facts.summary(),
                        facts.incident().orElse(null),
                        RuleMessages.message(opened.law()).toByteArray(),
                        opened.owner(),
                        opened.state() instanceof Open open ? open.reviewAt() : null,
                        opened.openedAt(),
                        facts.drill(),
                        PostgresCaseRow.facts(opened),
                        opened.belonging().agency().orElse(null),
                        opened.belonging().reason(),
                        opened.belonging().designatedBy().orElse(null));
        return added.size() == 1;
    }

    @Override
    public void save(CaseFile changed) {
        Tx.current()
                .write(
                        """
                        update case_file set version = $2, state = $3, owner = $4, next_deadline_at = $5,
                            closed_at = $6, close_reason = $7, activity = $8, act_at = $9, latitude = $10,
                            longitude = $11, uncertainty_m = $12, summary = $13, law = $14, earlier = $15,
                            procedure = $16, criminal_open = $17, penalty_pending = $18, facts = $19,
                            agency = $20, agency_reason = $21, designated_by = $22, police = $23
                        where id = $1""",
                        changed.id(),
                        changed.version(),
                        changed.state().code(),
                        changed.owner(),
                        changed.state() instanceof Open open ? open.reviewAt() : null,
                        changed.state() instanceof Closed closed ? closed.at() : null,
                        changed.state() instanceof Closed closed ? closed.reason() : null,
                        changed.facts().activity(),
                        changed.facts().actAt(),
                        changed.facts().point().map(Wgs84::latitude).orElse(null),
                        changed.facts().point().map(Wgs84::longitude).orElse(null),
                        changed.facts().uncertaintyM(),
                        changed.facts().summary(),
                        RuleMessages.message(changed.law()).toByteArray(),
                        PostgresCaseRow.earlier(changed),
                        ProcedureMessages.message(changed.name(), changed.procedure())
                                .toByteArray(),
                        changed.procedure().criminal().isOpen(),
                        changed.procedure().administrative() instanceof Administrative.Filed,
                        PostgresCaseRow.facts(changed),
                        changed.belonging().agency().orElse(null),
                        changed.belonging().reason(),
                        changed.belonging().designatedBy().orElse(null),
                        changed.procedure().police().orElse(null));
        PostgresClocks.save(changed);
        PostgresSteps.save(changed);
    }

    @Override
    public List<CaseClock> overdue(Instant now, Optional<Watcher> watcher, Optional<CaseClock.Key> after, int most) {
        return PostgresClocks.overdue(now, watcher, after, most);
    }

    @Override
    public Optional<CaseFile> find(UUID id) {
        return first(Tx.current().query("select * from case_file where id = $1", id));
    }

    @Override
    public List<CaseFile> findAll(Set<UUID> ids) {
        return all(Tx.current()
                .query("select * from case_file where id = any($1::uuid[])", (Object) ids.toArray(UUID[]::new)));
    }

    @Override
    public Optional<CaseFile> lock(UUID id) {
        return first(Tx.current().query("select * from case_file where id = $1 for update", id));
    }

    @Override
    public Optional<CaseFile> findByIncident(String incident) {
        return first(Tx.current().query("select * from case_file where incident = $1", incident));
    }

    @Override
    public List<CaseFile> list(Filter filter, Optional<UUID> before, int most) {
        return all(Tx.current()
                .query(
                        """
                        select * from case_file
                        where ($1::text is null or incident = $1) and ($2::text is null or state = $2)
                            and ($3::text is null or agency = $3 or $8::boolean and police = $3)
                            and (not $4::boolean or agency is null)
                            and ($5::boolean or not drill) and ($6::uuid is null or id < $6)
                        order by id desc limit $7""",
                        filter.incident().orElse(null),
                        filter.state().orElse(null),
                        filter.agency().orElse(null),
                        filter.withoutAgency(),
                        filter.withDrills(),
                        before.orElse(null),
                        most,
                        filter.orHandedOver()));
    }

    private static Optional<CaseFile> first(RowSet<Row> rows) {
        return all(rows).stream().findFirst();
    }

    private static List<CaseFile> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(PostgresCaseRow::caseFile)
                .toList();
    }
}
