package io.qipan.ecology.procedure.model;

import io.qipan.ecology.procedure.model.Administrative.Penalised;
import io.qipan.ecology.procedure.model.Administrative.PenaltyKind;
import io.qipan.ecology.procedure.model.Move.ApproveSeizure;
import io.qipan.ecology.procedure.model.Move.BeginExamination;
import io.qipan.ecology.procedure.model.Move.EndSeizure;
import io.qipan.ecology.procedure.model.Move.GiveToKeeper;
import io.qipan.ecology.procedure.model.Move.SeizeItems;
import io.qipan.ecology.procedure.model.Seizure.Outcome;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import java.util.List;
import java.util.Optional;

/** What is seized, kept and given back, and the examinations whose time does not count. */
final class SeizureMoves {
    /** So that a case stays readable in one answer. */
    private static final int MOST = 100;

    private static final int MOST_ITEMS = 500;

    private SeizureMoves() {}

    static Decision<Procedure> after(Procedure before, Move move, Circumstances now) {
        return switch (move) {
            case SeizeItems seizing -> seize(before, seizing, now);
            case ApproveSeizure approval ->
                held(before, approval.number(), move.kind(), now)
                        .then(seizure -> approve(before, seizure, approval, now));
            case GiveToKeeper giving ->
                held(before, giving.number(), move.kind(), now).then(seizure -> keep(before, seizure, giving, now));
            case EndSeizure end ->
                held(before, end.number(), move.kind(), now).then(seizure -> end(before, seizure, end, now));
            case BeginExamination examination -> begin(before, examination, now);
            default -> endExamination(before, now);
        };
    }

    private static Decision<Procedure> seize(Procedure before, SeizeItems move, Circumstances now) {
        if (before.administrative().isDecided() && !before.criminal().isOpen()) {
            return illegal(
                    move.kind(),
                    before.administrative().code(),
                    move.kind().article(),
                    now,
                    "Things are seized to stop an act or to keep its evidence, and the decision is taken.");
        }
        if (move.approvedBy().isEmpty() && move.how() == Seizure.Kind.REGISTERED) {
            return Decision.refuse(now.invalid(
                    "kind", "things are registered when a head has approved it, and not on the spot (行政处罚法 Art 56)"));
        }
        if (before.seizures().size() >= MOST) {
            return Decision.refuse(
                    now.invalid("name", MOST + " seizures are there already; put more things into one of them"));
        }
        int items = before.seizures().stream()
                .mapToInt(seizure -> seizure.items().size())
                .sum();
        if (items + move.items().size() > MOST_ITEMS) {
            return Decision.refuse(now.invalid(
                    "items",
                    "a case lists " + MOST_ITEMS + " at most; with the " + items + " of its seizures these "
                            + move.items().size()
                            + " are too many. Put things of a kind together, with their quantity"));
        }
        int number = before.seizures().size() + 1;
        Procedure seized = before.and(new Seizure(
                        number,
                        move.how(),
                        move.items(),
                        move.decision(),
                        move.approvedBy(),
                        now.at(),
                        now.by(),
                        move.evidence(),
                        Optional.empty(),
                        Optional.empty()))
                .startingOf(number, move.how().clock(), now);
        Procedure kept = move.how() == Seizure.Kind.SEIZED && now.origin().byPolice()
                ? seized.startingOf(number, ClockKind.GOODS_TO_KEEPER, now)
                : seized;
        return Decision.grant(
                move.approvedBy().isEmpty() ? kept.startingOf(number, ClockKind.APPROVE_SEIZURE, now) : kept);
    }

    private static Decision<Procedure> approve(
            Procedure before, Seizure seizure, ApproveSeizure move, Circumstances now) {
        return seizure.isApproved()
                ? illegal(
                        move.kind(),
                        seizure.kind().name(),
                        move.kind().article(),
                        now,
                        "Seizure " + seizure.number() + " was approved by " + seizure.approvedBy() + ".")
                : Decision.grant(before.with(seizure.approvedBy(move.approvedBy()))
                        .stoppingOf(seizure.number(), now, ClockKind.APPROVE_SEIZURE));
    }

    private static Decision<Seizure> held(Procedure before, int number, MoveKind kind, Circumstances now) {
        Optional<Seizure> found = before.seizures().stream()
                .filter(seizure -> seizure.number() == number)
                .findFirst();
        if (found.isEmpty()) {
            return Decision.refuse(Refusal.notFound(now.resource() + "/seizures/" + number));
        }
        return found.get()
                .end()
                .<Decision<Seizure>>map(end -> illegal(
                        kind,
                        end.outcome().name(),
                        kind.article(),
                        now,
                        "Seizure " + number + " ended at " + end.at() + "; nothing of it is held any more."))
                .orElseGet(() -> Decision.grant(found.get()));
    }

