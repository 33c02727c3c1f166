package io.qipan.ecology.procedure.model;

import io.qipan.ecology.procedure.model.Administrative.Dropped;
import io.qipan.ecology.procedure.model.Administrative.Filed;
import io.qipan.ecology.procedure.model.Administrative.NotFiled;
import io.qipan.ecology.procedure.model.Administrative.Penalised;
import io.qipan.ecology.procedure.model.Administrative.PenaltyKind;
import io.qipan.ecology.procedure.model.Move.ChooseBasis;
import io.qipan.ecology.procedure.model.Move.ImposePenalty;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.Optional;

/** The steps of the administrative track, and those that concern both. */
final class AgencyMoves {
    static final String TRANSFER_FIRST = "国务院令310号 Art 5, 11; 行政处罚法 Art 27";

    private AgencyMoves() {}

    static Decision<Procedure> after(Procedure before, Move move, Circumstances now) {
        return switch (move) {
            case ChooseBasis chosen -> choose(before, chosen, now);
            case ImposePenalty penalty -> penalise(before, penalty, now);
            default -> move.kind() == MoveKind.FILE_CASE ? file(before, now) : drop(before, now);
        };
    }

    private static Decision<Procedure> file(Procedure before, Circumstances now) {
        if (before.administrative() instanceof Dropped(Instant since)) {
            if (!hasNewGround(before, since, now)) {
                return wrongState(
                        before,
                        MoveKind.FILE_CASE,
                        now,
                        "It was decided that there is no penalty; other facts, or a criminal track that has ended since,"
                                + " would let it be filed again.");
            }
        } else if (!(before.administrative() instanceof NotFiled)) {
            return wrongState(before, MoveKind.FILE_CASE, now, "It was filed before.");
        }
        Procedure undecided = before.administrative() instanceof Dropped ? before.withoutBasis() : before;
        return Decision.grant(undecided.with(new Filed(now.at())).starting(ClockKind.PENALTY_DECISION, now));
    }

    /** Whether something has happened since it was dropped that the decision could not know. */
    private static boolean hasNewGround(Procedure before, Instant dropped, Circumstances now) {
        boolean cameBack = !before.criminal().isOpen()
                && before.criminal()
                        .reachedAt()
                        .filter(since -> since.isAfter(dropped))
                        .isPresent();
        return cameBack || now.factsSince().isAfter(dropped);
    }

    private static Decision<Procedure> choose(Procedure before, ChooseBasis move, Circumstances now) {
        if (before.administrative().isDecided()) {
            return wrongState(before, MoveKind.CHOOSE_BASIS, now, "The decision that rests on the basis is taken.");
        }
        if (!now.bases().contains(move.rule())) {
            return Decision.refuse(Refusal.of(
                            Reason.NOT_FOUND,
                            move.rule() + " is none of the rules that apply to " + now.resource() + ": " + now.bases()
                                    + ". Choose one of these.")
                    .with("resource", move.rule()));
        }
        return Decision.grant(before.with(new ChosenBasis(move.rule(), now.by(), now.reason(), now.at())));
    }

    private static Decision<Procedure> penalise(Procedure before, ImposePenalty move, Circumstances now) {
        Optional<Refusal> open = criminalTrackFirst(before, MoveKind.IMPOSE_PENALTY, now);
        if (open.isPresent()) {
            return Decision.refuse(open.get());
        }
        if (!(before.administrative() instanceof Filed)) {
            return wrongState(before, MoveKind.IMPOSE_PENALTY, now, "File the case first; it is penalised once.");
        }
        if (now.bases().size() > 1 && before.basis().isEmpty()) {
            return Decision.refuse(now.incomplete(
                    "basis",
                    now.bases().size() + " rules apply to the act, so choose the basis first: " + now.bases()));
        }
        if ((move.penalty() == PenaltyKind.FINE) != move.fineFen().isPresent()) {
            return Decision.refuse(now.invalid("fine_fen", "a fine has an amount, and nothing else has one"));
        }
        return Decision.grant(before.with(new Penalised(now.at(), move.penalty(), move.fineFen(), move.decision()))
                .stopping(now, ClockKind.PENALTY_DECISION));
    }

    /** Neither a penalty nor its absence takes the place of a transfer. */
    private static Optional<Refusal> criminalTrackFirst(Procedure before, MoveKind kind, Circumstances now) {
        String advice = before.criminal().isOpen()
                ? "Nothing takes the place of a transfer; wait until the criminal track has ended."
                : "A rule says that the act is a crime; propose the transfer and have it decided first.";
        return before.criminal().isOpen() || before.isTransferUndecided(now.crimeLineSince())
                ? Optional.of(now.illegal(kind, before.criminal().code(), TRANSFER_FIRST, advice))
                : Optional.empty();
    }

    private static Decision<Procedure> drop(Procedure before, Circumstances now) {
        Optional<Refusal> open = criminalTrackFirst(before, MoveKind.DROP_PENALTY, now);
        if (open.isPresent()) {
            return Decision.refuse(open.get());
        }
        if (before.administrative().isDecided()) {
            return wrongState(before, MoveKind.DROP_PENALTY, now, "It is decided already.");
        }
        return Decision.grant(before.with(new Dropped(now.at())).stopping(now, ClockKind.PENALTY_DECISION));
    }

    private static Decision<Procedure> wrongState(Procedure before, MoveKind kind, Circumstances now, String advice) {
        return Decision.refuse(now.illegal(kind, before.administrative().code(), kind.article(), advice));
    }
}
