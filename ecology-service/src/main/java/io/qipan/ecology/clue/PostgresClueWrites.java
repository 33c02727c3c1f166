package io.qipan.ecology.clue;

import io.qipan.ecology.clue.model.Clue;
import io.qipan.ecology.clue.model.ClueState.Answered;
import io.qipan.ecology.clue.model.ClueState.Received;
import io.qipan.ecology.clue.model.ClueState.Triaged;
import io.qipan.ecology.clue.model.Disposition;
import io.qipan.ecology.clue.model.Disposition.HandedTo;
import io.qipan.ecology.clue.model.Disposition.MergedInto;
import io.qipan.ecology.clue.model.Disposition.NotEnough;
import io.qipan.ecology.clue.model.Disposition.ToCase;
import io.qipan.ecology.clue.model.Disposition.ToIncident;
import io.qipan.ecology.clue.model.Estimate;
import io.qipan.ecology.clue.model.LinkedIncident;
import io.qipan.ecology.clue.model.Receipt;
import io.qipan.ecology.clue.model.Report;
import io.qipan.ecology.clue.model.SiteCheck;
import io.qipan.ecology.clue.model.Term;
import io.qipan.ecology.clue.model.Triage;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.work.Tx;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A clue as a row of {@code clue}. */
final class PostgresClueWrites {

    private PostgresClueWrites() {}

    static void insert(Clue received, Optional<Receipt> receipt) {
        Report report = received.report();
        Tx.current()
                .write(
                        """
                        insert into clue (id, number, version, state, source, reference, activity, occurred_at, latitude,
                            longitude, uncertainty_m, place_text, summary, confidence, confidence_reason, tipster, drill,
                            receipt, owner, received_at, triage_due_at, triage_basis, triage_provisional, answer_due_at,
                            answer_basis, answer_provisional, next_deadline_at, triage_length, triage_unit, answer_length,
                            answer_unit, check_tip, check_due_at, check_basis, check_provisional, check_length,
                            check_unit, check_remind_at)
                        values ($1, $2, $3, 'RECEIVED', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
                            $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37)""",
                        received.id(),
                        received.number(),
                        received.version(),
                        report.source().name(),
                        report.reference(),
                        report.activity().orElse(null),
                        report.occurredAt(),
                        report.point().map(Wgs84::latitude).orElse(null),
                        report.point().map(Wgs84::longitude).orElse(null),
                        report.uncertaintyM(),
                        report.placeText(),
                        report.summary(),
                        report.estimate()
                                .map(estimate -> estimate.confidence().name())
                                .orElse(null),
                        report.estimate().map(Estimate::reason).orElse(null),
                        report.tipster().orElse(null),
                        report.drill(),
                        receipt.map(Receipt::digest).orElse(null),
                        received.owner(),
                        received.receivedAt(),
                        received.triage().dueAt(),
                        received.triage().basis(),
                        received.triage().provisional(),
                        received.answer().dueAt(),
                        received.answer().basis(),
                        received.answer().provisional(),
                        received.nextLookAt().orElse(null),
                        received.triage().length().amount(),
                        received.triage().length().unit().name(),
                        received.answer().length().amount(),
                        received.answer().length().unit().name(),
                        received.check().map(check -> check.tip().name()).orElse(null),
                        term(received).map(Term::dueAt).orElse(null),
                        term(received).map(Term::basis).orElse(null),
                        term(received).map(Term::provisional).orElse(null),
                        term(received).map(term -> term.length().amount()).orElse(null),
                        term(received).map(term -> term.length().unit().name()).orElse(null),
                        received.check().map(SiteCheck::remindAt).orElse(null));
    }

    private static Optional<Term> term(Clue clue) {
        return clue.check().map(SiteCheck::term);
    }

