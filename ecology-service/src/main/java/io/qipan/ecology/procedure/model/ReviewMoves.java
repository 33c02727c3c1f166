package io.qipan.ecology.procedure.model;

import static io.qipan.ecology.procedure.model.TransferMoves.wrongState;

import io.qipan.ecology.procedure.model.Criminal.Ended;
import io.qipan.ecology.procedure.model.Criminal.Filed;
import io.qipan.ecology.procedure.model.Criminal.FilingOrdered;
import io.qipan.ecology.procedure.model.Criminal.NotFiled;
import io.qipan.ecology.procedure.model.Criminal.Outcome;
import io.qipan.ecology.procedure.model.Criminal.ReasonsDemanded;
import io.qipan.ecology.procedure.model.Criminal.ReasonsGiven;
import io.qipan.ecology.procedure.model.Criminal.Reconsidering;
import io.qipan.ecology.procedure.model.Criminal.ReverseReview;
import io.qipan.ecology.procedure.model.Criminal.Supervised;
import io.qipan.ecology.procedure.model.Criminal.Upheld;
import io.qipan.ecology.procedure.model.Move.DecideReconsideration;
import io.qipan.ecology.procedure.model.Move.DecideSupervision;
import io.qipan.ecology.procedure.model.Move.EndCriminalCase;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import java.util.Optional;

/** Reconsideration, supervision by the procuratorate, the end of a criminal case and the way back. */
final class ReviewMoves {

    private ReviewMoves() {}

    static Decision<Procedure> after(Procedure before, Move move, Circumstances now) {
        return switch (move) {
            case DecideReconsideration decision -> decideReconsideration(before, decision, now);
            case DecideSupervision decision -> decideSupervision(before, decision, now);
            case EndCriminalCase end -> end(before, end, now);
            default ->
                switch (move.kind()) {
                    case REQUEST_RECONSIDERATION -> reconsider(before, now);
                    case REQUEST_SUPERVISION -> supervise(before, now);
                    case DEMAND_REASONS -> demandReasons(before, now);
                    case GIVE_REASONS -> giveReasons(before, now);
                    default -> giveReverseOpinion(before, now);
                };
        };
    }

    private static Decision<Procedure> reconsider(Procedure before, Circumstances now) {
        if (!(before.criminal() instanceof NotFiled)) {
            return wrongState(
                    before, MoveKind.REQUEST_RECONSIDERATION, now, "It follows a decision of the police not to file.");
        }
        return closedWindow(before, ClockKind.REQUEST_RECONSIDERATION, MoveKind.REQUEST_RECONSIDERATION, now)
                .<Decision<Procedure>>map(Decision::refuse)
                .orElseGet(() -> Decision.grant(windowsUsed(before, now)
                        .with(new Reconsidering(now.at()))
                        .starting(ClockKind.DECIDE_RECONSIDERATION, now)));
    }

    private static Decision<Procedure> supervise(Procedure before, Circumstances now) {
        if (before.criminal().isOpen() && SilentPolice.isOver(before, now) && !isDemanded(before)) {
            return Decision.grant(before.with(new Supervised(now.at())));
        }
        if (!(before.criminal() instanceof NotFiled || before.criminal() instanceof Upheld)) {
            return wrongState(
                    before,
                    MoveKind.REQUEST_SUPERVISION,
                    now,
                    "It follows a decision of the police not to file, or the end of the time in which they had to"
                            + " answer." + SilentPolice.end(before, now));
        }
        return closedWindow(before, ClockKind.REQUEST_SUPERVISION, MoveKind.REQUEST_SUPERVISION, now)
                .<Decision<Procedure>>map(Decision::refuse)
                .orElseGet(() -> Decision.grant(windowsUsed(before, now).with(new Supervised(now.at()))));
    }

    private static boolean isDemanded(Procedure before) {
        return before.criminal() instanceof ReasonsDemanded;
    }

    /** The step may be told late, if only it was taken in time. */
    static Optional<Refusal> closedWindow(Procedure before, ClockKind kind, MoveKind move, Circumstances now) {
        Clock clock = before.latest(kind).orElseThrow().recounted(now.book());
        if (!now.at().isAfter(clock.due().at())) {
            return Optional.empty();
        }
        String calendar = clock.due().provisional()
                ? " The calendar of that year is not known; if it would move the end, add its file."
                : "";
        return Optional.of(now.illegal(
                move,
                before.criminal().code(),
                clock.setting().basis(),
                "The time for it ended at " + clock.due().at() + "." + calendar));
    }

    private static Procedure windowsUsed(Procedure before, Circumstances now) {
        return before.stopping(now, ClockKind.REQUEST_RECONSIDERATION, ClockKind.REQUEST_SUPERVISION);
    }

