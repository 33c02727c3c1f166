package io.qipan.ecology.procedure.model;

import static io.qipan.ecology.procedure.model.TransferMoves.wrongState;

import io.qipan.ecology.procedure.model.Criminal.Filed;
import io.qipan.ecology.procedure.model.Criminal.FilingOrdered;
import io.qipan.ecology.procedure.model.Criminal.HandedOver;
import io.qipan.ecology.procedure.model.Criminal.Misdirected;
import io.qipan.ecology.procedure.model.Criminal.NotFiled;
import io.qipan.ecology.procedure.model.Criminal.ReasonsDemanded;
import io.qipan.ecology.procedure.model.Criminal.ReasonsGiven;
import io.qipan.ecology.procedure.model.Criminal.Received;
import io.qipan.ecology.procedure.model.Criminal.Supervised;
import io.qipan.ecology.procedure.model.Move.DecideFiling;
import io.qipan.runtime.refusal.Decision;

/** What the police do with a transferred case until they have filed it or not. */
final class PoliceMoves {

    private PoliceMoves() {}

    static Decision<Procedure> after(Procedure before, Move move, Circumstances now) {
        return switch (move.kind()) {
            case REQUEST_MATERIALS -> requestMaterials(before, now);
            case SUPPLY_MATERIALS -> stop(before, ClockKind.SUPPLY_MATERIALS, move.kind(), now);
            case HAND_OVER_ITEMS ->
                stop(before, ClockKind.HAND_OVER_ITEMS, move.kind(), now)
                        .then(next -> Decision.grant(SeizureMoves.handedToPolice(next, now)));
            case RETURN_TRANSFER -> giveBack(before, now);
            default -> decideFiling(before, (DecideFiling) move, now);
        };
    }

    private static Decision<Procedure> requestMaterials(Procedure before, Circumstances now) {
        if (!(before.criminal() instanceof Received)
                || before.open(ClockKind.SUPPLY_MATERIALS).isPresent()) {
            return wrongState(
                    before,
                    MoveKind.REQUEST_MATERIALS,
                    now,
                    "The police ask for what is missing after they have signed, and again after it was supplied.");
        }
        return ReviewMoves.closedWindow(before, ClockKind.REQUEST_MATERIALS, MoveKind.REQUEST_MATERIALS, now)
                .<Decision<Procedure>>map(Decision::refuse)
                .orElseGet(() -> Decision.grant(
                        before.stopping(now, ClockKind.REQUEST_MATERIALS).starting(ClockKind.SUPPLY_MATERIALS, now)));
    }

    private static Decision<Procedure> stop(Procedure before, ClockKind clock, MoveKind kind, Circumstances now) {
        return before.open(clock).isEmpty()
                ? wrongState(before, kind, now, "Nobody waits for it: no clock " + clock + " is open.")
                : Decision.grant(before.stopping(now, clock));
    }

    private static Decision<Procedure> giveBack(Procedure before, Circumstances now) {
        return switch (before.criminal()) {
            case NotFiled(var since, boolean returned)
            when !returned -> Decision.grant(before.with(new NotFiled(since, true)));
            case Received _ ->
                wrongState(
                        before,
                        MoveKind.RETURN_TRANSFER,
                        now,
                        "Papers that are missing are requested within 24 hours; for them alone a transfer is not refused."
                                + " The file goes back after a decision not to file.");
            case HandedOver _, Misdirected _ ->
                wrongState(
                        before,
                        MoveKind.RETURN_TRANSFER,
                        now,
                        "The police sign for every transfer; what is not theirs they forward within 24 hours.");
            default ->
                wrongState(
                        before,
                        MoveKind.RETURN_TRANSFER,
                        now,
                        "The file goes back after a decision not to file, once.");
        };
    }

    private static Decision<Procedure> decideFiling(Procedure before, DecideFiling move, Circumstances now) {
        return switch (before.criminal()) {
            case Received _ -> move.filed() ? Decision.grant(filed(before, now)) : notFiled(before, now);
            case Supervised _
            when SilentPolice.answer(before, ClockKind.DECIDE_FILING) ->
                move.filed() ? Decision.grant(filed(before, now)) : notFiled(before, now);
            case Supervised _, ReasonsDemanded _, ReasonsGiven _ ->
                move.filed()
                        ? Decision.grant(filed(before, now))
                        : wrongState(
                                before,
                                move.kind(),
                                now,
                                "The procuratorate is asked already; why they do not file the police tell it.");
            case FilingOrdered _ ->
                move.filed()
                        ? Decision.grant(filed(before, now))
                        : wrongState(before, move.kind(), now, "The procuratorate has ordered the filing.");
            default -> wrongState(before, move.kind(), now, "The police decide on a case that they have signed for.");
        };
    }

    static Procedure filed(Procedure before, Circumstances now) {
        return SilentPolice.superseded(before, now)
                .with(new Filed(now.at()))
                .stopping(now, ClockKind.FILE_AS_ORDERED, ClockKind.GIVE_REASONS)
                .startingUnlessOwed(ClockKind.HAND_OVER_ITEMS, now);
    }

    private static Decision<Procedure> notFiled(Procedure before, Circumstances now) {
        if (now.reason().isBlank()) {
            return Decision.refuse(now.withoutReason("a decision not to file", MoveKind.DECIDE_FILING.article()));
        }
        return Decision.grant(before.with(new NotFiled(now.at(), false))
                .stopping(now, ClockKind.DECIDE_FILING, ClockKind.REQUEST_MATERIALS, ClockKind.SUPPLY_MATERIALS)
                .starting(ClockKind.REQUEST_RECONSIDERATION, now)
                .starting(ClockKind.REQUEST_SUPERVISION, now));
    }
}
