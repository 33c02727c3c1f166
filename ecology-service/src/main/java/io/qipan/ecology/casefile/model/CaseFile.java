package io.qipan.ecology.casefile.model;

import io.qipan.ecology.casefile.model.CaseState.Closed;
import io.qipan.ecology.casefile.model.CaseState.Open;
import io.qipan.ecology.procedure.model.Circumstances;
import io.qipan.ecology.procedure.model.Clock;
import io.qipan.ecology.procedure.model.ClockBook;
import io.qipan.ecology.procedure.model.Closing;
import io.qipan.ecology.procedure.model.Move;
import io.qipan.ecology.procedure.model.Procedure;
import io.qipan.ecology.rule.model.Evaluation;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The file of one suspected harm to nature.
 *
 * @param number for people, {@code E2026-000017}
 * @param version counts the changes, from 1
 * @param facts as they were told last
 * @param law what the law said at the time of the act, as evaluated when the facts were told; never changes with the rules
 * @param earlier what newer facts have replaced, the oldest first
 * @param belonging the agency it belongs to
 * @param owner the subject of a token or the name of a desk; never empty
 * @param procedure the administrative and the criminal track, with the statutory clocks
 */
public record CaseFile(
        UUID id,
        String number,
        long version,
        Facts facts,
        Evaluation law,
        List<EarlierFacts> earlier,
        Belonging belonging,
        String owner,
        Instant openedAt,
        CaseState state,
        Procedure procedure) {

    public CaseFile {
        earlier = List.copyOf(earlier);
    }

    public static final String KIND = "cases/";

    /** A new case. */
    public static CaseFile open(
            UUID id, String number, Facts facts, Evaluation law, String owner, Instant now, Instant reviewAt) {
        return new CaseFile(
                id, number, 1, facts, law, List.of(), Belonging.NONE, owner, now, new Open(reviewAt), Procedure.NONE);
    }

    public String name() {
        return KIND + id;
    }

    public String etag() {
        return Long.toString(version);
    }

    /** This case, if it is still what the caller has read. */
    public Decision<CaseFile> unchangedSince(String etag) {
        return etag.equals(etag()) ? Decision.grant(this) : Decision.refuse(Refusal.staleEtag(name(), etag, etag()));
    }

    /** Gives it to another owner. */
    public Decision<CaseFile> takenOverBy(String newOwner) {
        return whileOpen("be taken over", open -> next(newOwner, open));
    }

    /** The same in this version, which nobody has read yet, and belonging to an agency. */
    public CaseFile belongingTo(Belonging first) {
        return belonging(first, version);
    }

    /** Gives it to another agency. */
    public Decision<CaseFile> assignedTo(Belonging next) {
        return whileOpen("be assigned to another agency", _ -> belonging(next, version + 1));
    }

    private CaseFile belonging(Belonging next, long nextVersion) {
        return new CaseFile(id, number, nextVersion, facts, law, earlier, next, owner, openedAt, state, procedure);
    }

    /** With the clocks that a case was not given when they were not known yet. */
    public CaseFile owingReceipt(ClockBook book) {
        return with(procedure.owingReceipt(book));
    }

    /** Ends it, if the law of that time lets it: a decision is taken by that, and not by the law of the opening. */
    public Decision<CaseFile> closed(Instant at, String reason, Evaluation lawOfNow) {
        return whileOpen("be closed", _ -> next(owner, new Closed(at, reason)).with(procedure.closed(at)))
                .then(closed -> Closing.obstacle(name(), procedure, crimeLineSince(lawOfNow))
                        .or(() -> mayBeACrime(lawOfNow))
                        .map(Decision::<CaseFile>refuse)
                        .orElseGet(() -> Decision.grant(closed)));
    }

    private Optional<Refusal> mayBeACrime(Evaluation by) {
        return Grounds.possibleCrime(by, factsSince())
                .flatMap(possible -> possible.obstacle(name(), "be closed", procedure));
    }

    /** Says when it is looked at again, because the time before has come. */
    public Decision<CaseFile> reviewedAgainAt(Instant reviewAt) {
        return whileOpen("be reviewed", _ -> next(owner, new Open(reviewAt)));
    }

    /** Looked at again then, open, because something was told that somebody has to decide on. */
    public CaseFile lookedAtAgain(Instant at) {
        return next(owner, new Open(at));
    }

    /** Whether a person has replaced what was told. */
    public boolean isRevised() {
        return earlier.stream().anyMatch(before -> !before.replacedBy().isEmpty());
    }

    /**
     * Other facts were told: they and their law count from now on. What is known is no less true of a closed case; one that could
     * not have been closed with them is open again.
     */
    public CaseFile told(Facts newer, Evaluation newerLaw, Instant now, Instant reviewAt) {
        return told(newer, newerLaw, reviewAt, new EarlierFacts(facts, law, now, "", ""));
    }

    /** The same, by somebody and for a reason that stay on record. */
    public CaseFile revised(Facts newer, Evaluation newerLaw, Instant now, Instant reviewAt, String by, String reason) {
        return told(newer, newerLaw, reviewAt, new EarlierFacts(facts, law, now, by, reason));
    }

    private CaseFile told(Facts newer, Evaluation newerLaw, Instant reviewAt, EarlierFacts before) {
        CaseFile told = told(newer, newerLaw, before);
        boolean closedTooEarly = state instanceof Closed
                && (told.procedure.isTransferUndecided(told.crimeLineSince())
                        || told.mayBeACrime(newerLaw).isPresent());
        return closedTooEarly ? told.in(new Open(reviewAt)) : told;
    }

    private CaseFile told(Facts newer, Evaluation newerLaw, EarlierFacts before) {
        List<EarlierFacts> replaced = new ArrayList<>(earlier);
        replaced.add(before);
        return new CaseFile(
                id,
                number,
                version + 1,
                newer.of(facts.incident(), facts.drill()),
                newerLaw,
                replaced,
                belonging,
                owner,
                openedAt,
                state,
                procedure.withOtherFacts());
    }

    /** What newer facts have replaced, the oldest first, the newest so many at most. */
    public List<EarlierFacts> newestEarlier(int most) {
        return earlier.subList(Math.max(0, earlier.size() - most), earlier.size());
    }

    /** Takes a step of the procedure. */
    public Decision<CaseFile> after(Move move, Circumstances now) {
        return whileOpen(move.kind().action(), open -> next(owner, open))
                .then(next -> procedure.after(move, now).then(taken -> Decision.grant(next.with(taken))));
    }

    /** A clock has come to its end, or was counted again. */
    public CaseFile with(Clock clock) {
        return next(owner, state).with(procedure.with(clock));
    }

    /** Since when the facts are what they are; long ago if they were never others. */
    public Instant factsSince() {
        return earlier.isEmpty() ? Instant.EPOCH : earlier.getLast().replacedAt();
    }

    /** Since when a rule has said, without a break, that the act is a crime; long ago if from the beginning. */
    public Optional<Instant> crimeLineSince() {
        if (!Grounds.isCrime(law)) {
            return Optional.empty();
        }
        return Optional.of(earlier.reversed().stream()
                .filter(before -> !Grounds.isCrime(before.law()))
                .findFirst()
                .map(EarlierFacts::replacedAt)
                .orElse(Instant.EPOCH));
    }

    /**
     * The same by another law of these facts; empty if that knows no crime. A rule that was not known when they were told makes
     * them no younger.
     */
    public Optional<Instant> crimeLineSince(Evaluation by) {
        return Grounds.isCrime(by) ? crimeLineSince().or(() -> Optional.of(factsSince())) : Optional.empty();
    }

    private CaseFile in(CaseState next) {
        return new CaseFile(id, number, version, facts, law, earlier, belonging, owner, openedAt, next, procedure);
    }

    private CaseFile with(Procedure next) {
        return new CaseFile(id, number, version, facts, law, earlier, belonging, owner, openedAt, state, next);
    }

    private Decision<CaseFile> whileOpen(String action, Function<Open, CaseFile> change) {
        return switch (state) {
            case Open open -> Decision.grant(change.apply(open));
            case Closed _ -> Decision.refuse(Refusal.illegalTransition(name(), state.code(), action));
        };
    }

    private CaseFile next(String newOwner, CaseState newState) {
        return new CaseFile(
                id, number, version + 1, facts, law, earlier, belonging, newOwner, openedAt, newState, procedure);
    }
}