    private static Decision<Procedure> decideReconsideration(
            Procedure before, DecideReconsideration move, Circumstances now) {
        if (!(before.criminal() instanceof Reconsidering
                || SilentPolice.answer(before, ClockKind.DECIDE_RECONSIDERATION))) {
            return wrongState(before, move.kind(), now, "Nobody has asked for a reconsideration.");
        }
        Procedure decided = before.stopping(now, ClockKind.DECIDE_RECONSIDERATION);
        if (move.filed()) {
            return Decision.grant(PoliceMoves.filed(decided, now));
        }
        return now.reason().isBlank()
                ? Decision.refuse(
                        now.withoutReason("a decision not to file", move.kind().article()))
                : Decision.grant(decided.with(new Upheld(now.at())).starting(ClockKind.REQUEST_SUPERVISION, now));
    }

    private static Decision<Procedure> demandReasons(Procedure before, Circumstances now) {
        boolean unanswered = SilentPolice.isOver(before, now) && !isDemanded(before);
        if (!(before.criminal() instanceof Supervised
                || before.criminal() instanceof NotFiled
                || before.criminal() instanceof Upheld
                || unanswered)) {
            return wrongState(
                    before,
                    MoveKind.DEMAND_REASONS,
                    now,
                    "The procuratorate asks why a transferred case was not filed, or why nobody answers."
                            + SilentPolice.end(before, now));
        }
        return Decision.grant(SilentPolice.superseded(windowsUsed(before, now), now)
                .with(new ReasonsDemanded(now.at()))
                .starting(ClockKind.GIVE_REASONS, now));
    }

    private static Decision<Procedure> giveReasons(Procedure before, Circumstances now) {
        if (!(before.criminal() instanceof ReasonsDemanded)) {
            return wrongState(before, MoveKind.GIVE_REASONS, now, "The procuratorate has not asked for reasons.");
        }
        return now.reason().isBlank()
                ? Decision.refuse(now.withoutReason("the answer of the police", MoveKind.GIVE_REASONS.article()))
                : Decision.grant(before.with(new ReasonsGiven(now.at())).stopping(now, ClockKind.GIVE_REASONS));
    }

    private static Decision<Procedure> decideSupervision(Procedure before, DecideSupervision move, Circumstances now) {
        boolean unheard = move.ordered() && isDemanded(before) && SilentPolice.isOver(before, now);
        if (!(before.criminal() instanceof ReasonsGiven || before.criminal() instanceof Supervised || unheard)) {
            return wrongState(
                    before,
                    move.kind(),
                    now,
                    "The procuratorate decides once it was asked and has heard the police; it orders a filing also"
                            + " when their time to tell their reasons is over." + SilentPolice.end(before, now));
        }
        if (before.criminal() instanceof Supervised && (move.ordered() || SilentPolice.isSupervised(before))) {
            return wrongState(
                    before,
                    move.kind(),
                    now,
                    "Demand the reasons of the police first, before a filing is ordered, or left where they have not"
                            + " decided.");
        }
        return Decision.grant(
                move.ordered()
                        ? before.with(new FilingOrdered(now.at()))
                                .stopping(now, ClockKind.GIVE_REASONS)
                                .starting(ClockKind.FILE_AS_ORDERED, now)
                        : before.with(new Ended(now.at(), Outcome.FILING_DECLINED)));
    }

    private static Decision<Procedure> end(Procedure before, EndCriminalCase move, Circumstances now) {
        if (!(before.criminal() instanceof Filed)) {
            return wrongState(before, move.kind(), now, "Only a case that the police have filed ends so.");
        }
        return switch (move.outcome()) {
            case NOT_PROSECUTED ->
                Decision.grant(before.with(new ReverseReview(now.at())).starting(ClockKind.REVERSE_REVIEW, now));
            case FILING_DECLINED ->
                Decision.refuse(now.invalid("outcome", "the case was filed, so it cannot end as FILING_DECLINED"));
            default -> Decision.grant(before.with(new Ended(now.at(), move.outcome())));
        };
    }

    private static Decision<Procedure> giveReverseOpinion(Procedure before, Circumstances now) {
        if (!(before.criminal() instanceof ReverseReview)) {
            return wrongState(
                    before,
                    MoveKind.GIVE_REVERSE_OPINION,
                    now,
                    "The procuratorate reviews a case that it did not prosecute.");
        }
        return Decision.grant(
                before.with(new Ended(now.at(), Outcome.NOT_PROSECUTED)).stopping(now, ClockKind.REVERSE_REVIEW));
    }
}
