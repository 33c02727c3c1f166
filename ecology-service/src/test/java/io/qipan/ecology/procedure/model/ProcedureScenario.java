package io.qipan.ecology.procedure.model;

import io.qipan.ecology.procedure.model.Administrative.PenaltyKind;
import io.qipan.ecology.procedure.model.Move.DecideFiling;
import io.qipan.ecology.procedure.model.Move.DecideTransfer;
import io.qipan.ecology.procedure.model.Move.HandOver;
import io.qipan.ecology.procedure.model.Move.ImposePenalty;
import io.qipan.ecology.procedure.model.Move.Material;
import io.qipan.ecology.procedure.model.Move.Plain;
import io.qipan.ecology.procedure.model.Move.ProposeTransfer;
import io.qipan.ecology.procedure.model.Move.ReceiveTransfer;
import io.qipan.ecology.rule.model.Handling;
import io.qipan.ecology.rule.model.Penalty.Range;
import io.qipan.ecology.start.ClockBookStart;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** A case whose procedure a test drives step by step. It starts at ten on Monday, 16 November 2026. */
final class ProcedureScenario {
    static final ClockBook BOOK = ClockBookStart.clockBook(ClockBookStart.calendar(Optional.empty()));
    static final Instant START = Instant.parse("2026-11-16T02:00:00Z");
    static final Move PROPOSE = new ProposeTransfer(Set.of("wang", "li"));
    static final Move APPROVE = new DecideTransfer(true);
    static final Move HAND_OVER = new HandOver("agencies/police-wuhai", Set.of(Material.TRANSFER_LETTER));
    static final Move RECEIVE = new ReceiveTransfer(true);
    static final Move FILE = new DecideFiling(true);
    static final Move DO_NOT_FILE = new DecideFiling(false);

    Procedure procedure = Procedure.NONE;
    Instant now = START;
    Optional<Instant> toldAt = Optional.empty();
    Optional<Instant> noticeReceivedAt = Optional.empty();
    Instant factsSince = Instant.EPOCH;
    Instant crimeSince = Instant.EPOCH;
    boolean crimeLine = true;
    Optional<PossibleCrime> possibleCrime = Optional.empty();
    /** Of police, who found out a day after the act; long before any step. */
    CaseOrigin origin = new CaseOrigin(START.minus(Duration.ofDays(1_000)), START.minus(Duration.ofDays(999)), true);

    List<Basis> bases = List.of(basis("rules/a"));

    /** Of an administrative rule that threatens up to 10,000 yuan. */
    static Basis basis(String rule) {
        return new Basis(
                rule,
                Handling.ADMINISTRATIVE,
                Optional.empty(),
                List.of(new Basis.Threat("a fine", "", Optional.of(new Range(0, 10_000)), false)));
    }

    static Move fine(long fen) {
        return new ImposePenalty(List.of(PenaltyKind.FINE), OptionalLong.of(fen), "2026-17", Optional.empty());
    }

    static Move plain(MoveKind kind) {
        return kind == MoveKind.FILE_CASE ? Move.FileCase.USUAL : new Plain(kind);
    }

    ProcedureScenario after(Move... moves) {
        for (Move move : moves) {
            procedure = take(move).orRefuse();
        }
        return this;
    }

    ProcedureScenario later(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    Decision<Procedure> take(Move move) {
        return take(move, "for a reason");
    }

    Decision<Procedure> take(Move move, String reason) {
        return procedure.after(
                move,
                new Circumstances(
                        "cases/1",
                        now,
                        toldAt.orElse(now),
                        noticeReceivedAt,
                        "wang",
                        reason,
                        factsSince,
                        crimeLineSince(),
                        bases,
                        possibleCrime,
                        "2026-11-21-0123456789ab",
                        origin,
                        BOOK));
    }

    /** By a fact that nobody has told, since the facts are what they are. */
    PossibleCrime crimeBy(String... facts) {
        return new PossibleCrime(List.of("rules/crime"), new TreeSet<>(List.of(facts)), factsSince);
    }

    Optional<Instant> crimeLineSince() {
        return crimeLine ? Optional.of(crimeSince) : Optional.empty();
    }

    Refusal refusal(Move move) {
        return switch (take(move)) {
            case Refused<Procedure>(Refusal refusal) -> refusal;
            case Granted<Procedure> _ -> throw new AssertionError(move + " was granted");
        };
    }

    /** When the open clock of this kind ends. */
    Instant due(ClockKind kind) {
        return procedure.open(kind).orElseThrow().due().at();
    }

    List<ClockKind> open() {
        return procedure.clocks().stream()
                .filter(Clock::isOpen)
                .map(Clock::kind)
                .toList();
    }
}
