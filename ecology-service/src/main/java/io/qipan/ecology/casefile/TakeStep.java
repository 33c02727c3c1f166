package io.qipan.ecology.casefile;

import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.casefile.model.Grounds;
import io.qipan.ecology.procedure.model.CaseOrigin;
import io.qipan.ecology.procedure.model.Circumstances;
import io.qipan.ecology.procedure.model.ClockBook;
import io.qipan.ecology.procedure.model.Move;
import io.qipan.ecology.procedure.model.Move.EndSeizure;
import io.qipan.ecology.procedure.model.Move.ForwardTransfer;
import io.qipan.ecology.procedure.model.Move.HandOver;
import io.qipan.ecology.procedure.model.Move.SeizeItems;
import io.qipan.ecology.procedure.model.MoveKind;
import io.qipan.ecology.rule.model.Evaluation;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Takes one step of a case's procedure; clocks stop and start with it. */
@Singleton
public class TakeStep {

    /**
     * Who takes it and when.
     *
     * @param occurredAt as reported; empty: now
     * @param noticeReceivedAt when the notice of the step was received; empty: not known, or there is none
     */
    public record Report(
            String name,
            String etag,
            Optional<Instant> occurredAt,
            Optional<Instant> noticeReceivedAt,
            String reason,
            String by) {}

    /** What they decide, they decide by the law of their own time, which may be lighter than that of the opening. */
    private static final Set<MoveKind> DECIDING = EnumSet.of(
            MoveKind.CHOOSE_BASIS, MoveKind.IMPOSE_PENALTY, MoveKind.DROP_PENALTY, MoveKind.LEAVE_UNESTABLISHED);

    private final Cases cases;
    private final EvaluateCase evaluateCase;
    private final ClockDeadlines clocks;
    private final ClockBook book;
    private final ClockWatchers watchers;
    private final KnownPolice police;
    private final EvidenceOfCases evidence;
    private final Journal journal;
    private final InstantSource clock;

    public TakeStep(
            Cases cases,
            EvaluateCase evaluateCase,
            ClockDeadlines clocks,
            ClockBook book,
            ClockWatchers watchers,
            KnownPolice police,
            EvidenceOfCases evidence,
            Journal journal,
            InstantSource clock) {
        this.cases = cases;
        this.evaluateCase = evaluateCase;
        this.clocks = clocks;
        this.book = book;
        this.watchers = watchers;
        this.police = police;
        this.evidence = evidence;
        this.journal = journal;
        this.clock = clock;
    }

    public CaseFile take(Move move, Report report) {
        CaseFile found = CaseName.parse(report.name())
                .flatMap(cases::lock)
                .orElseThrow(() -> Refusal.notFound(report.name()).asException());
        recipient(move).ifPresent(police::check);
        evidence.checkOf(found.name(), proving(move));
        Instant told = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant at = report.occurredAt()
                .orElseGet(() -> latest(told, found.procedure().lastAt()));
        Evaluation law = law(move, found, at);
        Circumstances now = new Circumstances(
                found.name(),
                at,
                latest(told, at),
                report.noticeReceivedAt(),
                report.by(),
                report.reason(),
                found.factsSince(),
                found.crimeLineSince(law),
                Grounds.bases(law),
                Grounds.possibleCrime(law, found.factsSince()),
                law.revision(),
                new CaseOrigin(
                        found.facts().actAt(),
                        found.openedAt(),
                        found.belonging().agency().filter(police::isPolice).isPresent()),
                book);
        CaseFile taken = found.unchangedSince(report.etag())
                .then(current -> current.after(move, now))
                .orRefuse();
        if (move.kind() == MoveKind.IMPOSE_PENALTY) {
            evidence.checkReviewed(found.name());
        }
        cases.save(taken);
        clocks.follow(found, taken);
        watchers.follow(taken, told);
        journal.append(
                taken.name(),
                "case." + move.kind().name().toLowerCase(Locale.ROOT),
                now.at(),
                report.reason(),
                CaseMessages.message(taken));
        return taken;
    }

    private Evaluation law(Move move, CaseFile found, Instant at) {
        return DECIDING.contains(move.kind()) ? evaluateCase.evaluate(found, at) : found.law();
    }

    private static Optional<String> recipient(Move move) {
        return switch (move) {
            case HandOver handOver -> Optional.of(handOver.police());
            case ForwardTransfer forwarding -> Optional.of(forwarding.police());
            default -> Optional.empty();
        };
    }

    private static List<String> proving(Move move) {
        return switch (move) {
            case SeizeItems seizing -> seizing.evidence();
            case EndSeizure end -> end.evidence();
            default -> List.of();
        };
    }

    /** Another replica whose clock is a little ahead may have taken the step before. */
    private static Instant latest(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