    static void update(Clue changed) {
        Report report = changed.report();
        @Nullable
        Instant firstAt = switch (changed.state()) {
            case Received _ -> null;
            case Triaged triaged -> triaged.firstAt();
            case Answered answered -> answered.firstAt();
        };
        Optional<Triage> triage = changed.decision();
        @Nullable Disposition disposition = triage.map(Triage::disposition).orElse(null);
        Optional<Answered> answered = changed.state() instanceof Answered done ? Optional.of(done) : Optional.empty();
        Optional<LinkedIncident.Opened> opened = changed.incident().flatMap(LinkedIncident::opened);
        Optional<SiteCheck.Made> made = changed.check().flatMap(SiteCheck::made);
        Optional<LinkedIncident.Result> result = changed.incident().flatMap(LinkedIncident::result);
        Tx.current()
                .write(
                        """
                        update clue set version = $2, state = $3, owner = $4, next_deadline_at = $5, first_triaged_at = $6,
                            triaged_at = $7, triaged_by = $8, triage_reason = $9, disposition = $10, to_case = $11,
                            merged_into = $12, handed_to = $13, answered_at = $14, answered_by = $15, answer = $16,
                            incident_requested_at = $17, incident = $18, incident_number = $19, incident_ended_at = $20,
                            incident_outcome = $21, incident_result = $22, summary = $23, confidence = $24,
                            confidence_reason = $25, uncertainty_m = $26, latitude = $27, longitude = $28,
                            occurred_at = $29, incident_merged_into = $30, triage_due_at = $31, triage_provisional = $32,
                            answer_due_at = $33, answer_provisional = $34, incident_version = $35,
                            check_due_at = $36, check_provisional = $37, check_remind_at = $38, check_inspection = $39,
                            checked_at = $40, checked_by = $41
                        where id = $1""",
                        changed.id(),
                        changed.version(),
                        changed.state().code(),
                        changed.owner(),
                        changed.nextLookAt().orElse(null),
                        firstAt,
                        triage.map(Triage::at).orElse(null),
                        triage.map(Triage::by).orElse(null),
                        triage.map(Triage::reason).orElse(null),
                        disposition == null ? null : code(disposition),
                        disposition instanceof ToCase(String name) ? name : null,
                        disposition instanceof MergedInto(UUID into) ? into : null,
                        disposition instanceof HandedTo(String agency) ? agency : null,
                        answered.map(Answered::at).orElse(null),
                        answered.map(Answered::by).orElse(null),
                        answered.map(Answered::answer).orElse(null),
                        changed.incident().map(LinkedIncident::requestedAt).orElse(null),
                        opened.map(LinkedIncident.Opened::name).orElse(null),
                        opened.map(LinkedIncident.Opened::number).orElse(null),
                        result.map(LinkedIncident.Result::at).orElse(null),
                        result.map(LinkedIncident.Result::outcome).orElse(null),
                        result.map(LinkedIncident.Result::found).orElse(null),
                        report.summary(),
                        report.estimate()
                                .map(estimate -> estimate.confidence().name())
                                .orElse(null),
                        report.estimate().map(Estimate::reason).orElse(null),
                        report.uncertaintyM(),
                        report.point().map(Wgs84::latitude).orElse(null),
                        report.point().map(Wgs84::longitude).orElse(null),
                        report.occurredAt(),
                        opened.flatMap(LinkedIncident.Opened::mergedInto).orElse(null),
                        changed.triage().dueAt(),
                        changed.triage().provisional(),
                        changed.answer().dueAt(),
                        changed.answer().provisional(),
                        opened.map(LinkedIncident.Opened::version).orElse(0L),
                        term(changed).map(Term::dueAt).orElse(null),
                        term(changed).map(Term::provisional).orElse(null),
                        changed.check().map(SiteCheck::remindAt).orElse(null),
                        made.map(SiteCheck.Made::inspection).orElse(null),
                        made.map(SiteCheck.Made::at).orElse(null),
                        made.map(SiteCheck.Made::by).orElse(null));
    }

    private static String code(Disposition disposition) {
        return switch (disposition) {
            case ToCase _ -> "TO_CASE";
            case ToIncident _ -> "TO_INCIDENT";
            case MergedInto _ -> "MERGED_INTO";
            case HandedTo _ -> "HANDED_TO";
            case NotEnough _ -> "NOT_ENOUGH";
        };
    }
}
