package io.qipan.ecology.procedure.model;

import io.qipan.ecology.procedure.model.Criminal.Approved;
import io.qipan.ecology.procedure.model.Criminal.HandedOver;
import io.qipan.ecology.procedure.model.Criminal.Misdirected;
import io.qipan.ecology.procedure.model.Criminal.NotProposed;
import io.qipan.ecology.procedure.model.Criminal.OpinionGiven;
import io.qipan.ecology.procedure.model.Criminal.Proposed;
import io.qipan.ecology.procedure.model.Criminal.Received;
import io.qipan.ecology.procedure.model.Criminal.Refused;
import io.qipan.ecology.procedure.model.Move.DecideTransfer;
import io.qipan.ecology.procedure.model.Move.ForwardTransfer;
import io.qipan.ecology.procedure.model.Move.HandOver;
import io.qipan.ecology.procedure.model.Move.Material;
import io.qipan.ecology.procedure.model.Move.ProposeTransfer;
import io.qipan.ecology.procedure.model.Move.ReceiveTransfer;
import io.qipan.runtime.refusal.Decision;

/** From the suspicion of a crime to the desk of the police. */
final class TransferMoves {

    private TransferMoves() {}

    static Decision<Procedure> after(Procedure before, Move move, Circumstances now) {
        return switch (move) {
            case ProposeTransfer proposal -> propose(before, proposal, now);
            case DecideTransfer decision -> decide(before, decision, now);
            case HandOver handOver -> handOver(before, handOver, now);
            case ReceiveTransfer receipt -> receive(before, receipt, now);
            case ForwardTransfer forwarding -> forward(before, forwarding, now);
            default -> move.kind() == MoveKind.COPY_TO_PROCURATORATE ? copy(before, now) : giveOpinion(before, now);
        };
    }

    private static Decision<Procedure> propose(Procedure before, ProposeTransfer move, Circumstances now) {
        if (!(before.criminal() instanceof NotProposed
                || before.criminal() instanceof Refused
                || before.hasEndedBefore(now.factsSince()))) {
            return wrongState(
                    before,
                    move.kind(),
                    now,
                    "A transfer is proposed once, and again only after a refusal or on facts that are newer than the end of"
                            + " the track.");
        }
        if (move.officers().size() < 2) {
            return Decision.refuse(
                    now.invalid("officers", "a transfer is proposed by two officers or more (国务院令310号 Art 5)"));
        }
        return Decision.grant(before.with(new Proposed(now.at()))
                .stopping(now, ClockKind.REQUEST_RECONSIDERATION, ClockKind.REQUEST_SUPERVISION)
                .starting(ClockKind.DECIDE_TRANSFER, now));
    }

    private static Decision<Procedure> decide(Procedure before, DecideTransfer move, Circumstances now) {
        if (!(before.criminal() instanceof Proposed)) {
            return wrongState(before, move.kind(), now, "The head decides on a proposal of two officers.");
        }
        Procedure decided = before.stopping(now, ClockKind.DECIDE_TRANSFER);
        if (move.approved()) {
            return Decision.grant(decided.with(new Approved(now.at()))
                    .starting(ClockKind.HAND_OVER, now)
                    .startingUnlessOwed(ClockKind.COPY_TO_PROCURATORATE, now));
        }
        return now.reason().isBlank()
                ? Decision.refuse(
                        now.withoutReason("a refused transfer", move.kind().article()))
                : Decision.grant(decided.with(new Refused(now.at())));
    }

    private static Decision<Procedure> copy(Procedure before, Circumstances now) {
        return before.open(ClockKind.COPY_TO_PROCURATORATE).isEmpty()
                ? wrongState(
                        before,
                        MoveKind.COPY_TO_PROCURATORATE,
                        now,
                        "The copy follows an approved transfer, or one made by its opinion, once.")
                : Decision.grant(before.stopping(now, ClockKind.COPY_TO_PROCURATORATE));
    }

    private static Decision<Procedure> giveOpinion(Procedure before, Circumstances now) {
        if (!(before.criminal() instanceof Refused)) {
            return wrongState(
                    before,
                    MoveKind.GIVE_TRANSFER_OPINION,
                    now,
                    "The procuratorate gives its opinion on a transfer that was refused.");
        }
        return Decision.grant(before.with(new OpinionGiven(now.at())).starting(ClockKind.FOLLOW_OPINION, now));
    }

    private static Decision<Procedure> handOver(Procedure before, HandOver move, Circumstances now) {
        if (!(before.criminal() instanceof Approved || before.criminal() instanceof OpinionGiven)) {
            return wrongState(before, move.kind(), now, "A transfer is approved by the head first.");
        }
        if (!move.materials().contains(Material.TRANSFER_LETTER)) {
            return Decision.refuse(now.incomplete(
                    "transfer_letter", "without a transfer letter nothing is transferred (国务院令310号 Art 6)"));
        }
        Procedure handedOver = before.with(new HandedOver(now.at()))
                .withPolice(move.police())
                .stopping(now, ClockKind.HAND_OVER, ClockKind.FOLLOW_OPINION)
                .starting(ClockKind.RECEIVE_TRANSFER, now);
        return Decision.grant(
                before.criminal() instanceof OpinionGiven
                        ? handedOver.startingUnlessOwed(ClockKind.COPY_TO_PROCURATORATE, now)
                        : handedOver);
    }

    private static Decision<Procedure> receive(Procedure before, ReceiveTransfer move, Circumstances now) {
        if (!(before.criminal() instanceof HandedOver || SilentPolice.answer(before, ClockKind.RECEIVE_TRANSFER))) {
            return wrongState(before, move.kind(), now, "The police sign for what was handed over to them.");
        }
        Procedure signed = before.stopping(now, ClockKind.RECEIVE_TRANSFER);
        return Decision.grant(
                move.competent()
                        ? signed.with(new Received(now.at()))
                                .starting(ClockKind.DECIDE_FILING, now)
                                .starting(ClockKind.REQUEST_MATERIALS, now)
                        : signed.with(new Misdirected(now.at())).starting(ClockKind.FORWARD, now));
    }

    private static Decision<Procedure> forward(Procedure before, ForwardTransfer move, Circumstances now) {
        if (!(before.criminal() instanceof Misdirected || SilentPolice.answer(before, ClockKind.FORWARD))) {
            return wrongState(
                    before, move.kind(), now, "Police who have signed and are not competent forward the case.");
        }
        return Decision.grant(before.with(new HandedOver(now.at()))
                .withPolice(move.police())
                .stopping(now, ClockKind.FORWARD)
                .starting(ClockKind.RECEIVE_TRANSFER, now));
    }

    static Decision<Procedure> wrongState(Procedure before, MoveKind kind, Circumstances now, String advice) {
        return Decision.refuse(now.illegal(kind, before.criminal().code(), kind.article(), advice));
    }
}
