package io.qipan.ecology.inspection.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.calendar.model.Due;
import io.qipan.ecology.inspection.model.HazardState.Closed;
import io.qipan.ecology.inspection.model.HazardState.Deadline;
import io.qipan.ecology.inspection.model.HazardState.HandedOn;
import io.qipan.ecology.inspection.model.HazardState.Look;
import io.qipan.ecology.inspection.model.HazardState.Open;
import io.qipan.ecology.inspection.model.HazardState.Rectified;
import io.qipan.ecology.oversight.model.TransitionTable;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class HazardProperty {
    private static final Instant FOUND = Instant.parse("2026-11-20T02:00:00Z");
    private static final Instant DUE = FOUND.plus(Duration.ofDays(15));
    private static final HazardClocks CLOCKS = new Counted(3, 5, false);

    /** Days that are all working days. */
    private record Counted(int recheckDays, int transferDays, boolean provisional) implements HazardClocks {

        @Override
        public Due recheck(Instant from) {
            return new Due(from.plus(Duration.ofDays(recheckDays)), provisional);
        }

        @Override
        public Due transfer(Instant foundAt) {
            return new Due(foundAt.plus(Duration.ofDays(transferDays)), provisional);
        }
    }

    private enum Kind {
        RECTIFIED,
        GONE,
        STILL_THERE,
        EXTEND,
        HAND_ON,
        TAKE_BACK,
        ESCALATE
    }

    /** A move some hours after the one before, with a time that may be of any kind. */
    record Move(Kind kind, int hours, int dueInDays, String reason) {}

    private static Hazard found() {
        return found(false);
    }

    private static Hazard found(boolean transfer) {
        Spot spot = new Spot(Optional.empty(), new Wgs84(39.67, 106.78), ResourceKind.RIVER, "agencies/wuhai");
        Finding finding = new Finding(
                "inspections/" + new UUID(0, 1),
                "inspectionTemplates/fire",
                "fuel",
                spot,
                "dry reed",
                FOUND,
                Optional.empty(),
                false,
                transfer);
        return Hazard.found(new UUID(0, 2), finding, new Due(DUE, false), "the usual 15 days");
    }

    @Example
    void aHazardIsClosedHoweverOftenItWasStillThere() {
        // Given
        Hazard hazard = found();
        for (int i = 0; i < Hazard.MOST_RECHECKS; i++) {
            hazard = hazard.stillThere(
                            new Recheck(FOUND, FOUND, "wang", false, "there"), FOUND.plus(Duration.ofDays(5)), "more")
                    .orRefuse();
        }
        Hazard full = hazard;

        // When
        Decision<Hazard> again = full.stillThere(
                new Recheck(FOUND, FOUND, "wang", false, "there"), FOUND.plus(Duration.ofDays(5)), "more");

        // Then
        assertThat(again).isInstanceOf(Decision.Refused.class);
        assertThat(full.gone(new Recheck(FOUND, FOUND, "wang", true, "gone"))
                        .orRefuse()
                        .state())
                .isInstanceOf(Closed.class);
    }

    private static Decision<Hazard> after(Hazard hazard, Move move, Instant now) {
        Instant due = now.plus(Duration.ofDays(move.dueInDays()));
        return switch (move.kind()) {
            case RECTIFIED -> hazard.rectified("done", now, CLOCKS);
            case GONE -> hazard.gone(new Recheck(now, now, "wang", true, "gone"));
            case STILL_THERE -> hazard.stillThere(new Recheck(now, now, "wang", false, "there"), due, move.reason());
            case EXTEND -> hazard.extended(due, move.reason(), now);
            case HAND_ON -> hazard.handedOn("agencies/b", "theirs", now.plus(Duration.ofDays(30)));
            case TAKE_BACK ->
                hazard.takenBack(Optional.of(due).filter(_ -> move.reason().isBlank()), move.reason(), now);
            case ESCALATE -> hazard.escalated(now, CLOCKS);
        };
    }

    @Provide
    Arbitrary<List<Move>> moves() {
        Arbitrary<Move> move = Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, 24 * 40),
                        Arbitraries.integers().between(-5, 200),
                        Arbitraries.of("", "frozen ground"))
                .as(Move::new);
        return move.list().ofMaxSize(40);
    }

    @Property
    void nothingButARecheckThatFindsItGoneCloses(@ForAll("moves") List<Move> moves) {
        // Given
        Hazard hazard = found();
        Instant now = FOUND;

        // When
        for (Move move : moves) {
            now = now.plus(Duration.ofHours(move.hours()));
            boolean closedBefore = hazard.state() instanceof Closed;
            if (after(hazard, move, now) instanceof Granted<Hazard>(Hazard next)) {
                // Then
                assertThat(closedBefore).as("a closed hazard takes no step").isFalse();
                assertThat(next.state() instanceof Closed).isEqualTo(move.kind() == Kind.GONE);
                assertThat(next.version()).isEqualTo(hazard.version() + 1);
                assertThat(next.escalations().count())
                        .isEqualTo(hazard.escalations().count() + (move.kind() == Kind.ESCALATE ? 1 : 0));
                assertThat(next.extensions()).isLessThanOrEqualTo(2);
                assertThat(next.state().waitsUntil().isEmpty()).isEqualTo(next.state() instanceof Closed);
                hazard = next;
            }
        }
    }

    @Property
    void whatIsOverdueIsLookedAtBeforeItGetsMoreTime(@ForAll("moves") List<Move> moves, @ForAll boolean transfer) {
        // Given
        Hazard hazard = found(transfer);
        Instant now = FOUND;

        // When
        for (Move move : moves) {
            now = now.plus(Duration.ofHours(move.hours()));
            Optional<Instant> lookBy = lookBy(hazard);
            boolean granted = after(hazard, move, now) instanceof Granted;
            if (after(hazard, move, now) instanceof Granted<Hazard>(Hazard next)) {
                // Then
                assertThat(move.kind() == Kind.ESCALATE
                                && lookBy.isPresent()
                                && !lookBy(next).equals(lookBy))
                        .as("the first time to look at it stays")
                        .isFalse();
                hazard = next;
            }
            assertThat(granted && move.kind() == Kind.EXTEND && (transfer || lookBy.isPresent()))
                    .isFalse();
        }
    }

    private static Optional<Instant> lookBy(Hazard hazard) {
        return hazard.state() instanceof HazardState.Open(Deadline deadline, String _)
                ? deadline.look().map(Look::by)
                : Optional.empty();
    }

    @Example
    void thePublishedTableIsWhatTheRulesDo() {
        Map<String, Function<Hazard, Decision<Hazard>>> acts = Map.of(
                "report_rectified", hazard -> hazard.rectified("done", FOUND, CLOCKS),
                "recheck: gone", hazard -> hazard.gone(new Recheck(FOUND, FOUND, "wang", true, "gone")),
                "recheck: still there",
                        hazard -> hazard.stillThere(
                                new Recheck(FOUND, FOUND, "wang", false, "there"),
                                FOUND.plus(Duration.ofDays(5)),
                                "more"),
                "extend",
                        hazard -> hazard.extended(
                                hazard.state().waitsUntil().orElse(FOUND).plusSeconds(1), "frozen ground", FOUND),
                "hand_on", hazard -> hazard.handedOn("agencies/b", "theirs", FOUND.plus(Duration.ofDays(30))),
                "take_back", hazard -> hazard.takenBack(Optional.empty(), "not theirs", FOUND),
                "its time passes",
                        hazard -> hazard.escalated(hazard.state().waitsUntil().orElse(FOUND), CLOCKS));
        TransitionTable.check("hazard", found(), acts, HazardProperty::word);
        TransitionTable.check("hazard-of-another-authority", found(true), acts, HazardProperty::word);
    }

    private static String word(Hazard hazard) {
        return hazard.state().code().toLowerCase(Locale.ROOT)
                + (hazard.extensions() > 0 ? " moved on " + hazard.extensions() : "")
                + lookBy(hazard).map(_ -> " overdue").orElse("");
    }

    @Property
    void whateverIsNotClosedCanBeClosed(@ForAll("moves") List<Move> moves) {
        // Given
        Hazard hazard = found();
        Instant now = FOUND;
        for (Move move : moves) {
            now = now.plus(Duration.ofHours(move.hours()));
            if (after(hazard, move, now) instanceof Granted<Hazard>(Hazard next)) {
                hazard = next;
            }
        }

        // When
        Decision<Hazard> gone = hazard.gone(new Recheck(now, now, "li", true, "gone"));

        // Then
        assertThat(gone instanceof Granted).isNotEqualTo(hazard.state() instanceof Closed);
    }

    @Property
    void noWaitIsLongerThanTheLimitFromTheStepThatSetIt(@ForAll("moves") List<Move> moves) {
        // Given
        Hazard hazard = found();
        Instant now = FOUND;

        // When
        for (Move move : moves) {
            now = now.plus(Duration.ofHours(move.hours()));
            if (after(hazard, move, now) instanceof Granted<Hazard>(Hazard next) && move.kind() != Kind.ESCALATE) {
                // Then
                Instant latest = now.plus(Hazard.LONGEST);
                next.state().waitsUntil().ifPresent(due -> assertThat(due).isBeforeOrEqualTo(latest));
                hazard = next;
            }
        }
    }

    /** The time that it has to be put right or handed on, whoever has it. */
    private static Optional<Instant> ownTime(Hazard hazard) {
        return switch (hazard.state()) {
            case Open(Deadline deadline, String _) -> Optional.of(deadline.dueAt());
            case Rectified(Look _, String _, Deadline kept) -> Optional.of(kept.dueAt());
            case HandedOn handed -> handed.kept().map(Deadline::dueAt);
            case Closed _ -> Optional.empty();
        };
    }

    @Property
    void noHandingOnAndTakingBackGivesMoreTime(@ForAll("moves") List<Move> moves, @ForAll boolean transfer) {
        // Given
        Hazard hazard = found(transfer);
        Instant now = FOUND;
        Instant latest = DUE;

        // When
        for (Move move : moves) {
            now = now.plus(Duration.ofHours(move.hours()));
            if (after(hazard, move, now) instanceof Granted<Hazard>(Hazard next)) {
                boolean given = move.kind() == Kind.EXTEND || move.kind() == Kind.STILL_THERE && !transfer;
                latest = given ? ownTime(next).orElseThrow() : latest;
                // Then
                Instant limit = latest;
                ownTime(next)
                        .ifPresent(time -> assertThat(time)
                                .as("%s after %s", next.state(), move)
                                .isBeforeOrEqualTo(limit));
                if (!transfer && !(next.state() instanceof Rectified)) {
                    next.state()
                            .waitsUntil()
                            .ifPresent(time -> assertThat(time)
                                    .as("what the system waits for after %s", move)
                                    .isBeforeOrEqualTo(limit.plus(Duration.ofDays(3))));
                }
                hazard = next;
            }
        }
    }

    @Property
    void whatHasToBeLookedAtHasToBeWhoeverHasIt(@ForAll("moves") List<Move> moves) {
        // Given
        Hazard hazard = found();
        Instant now = FOUND;

        // When
        for (Move move : moves) {
            now = now.plus(Duration.ofHours(move.hours()));
            Optional<Instant> before = anyLook(hazard);
            if (after(hazard, move, now) instanceof Granted<Hazard>(Hazard next)) {
                // Then
                boolean looked = move.kind() == Kind.GONE || move.kind() == Kind.STILL_THERE;
                before.filter(_ -> !looked)
                        .ifPresent(by -> assertThat(anyLook(next))
                                .as("%s after %s", next.state(), move)
                                .hasValueSatisfying(still -> assertThat(still).isBeforeOrEqualTo(by)));
                hazard = next;
            }
        }
    }

    private static Optional<Instant> anyLook(Hazard hazard) {
        return switch (hazard.state()) {
            case Open(Deadline deadline, String _) -> deadline.look().map(Look::by);
            case Rectified(Look look, String _, Deadline _) -> Optional.of(look.by());
            case HandedOn handed -> handed.kept().flatMap(Deadline::look).map(Look::by);
            case Closed _ -> Optional.empty();
        };
    }

    @Example
    void timesOfAnUnknownYearAreCountedAgainWhenItsCalendarIsKnown() {
        // Given
        HazardClocks unknown = new Counted(3, 5, true);
        HazardClocks known = new Counted(6, 9, false);
        Hazard toHandOn =
                Hazard.found(new UUID(0, 2), found(true).finding(), unknown.transfer(FOUND), "the law's 5 days");
        Hazard rectified = found().rectified("done", FOUND, unknown).orRefuse();
        Hazard overdue = found().escalated(DUE, unknown).orRefuse();

        // When
        Hazard counted = toHandOn.recounted(known);

        // Then
        assertThat(counted.state().waitsUntil()).contains(known.transfer(FOUND).at());
        assertThat(counted.recounted(new Counted(20, 20, false)))
                .as("once it is known it does not move")
                .isEqualTo(counted);
        assertThat(rectified.recounted(known).state().waitsUntil())
                .contains(known.recheck(FOUND).at());
        assertThat(lookBy(overdue.recounted(known))).contains(known.recheck(DUE).at());
        Hazard wronglyOverdue =
                toHandOn.escalated(unknown.transfer(FOUND).at(), unknown).orRefuse();
        assertThat(lookBy(wronglyOverdue)).isPresent();
        assertThat(lookBy(wronglyOverdue.recounted(known))).isEmpty();
        assertThat(toHandOn.handedOn("agencies/b", "theirs", DUE).orRefuse().recounted(known))
                .satisfies(handed -> {
                    assertThat(handed.state().waitsUntil()).contains(DUE);
                    assertThat(ownTime(handed)).contains(known.transfer(FOUND).at());
                });
    }
}