    private static Decision<Procedure> keep(Procedure before, Seizure seizure, GiveToKeeper move, Circumstances now) {
        if (seizure.kind() != Seizure.Kind.SEIZED) {
            return illegal(
                    move.kind(),
                    seizure.kind().name(),
                    move.kind().article(),
                    now,
                    "What is sealed or registered stays where it is; only what is seized has a keeper.");
        }
        return Decision.grant(before.with(seizure.keptBy(new Seizure.Keeper(move.keeper(), now.at())))
                .stoppingOf(seizure.number(), now, ClockKind.GOODS_TO_KEEPER));
    }

    private static Decision<Procedure> end(Procedure before, Seizure seizure, EndSeizure move, Circumstances now) {
        Outcome outcome = move.outcome();
        if (!seizure.isApproved() && outcome != Outcome.RETURNED) {
            return illegal(
                    move.kind(),
                    seizure.kind().name(),
                    MoveKind.APPROVE_SEIZURE.article(),
                    now,
                    "Nobody has approved what was done on the spot: have it approved (ApproveSeizure), or give it back.");
        }
        if (outcome == Outcome.CONFISCATED && !isConfiscated(before)) {
            return illegal(
                    move.kind(),
                    before.administrative().code(),
                    "行政强制法 Art 27; 行政处罚法 Art 9",
                    now,
                    "Things are confiscated by a penalty decision that says so (ImposePenalty with CONFISCATION); else they"
                            + " are returned.");
        }
        if (outcome == Outcome.HANDED_TO_POLICE && !before.criminal().isAway()) {
            return illegal(
                    move.kind(),
                    before.criminal().code(),
                    "行政强制法 Art 21; 国务院令310号 Art 12",
                    now,
                    "Things go to the police with a case that was transferred to them.");
        }
        if (outcome == Outcome.SEIZED_AFTERWARDS && !isSeizedAfter(before, seizure)) {
            return illegal(
                    move.kind(),
                    seizure.kind().name(),
                    "行政处罚法 Art 56",
                    now,
                    "Only registered things are seized afterwards: record that seizure first (SeizeItems).");
        }
        return Decision.grant(over(before, seizure, move, now));
    }

    private static Procedure over(Procedure before, Seizure seizure, EndSeizure move, Circumstances now) {
        return before.with(seizure.ended(new Seizure.End(move.outcome(), now.at(), move.evidence())))
                .stoppingOf(
                        seizure.number(),
                        now,
                        ClockKind.SEIZURE,
                        ClockKind.REGISTERED_ITEMS,
                        ClockKind.GOODS_TO_KEEPER,
                        ClockKind.APPROVE_SEIZURE);
    }

    /** With the items of a transferred case goes all that is still held. */
    static Procedure handedToPolice(Procedure before, Circumstances now) {
        Procedure next = before;
        for (Seizure seizure : before.seizures()) {
            if (seizure.isHeld()) {
                next = over(next, seizure, new EndSeizure(seizure.number(), Outcome.HANDED_TO_POLICE, List.of()), now);
            }
        }
        return next;
    }

    private static boolean isConfiscated(Procedure before) {
        return before.administrative() instanceof Penalised penalised
                && penalised.kinds().contains(PenaltyKind.CONFISCATION);
    }

    private static boolean isSeizedAfter(Procedure before, Seizure registered) {
        return registered.kind() == Seizure.Kind.REGISTERED
                && before.seizures().stream()
                        .anyMatch(later ->
                                later.number() > registered.number() && later.kind() != Seizure.Kind.REGISTERED);
    }

    private static Decision<Procedure> begin(Procedure before, BeginExamination move, Circumstances now) {
        if (before.examination().isPresent()) {
            Examination running = before.examination().get();
            return illegal(
                    move.kind(),
                    running.kind().name(),
                    move.kind().article(),
                    now,
                    "One goes on since " + running.since() + "; end it first (EndExamination).");
        }
        Examination examination = new Examination(move.what(), now.at(), now.by());
        boolean rests = before.clocks().stream().anyMatch(clock -> clock.isOpen() && clock.restsFor(examination));
        if (!rests) {
            return illegal(
                    move.kind(),
                    before.administrative().code(),
                    move.kind().article(),
                    now,
                    "No clock is open that rests for " + move.what()
                            + ": a public-order decision does for both, a seizure for an APPRAISAL.");
        }
        return Decision.grant(before.with(Optional.of(examination)));
    }

    private static Decision<Procedure> endExamination(Procedure before, Circumstances now) {
        return before.examination().isEmpty()
                ? illegal(
                        MoveKind.END_EXAMINATION,
                        before.administrative().code(),
                        MoveKind.END_EXAMINATION.article(),
                        now,
                        "No appraisal and no hearing goes on.")
                : Decision.grant(before.with(Optional.empty()));
    }

    private static <T> Decision<T> illegal(
            MoveKind kind, String state, String article, Circumstances now, String advice) {
        return Decision.refuse(now.illegal(kind, state, article, advice));
    }
}
