package io.qipan.ecology.procedure.model;

import io.qipan.ecology.procedure.model.Administrative.Filed;
import io.qipan.ecology.procedure.model.Administrative.Penalised;
import io.qipan.ecology.procedure.model.Administrative.PenaltyKind;
import io.qipan.ecology.procedure.model.Move.ImposePenalty;
import io.qipan.ecology.procedure.model.Move.ServeDecision;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The decision on a penalty: after the criminal track, on a rule that carries it, within what that rule threatens. */
final class Penalising {
    /** No penalty without a basis in law; mitigation below the range. */
    private static final String NO_BASIS = "行政处罚法 Art 4, 38";

    private static final String RANGE = "行政处罚法 Art 32, 34";

    private Penalising() {}

    static Decision<Procedure> after(Procedure before, ImposePenalty move, Circumstances now) {
        Optional<Refusal> open = AgencyMoves.criminalTrackFirst(before, MoveKind.IMPOSE_PENALTY, now);
        if (open.isPresent()) {
            return Decision.refuse(open.get());
        }
        if (!(before.administrative() instanceof Filed)) {
            return AgencyMoves.wrongState(
                    before, MoveKind.IMPOSE_PENALTY, now, "File the case first; it is penalised once.");
        }
        Optional<Refusal> malformed = malformed(move, now);
        if (malformed.isPresent()) {
            return Decision.refuse(malformed.get());
        }
        return basis(before, now)
                .then(basis -> fineOutOfRange(basis, move, now)
                        .map(Decision::<Procedure>refuse)
                        .orElseGet(() -> Decision.grant(before.with(new Penalised(
                                        now.at(),
                                        move.penalties(),
                                        move.fineFen(),
                                        move.decision(),
                                        Optional.of(basis.rule()),
                                        move.deviation(),
                                        now.revision()))
                                .stopping(now, ClockKind.PENALTY_DECISION, ClockKind.PUBLIC_ORDER_DECISION)
                                .starting(CaseLaw.of(before).service(), now))));
    }

    /** It counts from the decision, also of one that was handed over at once. */
    static Decision<Procedure> served(Procedure before, ServeDecision move, Circumstances now) {
        if (!(before.administrative() instanceof Penalised)) {
            return AgencyMoves.wrongState(
                    before, move.kind(), now, "There is no decision yet that imposes a penalty (ImposePenalty).");
        }
        return before.service()
                .map(done -> AgencyMoves.wrongState(
                        before, move.kind(), now, "It was served at " + done.at() + ": " + done.manner() + "."))
                .orElseGet(() -> Decision.grant(before.with(new Served(now.at(), move.manner(), now.by()))
                        .stopping(now, ClockKind.SERVE_DECISION, ClockKind.SERVE_PUBLIC_ORDER_DECISION)));
    }

    private static Optional<Refusal> malformed(ImposePenalty move, Circumstances now) {
        if (Set.copyOf(move.penalties()).size() < move.penalties().size()) {
            return Optional.of(now.invalid(
                    "further_penalties", "a decision imposes each penalty once, and not " + move.penalties()));
        }
        if (move.penalties().contains(PenaltyKind.FINE) != move.fineFen().isPresent()) {
            return Optional.of(now.invalid("fine_fen", "a fine has an amount, and nothing else has one"));
        }
        return Optional.empty();
    }

    /** The chosen rule, or the only one that can carry a penalty. */
    private static Decision<Basis> basis(Procedure before, Circumstances now) {
        List<Basis> grounds = now.grounds();
        if (grounds.isEmpty()) {
            return Decision.refuse(now.incomplete(
                    "basis",
                    "no administrative rule applies to the act by what is known of it, so a penalty has nothing to"
                            + " rest on; what applies is " + now.bases()
                            + ". Tell the facts that make one apply, or decide that there is no penalty. ("
                            + NO_BASIS + ")"));
        }
        if (before.basis().isEmpty() && grounds.size() > 1) {
            return Decision.refuse(now.incomplete(
                    "basis",
                    grounds.size() + " rules that can carry a penalty apply to the act, so choose the basis first: "
                            + grounds));
        }
        if (before.basis().isEmpty()) {
            return Decision.grant(grounds.getFirst());
        }
        String chosen = before.basis().get().rule();
        return grounds.stream()
                .filter(ground -> ground.rule().equals(chosen))
                .findFirst()
                .map(Decision::grant)
                .orElseGet(() -> Decision.refuse(now.incomplete(
                        "basis",
                        "the chosen basis " + chosen + " carries no penalty at the time of the decision; choose one of "
                                + grounds)));
    }

    private static Optional<Refusal> fineOutOfRange(Basis basis, ImposePenalty move, Circumstances now) {
        boolean within =
                move.fineFen().isEmpty() || basis.threatens(move.fineFen().getAsLong());
        if (within == move.deviation().isEmpty()) {
            return Optional.empty();
        }
        if (within) {
            return Optional.of(
                    now.invalid("deviation", "there is none: " + basis.rule() + " threatens " + basis.threatened()));
        }
        String fine = "a fine of " + yuan(move.fineFen().getAsLong()) + " yuan";
        return Optional.of(Refusal.of(
                        Reason.RATIONALE_REQUIRED,
                        now.resource() + ": " + fine + " is not within what " + basis.rule()
                                + " threatens by the known facts: " + basis.threatened()
                                + ". Take an amount within it, tell the facts that it hangs on, or tell the deviation"
                                + " with its article and reason. (" + RANGE + ")")
                .with("outcome", fine));
    }

    private static String yuan(long fen) {
        return BigDecimal.valueOf(fen, 2).toPlainString();
    }
}
