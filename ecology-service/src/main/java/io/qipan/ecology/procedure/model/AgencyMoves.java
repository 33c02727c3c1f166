package io.qipan.ecology.procedure.model;

import io.qipan.ecology.procedure.model.Administrative.Dropped;
import io.qipan.ecology.procedure.model.Move.ChooseBasis;
import io.qipan.ecology.procedure.model.Move.FileCase;
import io.qipan.ecology.procedure.model.Move.ImposePenalty;
import io.qipan.ecology.procedure.model.Move.ServeDecision;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.util.Optional;

/** The steps of the administrative track, and those that concern both. */
final class AgencyMoves {
    static final String TRANSFER_FIRST = "国务院令310号 Art 5, 11; 行政处罚法 Art 27";

    private AgencyMoves() {}

    static Decision<Procedure> after(Procedure before, Move move, Circumstances now) {
        return switch (move) {
            case FileCase filing -> Filing.after(before, filing, now);
            case ChooseBasis chosen -> choose(before, chosen, now);
            case ImposePenalty penalty -> Penalising.after(before, penalty, now);
            case ServeDecision service -> Penalising.served(before, service, now);
            default ->
                switch (move.kind()) {
                    case DROP_PENALTY -> drop(before, now);
                    default -> leaveUnestablished(before, now);
                };
        };
    }

    private static Decision<Procedure> choose(Procedure before, ChooseBasis move, Circumstances now) {
        if (before.administrative().isDecided()) {
            return wrongState(before, MoveKind.CHOOSE_BASIS, now, "The decision that rests on the basis is taken.");
        }
        Optional<Basis> chosen = now.bases().stream()
                .filter(basis -> basis.rule().equals(move.rule()))
                .findFirst();
        if (chosen.isEmpty()) {
            return Decision.refuse(Refusal.of(
                            Reason.NOT_FOUND,
                            move.rule() + " is none of the rules that apply to " + now.resource() + ": " + now.bases()
                                    + ". Choose one of these.")
                    .with("resource", move.rule()));
        }
        if (!chosen.get().carriesPenalty()) {
            return Decision.refuse(now.invalid(
                    "rule",
                    "a penalty rests on an administrative rule that no lighter law has displaced, and not on "
                            + chosen.get() + "; such are " + now.grounds()));
        }
        return Decision.grant(before.with(new ChosenBasis(move.rule(), now.by(), now.reason(), now.at())));
    }

    /** Neither a penalty nor its absence takes the place of a transfer, or of finding out whether one is due. */
    static Optional<Refusal> criminalTrackFirst(Procedure before, MoveKind kind, Circumstances now) {
        String advice = before.criminal().isOpen()
                ? "Nothing takes the place of a transfer; wait until the criminal track has ended."
                : "A rule says that the act is a crime; propose the transfer and have it decided first.";
        return before.criminal().isOpen() || before.isTransferUndecided(now.crimeLineSince())
                ? Optional.of(now.illegal(kind, before.criminal().code(), TRANSFER_FIRST, advice))
                : now.possibleCrime().flatMap(possible -> possible.obstacle(now.resource(), kind.action(), before));
    }

    private static Decision<Procedure> leaveUnestablished(Procedure before, Circumstances now) {
        if (now.reason().isEmpty()) {
            return Decision.refuse(
                    now.withoutReason("that facts cannot be established", MoveKind.LEAVE_UNESTABLISHED.article()));
        }
        return now.possibleCrime()
                .map(possible -> Decision.grant(
                        before.with(new Unestablished(possible.facts(), now.by(), now.reason(), now.at()))))
                .orElseGet(() -> wrongState(
                        before,
                        MoveKind.LEAVE_UNESTABLISHED,
                        now,
                        "No criminal rule hangs on a fact that is not known."));
    }

    private static Decision<Procedure> drop(Procedure before, Circumstances now) {
        Optional<Refusal> open = criminalTrackFirst(before, MoveKind.DROP_PENALTY, now);
        if (open.isPresent()) {
            return Decision.refuse(open.get());
        }
        if (before.administrative().isDecided()) {
            return wrongState(before, MoveKind.DROP_PENALTY, now, "It is decided already.");
        }
        return Decision.grant(before.with(new Dropped(now.at()))
                .stopping(now, ClockKind.PENALTY_DECISION, ClockKind.PUBLIC_ORDER_DECISION));
    }

    static Decision<Procedure> wrongState(Procedure before, MoveKind kind, Circumstances now, String advice) {
        return Decision.refuse(now.illegal(kind, before.administrative().code(), kind.article(), advice));
    }
}
