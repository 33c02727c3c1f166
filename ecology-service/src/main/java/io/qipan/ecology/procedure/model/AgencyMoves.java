package io.qipan.ecology.procedure.model;

import io.qipan.ecology.calendar.model.Length;
import io.qipan.ecology.procedure.model.Administrative.Dropped;
import io.qipan.ecology.procedure.model.Administrative.Filed;
import io.qipan.ecology.procedure.model.Administrative.NotFiled;
import io.qipan.ecology.procedure.model.Administrative.Penalised;
import io.qipan.ecology.procedure.model.Administrative.PenaltyKind;
import io.qipan.ecology.procedure.model.ClockSetting.Longest;
import io.qipan.ecology.procedure.model.ClockState.Paused;
import io.qipan.ecology.procedure.model.Move.ChooseBasis;
import io.qipan.ecology.procedure.model.Move.ExtendClock;
import io.qipan.ecology.procedure.model.Move.ImposePenalty;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import java.util.Optional;

/** The steps of the administrative track, and those that concern both. */
final class AgencyMoves {
    private static final String NO_FINE_FOR_TRANSFER = "国务院令310号 Art 11; 行政处罚法 Art 27";

    private AgencyMoves() {}

    static Decision<Procedure> after(Procedure before, Move move, Circumstances now) {
        return switch (move) {
            case ChooseBasis chosen -> choose(before, chosen, now);
            case ImposePenalty penalty -> penalise(before, penalty, now);
            case ExtendClock extension -> extend(before, extension, now);
            default -> move.kind() == MoveKind.FILE_CASE ? file(before, now) : drop(before, now);
        };
    }

    private static Decision<Procedure> file(Procedure before, Circumstances now) {
        if (!(before.administrative() instanceof NotFiled)) {
            return wrongState(before, MoveKind.FILE_CASE, now, "It was filed before.");
        }
        return Decision.grant(before.with(new Filed(now.at())).starting(ClockKind.PENALTY_DECISION, now));
    }

    private static Decision<Procedure> choose(Procedure before, ChooseBasis move, Circumstances now) {
        if (before.administrative() instanceof Penalised || before.administrative() instanceof Dropped) {
            return wrongState(before, MoveKind.CHOOSE_BASIS, now, "The decision that rests on the basis is taken.");
        }
        if (!now.bases().contains(move.rule())) {
            return Decision.refuse(Refusal.of(
                            io.qipan.runtime.refusal.Reason.NOT_FOUND,
                            move.rule() + " is none of the rules that apply to " + now.resource() + ": " + now.bases()
                                    + ". Choose one of these.")
                    .with("resource", move.rule()));
        }
        return Decision.grant(before.with(new ChosenBasis(move.rule(), now.by(), now.reason(), now.at())));
    }

    private static Decision<Procedure> penalise(Procedure before, ImposePenalty move, Circumstances now) {
        if (before.criminal().isOpen()) {
            return Decision.refuse(now.illegal(
                    MoveKind.IMPOSE_PENALTY,
                    before.criminal().code(),
                    NO_FINE_FOR_TRANSFER,
                    "A penalty does not take the place of a transfer; wait until the criminal track has ended."));
        }
        if (now.crimeLine() && before.criminal() instanceof Criminal.NotProposed) {
            return Decision.refuse(now.illegal(
                    MoveKind.IMPOSE_PENALTY,
                    before.criminal().code(),
                    NO_FINE_FOR_TRANSFER,
                    "A rule says that the act is a crime; propose the transfer and have it decided first."));
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
                .stopping(now.at(), ClockKind.PENALTY_DECISION));
    }

    private static Decision<Procedure> drop(Procedure before, Circumstances now) {
        if (before.criminal().isOpen()) {
            return Decision.refuse(now.illegal(
                    MoveKind.DROP_PENALTY,
                    before.criminal().code(),
                    NO_FINE_FOR_TRANSFER,
                    "The criminal track has to end first."));
        }
        if (before.administrative() instanceof Penalised || before.administrative() instanceof Dropped) {
            return wrongState(before, MoveKind.DROP_PENALTY, now, "It is decided already.");
        }
        return Decision.grant(before.with(new Dropped(now.at())).stopping(now.at(), ClockKind.PENALTY_DECISION));
    }

    private static Decision<Procedure> extend(Procedure before, ExtendClock move, Circumstances now) {
        Optional<Clock> found = before.clock(move.number());
        if (found.isEmpty()) {
            return Decision.refuse(Refusal.notFound(now.resource() + "/clocks/" + move.number()));
        }
        Clock clock = found.get();
        if (!clock.isOpen()
                || clock.state() instanceof Paused
                || now.at().isAfter(clock.due().at())) {
            return Decision.refuse(now.illegal(
                    MoveKind.EXTEND_CLOCK,
                    clock.state().code(),
                    clock.setting().basis(),
                    "Only a clock that runs and has not run out can be given more time."));
        }
        return clock.setting()
                .extension()
                .map(longest -> extended(before, clock, move, longest, now))
                .orElseGet(() -> Decision.refuse(now.illegal(
                        MoveKind.EXTEND_CLOCK,
                        clock.state().code(),
                        clock.setting().basis(),
                        "The law knows no extension of " + clock.kind() + ".")));
    }

    private static Decision<Procedure> extended(
            Procedure before, Clock clock, ExtendClock move, Longest longest, Circumstances now) {
        int left = longest.length().amount() - clock.added();
        if (move.days() < 1 || move.days() > left) {
            return Decision.refuse(now.invalid(
                    "days",
                    move.days() + " are too many: " + longest.basis() + " leaves " + left + " more for "
                            + clock.kind()));
        }
        Length further = new Length(move.days(), clock.counted().unit());
        Length longer = new Length(
                clock.counted().amount() + move.days(), clock.counted().unit());
        var due = now.book().due(clock.countedFrom(), longer, clock.setting());
        ClockExtension extension =
                new ClockExtension(further, move.basis(), now.reason(), now.by(), now.at(), due.at());
        return Decision.grant(before.with(clock.extended(extension, longer, due)));
    }

    private static Decision<Procedure> wrongState(Procedure before, MoveKind kind, Circumstances now, String advice) {
        return Decision.refuse(now.illegal(kind, before.administrative().code(), kind.article(), advice));
    }
}
