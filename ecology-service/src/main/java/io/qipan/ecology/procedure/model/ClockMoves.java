package io.qipan.ecology.procedure.model;

import io.qipan.ecology.calendar.model.Length;
import io.qipan.ecology.procedure.model.ClockSetting.Longest;
import io.qipan.ecology.procedure.model.ClockState.Lapsed;
import io.qipan.ecology.procedure.model.ClockState.Overdue;
import io.qipan.ecology.procedure.model.ClockState.Running;
import io.qipan.ecology.procedure.model.Criminal.NotFiled;
import io.qipan.ecology.procedure.model.Criminal.Upheld;
import io.qipan.ecology.procedure.model.Move.ExtendClock;
import io.qipan.ecology.procedure.model.Move.RecordNotice;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.Optional;

/** The steps that concern one clock: more time for it, and from when it counts. */
final class ClockMoves {
    private ClockMoves() {}

    static Decision<Procedure> after(Procedure before, Move move, Circumstances now) {
        return switch (move) {
            case ExtendClock extension ->
                found(before, extension.number(), now).then(clock -> extend(before, clock, extension, now));
            case RecordNotice notice -> found(before, notice.number(), now).then(clock -> receive(before, clock, now));
            default -> throw new IllegalArgumentException(move.kind() + " concerns no clock");
        };
    }

    private static Decision<Clock> found(Procedure before, int number, Circumstances now) {
        return before.clock(number)
                .<Decision<Clock>>map(clock -> clock.kind() == ClockKind.UNKNOWN
                        ? Decision.refuse(now.illegal(
                                MoveKind.EXTEND_CLOCK,
                                clock.state().code(),
                                clock.setting().basis(),
                                "Clock " + number
                                        + " was started by a newer version; change it when all replicas are of it."))
                        : Decision.grant(clock))
                .orElseGet(() -> Decision.refuse(Refusal.notFound(now.resource() + "/clocks/" + number)));
    }

    /** Both the approval and its entry lie before the end, so that no later entry heals what is overdue. */
    private static Decision<Procedure> extend(Procedure before, Clock clock, ExtendClock move, Circumstances now) {
        Instant end = clock.due().at();
        if (!(clock.state() instanceof Running)
                || now.at().isAfter(end)
                || now.toldAt().isAfter(end)) {
            return illegal(
                    clock,
                    MoveKind.EXTEND_CLOCK,
                    now,
                    "Only a clock that runs and has not run out can be given more"
                            + " time, and that is entered before its end.");
        }
        return clock.setting()
                .extension()
                .map(longest -> extended(before, clock, move, longest, now))
                .orElseGet(() -> illegal(
                        clock, MoveKind.EXTEND_CLOCK, now, "The law knows no extension of " + clock.kind() + "."));
    }

    private static Decision<Procedure> extended(
            Procedure before, Clock clock, ExtendClock move, Longest longest, Circumstances now) {
        if (clock.extensions().size() >= longest.times()) {
            return illegal(
                    clock,
                    MoveKind.EXTEND_CLOCK,
                    now,
                    longest.basis() + " knows " + longest.times() + " extensions of " + clock.kind() + " at most.");
        }
        int left = Math.min(longest.length().amount() - clock.added(), longest.atOnce());
        if (move.days() < 1 || move.days() > left) {
            return Decision.refuse(now.invalid(
                    "further",
                    move.days() + " are too many: " + longest.basis() + " leaves " + left + " more at once for "
                            + clock.kind()));
        }
        Length.Unit unit = clock.counted().unit();
        Length longer = new Length(clock.counted().amount() + move.days(), unit);
        var due = now.book().due(clock.countedFrom(), longer, clock.setting());
        ClockExtension extension = new ClockExtension(
                new Length(move.days(), unit), move.basis(), now.reason(), now.by(), now.at(), due.at());
        return Decision.grant(before.with(clock.extended(extension, longer, due)));
    }

    private static Decision<Procedure> receive(Procedure before, Clock clock, Circumstances now) {
        Optional<Instant> received = now.noticeReceivedAt();
        if (received.isEmpty()
                || received.get().isBefore(clock.startedAt())
                || received.get().isAfter(now.toldAt())) {
            return Decision.refuse(now.invalid(
                    "notice_received_at",
                    "the notice is received after the step that it tells of, at " + clock.startedAt()
                            + ", and before it is recorded"));
        }
        if (!clock.setting().fromNotice() || clock.noticeReceivedAt().isPresent()) {
            return illegal(
                    clock,
                    MoveKind.RECORD_NOTICE,
                    now,
                    clock.setting().fromNotice()
                            ? "The notice was received at "
                                    + clock.noticeReceivedAt().orElseThrow() + "; that is recorded once."
                            : "It counts from the step itself.");
        }
        boolean waits = clock.state() instanceof Running || clock.state() instanceof Overdue;
        boolean usable = clock.state() instanceof Lapsed
                && (before.criminal() instanceof NotFiled || before.criminal() instanceof Upheld)
                && before.open(clock.kind()).isEmpty();
        return waits || usable
                ? Decision.grant(before.with(clock.received(received.get(), now.toldAt(), now.book())))
                : illegal(clock, MoveKind.RECORD_NOTICE, now, "What it asks for is done, or cannot be done any more.");
    }

    private static Decision<Procedure> illegal(Clock clock, MoveKind kind, Circumstances now, String advice) {
        return Decision.refuse(
                now.illegal(kind, clock.state().code(), clock.setting().basis(), advice));
    }
}
