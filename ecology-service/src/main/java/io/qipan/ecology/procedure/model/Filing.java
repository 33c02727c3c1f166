package io.qipan.ecology.procedure.model;

import io.qipan.ecology.calendar.model.DayCount;
import io.qipan.ecology.procedure.model.Administrative.Dropped;
import io.qipan.ecology.procedure.model.Administrative.Filed;
import io.qipan.ecology.procedure.model.Administrative.NotFiled;
import io.qipan.ecology.procedure.model.Move.FileCase;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.Optional;

/** The filing of a case: by a law that its agency applies, and of an act that was found out in time. */
final class Filing {
    private static final String POLICE_ONLY = "治安管理处罚法 Art 7, 109";

    private Filing() {}

    static Decision<Procedure> after(Procedure before, FileCase move, Circumstances now) {
        return obstacle(before, move, now)
                .<Decision<Procedure>>map(Decision::refuse)
                .orElseGet(() -> {
                    Procedure undecided = before.administrative() instanceof Dropped ? before.withoutBasis() : before;
                    return Decision.grant(undecided
                            .with(new Filed(now.at()))
                            .starting(move.law().decision(), now));
                });
    }

    /**
     * What is kept of a filing: by which law, and how its limitation was counted. In words, and not as a clock: a service of
     * before cannot read a case with a clock that it does not know.
     */
    static String text(FileCase move, Circumstances now) {
        return move.law()
                + limitation(move, now)
                        .map(clock -> "; the act ended at " + clock.countedFrom() + " and was found out at "
                                + discovered(move, now) + ", in time until "
                                + clock.due().at() + " (" + clock.setting().basis() + ")")
                        .orElse("");
    }

    private static Optional<Refusal> obstacle(Procedure before, FileCase move, Circumstances now) {
        if (before.administrative() instanceof Dropped(Instant since)) {
            if (!hasNewGround(before, since, now)) {
                return Optional.of(illegal(
                        before,
                        now,
                        MoveKind.FILE_CASE.article(),
                        "It was decided that there is no penalty; other facts, or a criminal track that has ended since,"
                                + " would let it be filed again."));
            }
        } else if (!(before.administrative() instanceof NotFiled)) {
            return Optional.of(illegal(before, now, MoveKind.FILE_CASE.article(), "It was filed before."));
        }
        if (move.law() == CaseLaw.PUBLIC_ORDER && !now.origin().byPolice()) {
            return Optional.of(illegal(
                    before,
                    now,
                    POLICE_ONLY,
                    "Only police decide on public order, and it does not belong to a PUBLIC_SECURITY agency: file it by"
                            + " ADMINISTRATIVE_PENALTY, or assign it to the police (AssignAgency)."));
        }
        return malformed(move, now).or(() -> tooLate(before, move, now));
    }

    private static Optional<Refusal> malformed(FileCase move, Circumstances now) {
        Instant act = now.origin().actAt();
        if (move.longLimitation() && move.law() == CaseLaw.PUBLIC_ORDER) {
            return Optional.of(now.invalid("long_limitation", "治安管理处罚法 Art 25 knows 6 months and no longer time"));
        }
        if (move.longLimitation() && now.reason().isBlank()) {
            return Optional.of(now.withoutReason("a limitation of five years", "行政处罚法 Art 36"));
        }
        return outside("discovered_at", move.discoveredAt(), act, now)
                .or(() -> outside("act_ended_at", move.actEndedAt(), act, now));
    }

    private static Optional<Refusal> outside(String field, Optional<Instant> told, Instant act, Circumstances now) {
        return told.filter(at -> at.isBefore(act) || at.isAfter(now.at()))
                .map(at -> now.invalid(
                        field, at + " lies before the act, at " + act + ", or after the filing, at " + now.at()));
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

    private static Optional<Refusal> tooLate(Procedure before, FileCase move, Circumstances now) {
        Optional<Clock> counted = limitation(move, now);
        if (counted.isEmpty()) {
            return Optional.of(now.invalid(
                    "act_ended_at",
                    "the law knows " + kind(move) + " of later acts only, and not of "
                            + DayCount.day(ended(move, now))));
        }
        Clock clock = counted.get();
        Instant discovered = discovered(move, now);
        return discovered.isAfter(clock.due().at())
                ? Optional.of(illegal(
                        before,
                        now,
                        clock.setting().basis(),
                        "The act ended at " + clock.countedFrom() + " and was found out at " + discovered
                                + "; after " + clock.due().at()
                                + " it is not penalised any more. If it was found out before, tell discovered_at; else"
                                + " decide that there is no penalty (DropPenalty)."))
                : Optional.empty();
    }

    /** From the end of the act; never a clock of the case. */
    private static Optional<Clock> limitation(FileCase move, Circumstances now) {
        return now.book().limitation(kind(move), ended(move, now));
    }

    private static ClockKind kind(FileCase move) {
        return move.law().limitation(move.longLimitation());
    }

    private static Instant ended(FileCase move, Circumstances now) {
        return move.actEndedAt().orElse(now.origin().actAt());
    }

    private static Instant discovered(FileCase move, Circumstances now) {
        Instant opened = now.origin().openedAt();
        return move.discoveredAt().orElse(opened.isBefore(now.at()) ? opened : now.at());
    }

    private static Refusal illegal(Procedure before, Circumstances now, String article, String advice) {
        return now.illegal(MoveKind.FILE_CASE, before.administrative().code(), article, advice);
    }
}
