package io.qipan.ecology.evidence;

import io.qipan.ecology.casefile.CaseName;
import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.evidence.model.Content;
import io.qipan.ecology.evidence.model.Custody;
import io.qipan.ecology.evidence.model.CustodyHead;
import io.qipan.ecology.evidence.model.Evidence;
import io.qipan.ecology.evidence.model.Review;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

@Singleton
class PostgresEvidenceRecords implements EvidenceRecords {

    @Override
    public void add(Evidence evidence) {
        Tx.current()
                .write(
                        """
                        insert into evidence (id, case_id, title, media_type, size_bytes, sha256, from_device, captured_at)
                        values ($1, $2, $3, $4, $5, $6, $7, $8)""",
                        evidence.id(),
                        CaseName.parse(evidence.caseName()).orElseThrow(),
                        evidence.title(),
                        evidence.mediaType(),
                        evidence.content().sizeBytes(),
                        evidence.content().sha256(),
                        evidence.fromDevice(),
                        evidence.capturedAt());
        appendCustody(evidence);
    }

    @Override
    public void appendCustody(Evidence evidence) {
        Custody last = evidence.custody().getLast();
        Tx.current()
                .write(
                        """
                        insert into evidence_custody
                            (evidence_id, number, holder, at, recorded_by, reason, previous_seal, seal)
                        values ($1, $2, $3, $4, $5, $6, $7, $8)""",
                        evidence.id(),
                        last.number(),
                        last.holder(),
                        last.at(),
                        last.by(),
                        last.reason(),
                        last.previousSeal(),
                        last.seal());
    }

    @Override
    public void appendReview(Evidence evidence) {
        Review last = evidence.reviews().getLast();
        Tx.current()
                .write(
                        """
                        insert into evidence_review (evidence_id, number, device_fit, record_fit, legal_reviewer,
                            technical_reviewer, reason, at, recorded_by)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)""",
                        evidence.id(),
                        last.number(),
                        last.deviceFit(),
                        last.recordFit(),
                        last.legalReviewer(),
                        last.technicalReviewer(),
                        last.reason(),
                        last.at(),
                        last.by());
    }

    @Override
    public Optional<Evidence> find(UUID id) {
        return one(Tx.current().query("select * from evidence where id = $1", id));
    }

    @Override
    public Optional<Evidence> lock(UUID id) {
        return one(Tx.current().query("select * from evidence where id = $1 for update", id));
    }

    /** The journal has a chain of its own, over all that is told; who changes both has to change everything after. */
    @Override
    public Optional<CustodyHead> journaledHead(String evidence) {
        return stream(Tx.current()
                        .query(
                                "select state from journal where resource = $1 order by position desc limit 1",
                                evidence))
                .map(row -> EvidenceMessages.head(row.getBuffer("state").getBytes()))
                .findFirst();
    }

    @Override
    public Set<UUID> idsOf(String caseName, Set<UUID> ids) {
        return stream(Tx.current()
                        .query(
                                "select id from evidence where case_id = $1 and id = any($2::uuid[])",
                                CaseName.parse(caseName).orElse(null),
                                ids.toArray(UUID[]::new)))
                .map(row -> row.getUUID("id"))
                .collect(Collectors.toSet());
    }

    @Override
    public List<Evidence> list(String caseName, Optional<UUID> before, int most) {
        return all(Tx.current().query("""
                        select * from evidence where case_id = $1 and ($2::uuid is null or id < $2)
                        order by id desc limit $3""", CaseName.parse(caseName).orElse(null), before.orElse(null), most));
    }

    private static Optional<Evidence> one(RowSet<Row> rows) {
        return all(rows).stream().findFirst();
    }

    private static List<Evidence> all(RowSet<Row> rows) {
        UUID[] ids = stream(rows).map(row -> row.getUUID("id")).toArray(UUID[]::new);
        if (ids.length == 0) {
            return List.of();
        }
        List<Row> custody = stream(Tx.current()
                        .query(
                                "select * from evidence_custody where evidence_id = any($1) order by evidence_id, number",
                                (Object) ids))
                .toList();
        List<Row> reviews = stream(Tx.current()
                        .query(
                                "select * from evidence_review where evidence_id = any($1) order by evidence_id, number",
                                (Object) ids))
                .toList();
        return stream(rows).map(row -> evidence(row, custody, reviews)).toList();
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    private static Evidence evidence(Row row, List<Row> custody, List<Row> reviews) {
        UUID id = row.getUUID("id");
        return new Evidence(
                id,
                CaseFile.KIND + row.getUUID("case_id"),
                row.getString("title"),
                row.getString("media_type"),
                new Content(row.getString("sha256"), row.getLong("size_bytes")),
                row.getBoolean("from_device"),
                row.getOffsetDateTime("captured_at").toInstant(),
                custody.stream()
                        .filter(entry -> entry.getUUID("evidence_id").equals(id))
                        .map(PostgresEvidenceRecords::custody)
                        .toList(),
                reviews.stream()
                        .filter(entry -> entry.getUUID("evidence_id").equals(id))
                        .map(PostgresEvidenceRecords::review)
                        .toList());
    }

    private static Review review(Row row) {
        return new Review(
                row.getInteger("number"),
                row.getBoolean("device_fit"),
                row.getBoolean("record_fit"),
                row.getString("legal_reviewer"),
                row.getString("technical_reviewer"),
                row.getString("reason"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("recorded_by"));
    }

    private static Custody custody(Row row) {
        return new Custody(
                row.getInteger("number"),
                row.getString("holder"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("recorded_by"),
                row.getString("reason"),
                row.getString("previous_seal"),
                row.getString("seal"));
    }
}
