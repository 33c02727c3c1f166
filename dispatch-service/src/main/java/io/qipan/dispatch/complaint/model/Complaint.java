package io.qipan.dispatch.complaint.model;

import io.qipan.dispatch.complaint.model.ComplaintState.Answer;
import io.qipan.dispatch.complaint.model.ComplaintState.Answered;
import io.qipan.dispatch.complaint.model.ComplaintState.Closed;
import io.qipan.dispatch.complaint.model.ComplaintState.Open;
import io.qipan.dispatch.complaint.model.ComplaintState.Received;
import io.qipan.dispatch.complaint.model.ComplaintState.UnderExamination;
import io.qipan.dispatch.id.model.ComplaintId;
import io.qipan.dispatch.id.model.FollowUpId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A complaint about how an incident was dealt with.
 *
 * @param version counts the changes, without reminders; its text is the etag
 * @param followUp that it came from
 * @param owner subject of the token of who has to act
 * @param drill of the incident
 */
public record Complaint(
        ComplaintId id,
        long version,
        ComplaintState state,
        IncidentId incident,
        Optional<FollowUpId> followUp,
        Category category,
        String text,
        String owner,
        String openedBy,
        Instant openedAt,
        boolean drill) {

    /** Owns what did not go on in time. */
    public static final String COMMAND = "desk:command";

    /**
     * Somebody takes the examination, also from somebody else.
     *
     * @param ofIncident who own or have worked on the incident and what it was merged into, and do not judge their own work
     */
    public Decision<Complaint> examine(String by, Set<String> ofIncident, Instant answerBy) {
        return switch (state) {
            case Received _ -> another(by, ofIncident).then(c -> c.examined(by, answerBy));
            case UnderExamination(String examiner, var _, var _)
            when !examiner.equals(by) -> another(by, ofIncident).then(c -> c.examined(by, answerBy));
            case UnderExamination _, Answered _, Closed _ -> refuse("be taken for examination");
        };
    }

    public Decision<Complaint> answer(String by, Set<String> ofIncident, Answer answer, Instant closeBy) {
        return switch (state) {
            case UnderExamination(String examiner, var _, var _) ->
                another(by, ofIncident)
                        .then(c -> c.examiner(examiner, by))
                        .then(c -> Decision.grant(c.next(new Answered(by, answer, closeBy, false), by)));
            case Received _, Answered _, Closed _ -> refuse("be answered");
        };
    }

    public Decision<Complaint> close(String note, Instant at) {
        return state instanceof Answered answered
                ? Decision.grant(next(new Closed(answered.examiner(), answered.answer(), note, at), owner))
                : refuse("be closed");
    }

    /** Its deadline has passed: it goes up, and is told again at the next one. */
    public Complaint overdue(Instant next) {
        if (state instanceof Open open) {
            return with(open.overdue() ? version : version + 1, open.overdueUntil(next), COMMAND);
        }
        return this;
    }

    public Optional<Instant> nextDeadlineAt() {
        return state instanceof Open open ? Optional.of(open.nextDeadlineAt()) : Optional.empty();
    }

    /** Empty while nobody examines it. */
    public String examiner() {
        return switch (state) {
            case Received _ -> "";
            case UnderExamination under -> under.examiner();
            case Answered answered -> answered.examiner();
            case Closed closed -> closed.examiner();
        };
    }

    public Optional<Answer> answer() {
        return switch (state) {
            case Received _, UnderExamination _ -> Optional.empty();
            case Answered answered -> Optional.of(answered.answer());
            case Closed closed -> Optional.of(closed.answer());
        };
    }

    private Decision<Complaint> examined(String by, Instant answerBy) {
        return Decision.grant(next(new UnderExamination(by, answerBy, false), by));
    }

    private Decision<Complaint> another(String by, Set<String> ofIncident) {
        return ofIncident.contains(by)
                ? Decision.refuse(Refusal.of(
                                Reason.SECOND_PERSON_REQUIRED,
                                id.name() + " is about " + incident.name() + ", which " + by
                                        + " owns or has worked on, or on what it was merged into: somebody else has to"
                                        + " examine it.")
                        .with("resource", id.name())
                        .with("made_by", by))
                : Decision.grant(this);
    }

    private Decision<Complaint> examiner(String examiner, String by) {
        return examiner.equals(by)
                ? Decision.grant(this)
                : Decision.refuse(Refusal.of(
                                Reason.ACCESS_DENIED,
                                examiner + " examines " + id.name() + ", not " + by
                                        + ". Take it over by ExamineComplaint first.")
                        .with("resource", id.name()));
    }

    private Decision<Complaint> refuse(String action) {
        return Decision.refuse(Refusal.illegalTransition(id.name(), state.word(), action));
    }

    private Complaint next(ComplaintState nextState, String nextOwner) {
        return with(version + 1, nextState, nextOwner);
    }

    private Complaint with(long nextVersion, ComplaintState nextState, String nextOwner) {
        return new Complaint(
                id, nextVersion, nextState, incident, followUp, category, text, nextOwner, openedBy, openedAt, drill);
    }
}
