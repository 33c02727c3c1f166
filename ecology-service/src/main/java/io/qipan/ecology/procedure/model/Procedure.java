package io.qipan.ecology.procedure.model;

import io.qipan.ecology.calendar.model.DayCount;
import io.qipan.ecology.procedure.model.ClockSetting.Nature;
import io.qipan.ecology.procedure.model.ClockState.Overdue;
import io.qipan.ecology.procedure.model.ClockState.Paused;
import io.qipan.ecology.procedure.model.ClockState.Running;
import io.qipan.runtime.refusal.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The two tracks of a case, its clocks, and how it came there.
 *
 * @param police who has the case or had it last, {@code agencies/{id}}
 * @param unestablished which facts somebody has given up on, as long as no others are told
 * @param clocks all there were, in the order of their numbers
 * @param steps all that were taken, the first first
 * @param seizures all there were, in the order of their numbers
 * @param examination that goes on, and whose time does not count
 * @param service of the decision on the penalty; empty until it is served
 * @param kept what a newer version has told of it and this one cannot read, as hexadecimal; empty if nothing
 */
public record Procedure(
        Administrative administrative,
        Criminal criminal,
        Optional<String> police,
        Optional<ChosenBasis> basis,
        Optional<Unestablished> unestablished,
        List<Clock> clocks,
        List<Step> steps,
        List<Seizure> seizures,
        Optional<Examination> examination,
        Optional<Served> service,
        String kept) {

    public static final Procedure NONE = new Procedure(
            new Administrative.NotFiled(),
            new Criminal.NotProposed(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of());

    public Procedure {
        clocks = List.copyOf(clocks);
        steps = List.copyOf(steps);
        seizures = List.copyOf(seizures);
    }

    /** In which nothing was ever seized or examined. */
    public Procedure(
            Administrative administrative,
            Criminal criminal,
            Optional<String> police,
            Optional<ChosenBasis> basis,
            Optional<Unestablished> unestablished,
            List<Clock> clocks,
            List<Step> steps) {
        this(
                administrative,
                criminal,
                police,
                basis,
                unestablished,
                clocks,
                steps,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                "");
    }

    /** After a step, or why it cannot be taken. */
    public Decision<Procedure> after(Move move, Circumstances now) {
        Procedure owed = owingReceipt(now.book());
        return owed.equals(this) ? taken(move, now) : owed.taken(move, now);
    }

    /** With the clock of the receipt, if a case was handed over when none was kept of it. */
    public Procedure owingReceipt(ClockBook book) {
        return criminal instanceof Criminal.HandedOver(Instant since)
                        && open(ClockKind.RECEIVE_TRANSFER).isEmpty()
                        && !DayCount.day(since).isBefore(book.coversFrom())
                ? starting(ClockKind.RECEIVE_TRANSFER, since, Optional.empty(), book)
                : this;
    }

    private Decision<Procedure> taken(Move move, Circumstances now) {
        if (now.at().isBefore(lastAt())) {
            return Decision.refuse(now.invalid(
                    "occurred_at",
                    now.at() + " lies before the step before it, at " + lastAt() + "; steps follow each other"));
        }
        if (DayCount.day(now.at()).isBefore(now.book().coversFrom())) {
            return Decision.refuse(now.invalid(
                    "occurred_at",
                    "the law of the clocks is known from " + now.book().coversFrom() + " on, not on "
                            + DayCount.day(now.at())));
        }
        if (now.noticeReceivedAt()
                .filter(received -> received.isBefore(now.at()) && move.kind() != MoveKind.RECORD_NOTICE)
                .isPresent()) {
            return Decision.refuse(now.invalid(
                    "notice_received_at",
                    now.noticeReceivedAt().orElseThrow() + " lies before the step that it tells of, at " + now.at()));
        }
        Decision<Procedure> taken = switch (move.kind()) {
            case FILE_CASE, CHOOSE_BASIS, IMPOSE_PENALTY, SERVE_DECISION, DROP_PENALTY, LEAVE_UNESTABLISHED ->
                AgencyMoves.after(this, move, now);
            case SEIZE_ITEMS,
                    SEIZE_ON_THE_SPOT,
                    APPROVE_SEIZURE,
                    GIVE_TO_KEEPER,
                    END_SEIZURE,
                    BEGIN_EXAMINATION,
                    END_EXAMINATION -> SeizureMoves.after(this, move, now);
            case UNKNOWN -> throw new IllegalArgumentException("Nobody takes a step that this version does not know");
            case EXTEND_CLOCK, RECORD_NOTICE -> ClockMoves.after(this, move, now);
            case PROPOSE_TRANSFER,
                    DECIDE_TRANSFER,
                    COPY_TO_PROCURATORATE,
                    GIVE_TRANSFER_OPINION,
                    HAND_OVER,
                    RECEIVE_TRANSFER,
                    FORWARD_TRANSFER -> TransferMoves.after(this, move, now);
            case REQUEST_MATERIALS, SUPPLY_MATERIALS, RETURN_TRANSFER, DECIDE_FILING, HAND_OVER_ITEMS ->
                PoliceMoves.after(this, move, now);
            default -> ReviewMoves.after(this, move, now);
        };
        return taken.then(next -> Decision.grant(next.pausing(now)
                .and(new Step(move.kind(), now.at(), now.by(), now.reason(), MoveText.of(move, now), now.toldAt()))));
    }

    /** When the last step was taken; long ago if none was. */
    public Instant lastAt() {
        return steps.isEmpty() ? Instant.EPOCH : steps.getLast().at();
    }

    /** Whether a rule says that the act is a crime, and nobody has decided since whether it is transferred. */
    public boolean isTransferUndecided(Optional<Instant> crimeLineSince) {
        return crimeLineSince
                .filter(since -> criminal instanceof Criminal.NotProposed || hasEndedBefore(since))
                .isPresent();
    }

    /** Whether the criminal track had come to its end, without a judgment, before something became known. */
    boolean hasEndedBefore(Instant known) {
        return criminal.yieldsToNewerFacts()
                && criminal.reachedAt().filter(known::isAfter).isPresent();
    }

    /**
     * Time with the police, and of an examination, does not count for the clocks that say so. What counts is when the case was
     * handed over or the examination began: a clock that has been found overdue because nobody had told of it yet was not. Why a
     * clock of a newer version rests is not known here, and it stays as it came.
     */
    private Procedure pausing(Circumstances now) {
        return each(clock -> switch (clock.state()) {
            case ClockState _ when clock.kind() == ClockKind.UNKNOWN -> clock;
            case Running _ when rests(clock) -> clock.paused(now.at());
            case Overdue _ when rests(clock) && !now.at().isAfter(clock.due().at()) -> clock.paused(now.at());
            case Paused paused when !rests(clock) -> clock.resumed(now.at(), paused.daysLeft(), now.book());
            default -> clock;
        });
    }

    private boolean rests(Clock clock) {
        return criminal.isAway() && clock.setting().pausedByTransfer()
                || examination.filter(clock::restsFor).isPresent();
    }

    private Procedure and(Step step) {
        List<Step> all = new ArrayList<>(steps);
        all.add(step);
        return holding(clocks, all, seizures, examination, service);
    }

    /** The clock of this kind that is still open; there is one at most. */
    public Optional<Clock> open(ClockKind kind) {
        return clocks.stream()
                .filter(clock -> clock.kind() == kind && clock.isOpen())
                .findFirst();
    }

    /** The clock of this kind that was started last. */
    Optional<Clock> latest(ClockKind kind) {
        return clocks.stream().filter(clock -> clock.kind() == kind).reduce((_, later) -> later);
    }

    public Optional<Clock> clock(int number) {
        return number >= 1 && number <= clocks.size() ? Optional.of(clocks.get(number - 1)) : Optional.empty();
    }

    private Procedure deciding(
            Administrative agency,
            Criminal transfer,
            Optional<String> recipient,
            Optional<ChosenBasis> chosen,
            Optional<Unestablished> given) {
        return new Procedure(
                agency, transfer, recipient, chosen, given, clocks, steps, seizures, examination, service, kept);
    }

    private Procedure holding(
            List<Clock> times,
            List<Step> taken,
            List<Seizure> things,
            Optional<Examination> resting,
            Optional<Served> served) {
        return new Procedure(
                administrative, criminal, police, basis, unestablished, times, taken, things, resting, served, kept);
    }

    /** With the clock in place of the one that has its number. */
    public Procedure with(Clock changed) {
        return each(clock -> clock.number() == changed.number() ? changed : clock);
    }

    private Procedure each(UnaryOperator<Clock> change) {
        return holding(clocks.stream().map(change).toList(), steps, seizures, examination, service);
    }

    Procedure with(Administrative next) {
        return deciding(next, criminal, police, basis, unestablished);
    }

    Procedure with(Criminal next) {
        return deciding(administrative, next, police, basis, unestablished);
    }

    Procedure withPolice(String agency) {
        return deciding(administrative, criminal, Optional.of(agency), basis, unestablished);
    }

    Procedure with(ChosenBasis chosen) {
        return deciding(administrative, criminal, police, Optional.of(chosen), unestablished);
    }

    Procedure with(Unestablished facts) {
        return deciding(administrative, criminal, police, basis, Optional.of(facts));
    }

    /**
     * The law that a basis was chosen from does not hold any more, and what could not be established has to be asked
     * again. What is decided keeps what it rests on.
     */
    public Procedure withOtherFacts() {
        Procedure asked = deciding(administrative, criminal, police, basis, Optional.empty());
        return administrative.isDecided() ? asked : asked.withoutBasis();
    }

    Procedure with(Optional<Examination> next) {
        return holding(clocks, steps, seizures, next, service);
    }

    Procedure with(Served its) {
        return holding(clocks, steps, seizures, examination, Optional.of(its));
    }

    Procedure and(Seizure next) {
        List<Seizure> all = new ArrayList<>(seizures);
        all.add(next);
        return holding(all);
    }

    Procedure with(Seizure changed) {
        return holding(seizures.stream()
                .map(seizure -> seizure.number() == changed.number() ? changed : seizure)
                .toList());
    }

    private Procedure holding(List<Seizure> all) {
        return holding(clocks, steps, all, examination, service);
    }

    Procedure withoutBasis() {
        return deciding(administrative, criminal, police, Optional.empty(), unestablished);
    }

    Procedure starting(ClockKind kind, Circumstances now) {
        if (open(kind).isPresent()) {
            throw new IllegalStateException("The clock " + kind + " of " + now.resource() + " runs already");
        }
        return starting(kind, now.at(), now.noticeReceivedAt(), now.book());
    }

    private Procedure starting(ClockKind kind, Instant at, Optional<Instant> noticeReceivedAt, ClockBook book) {
        return and(book.start(clocks.size() + 1, kind, at, noticeReceivedAt, 0));
    }

    /** Starts the clock of a seizure, of which each has its own. */
    Procedure startingOf(int seizure, ClockKind kind, Circumstances now) {
        return and(now.book().start(clocks.size() + 1, kind, now.at(), Optional.empty(), seizure));
    }

    /** Stops the clocks of these kinds of one seizure, where they are open. */
    Procedure stoppingOf(int seizure, Circumstances now, ClockKind... kinds) {
        List<ClockKind> stopped = List.of(kinds);
        return each(clock -> clock.isOpen() && clock.seizure() == seizure && stopped.contains(clock.kind())
                ? clock.stopped(now.at(), now.book())
                : clock);
    }

    private Procedure and(Clock next) {
        List<Clock> all = new ArrayList<>(clocks);
        all.add(next);
        return holding(all, steps, seizures, examination, service);
    }

    /** Starts it unless it runs: what is owed from an earlier transfer stays owed, by its earlier end. */
    Procedure startingUnlessOwed(ClockKind kind, Circumstances now) {
        return open(kind).isPresent() ? this : starting(kind, now);
    }

    /** Stops the clocks of these kinds, where they are open. */
    Procedure stopping(Circumstances now, ClockKind... kinds) {
        List<ClockKind> stopped = List.of(kinds);
        return each(clock ->
                clock.isOpen() && stopped.contains(clock.kind()) ? clock.stopped(now.at(), now.book()) : clock);
    }

    /** Everything that may still happen is over; windows close. */
    public Procedure closed(Instant at) {
        return each(clock -> clock.isOpen() && clock.setting().nature() == Nature.WINDOW ? clock.notNeeded(at) : clock);
    }
}
