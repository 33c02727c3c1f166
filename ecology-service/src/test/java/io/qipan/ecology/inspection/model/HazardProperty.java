package io.qipan.ecology.inspection.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.inspection.model.HazardState.Closed;
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
        return Hazard.found(new UUID(0, 2), finding, FOUND.plus(Duration.ofDays(15)), "the usual 15 days");
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
            case RECTIFIED -> hazard.rectified("done", now.plus(Duration.ofDays(3)));
            case GONE -> hazard.gone(new Recheck(now, now, "wang", true, "gone"));
            case STILL_THERE -> hazard.stillThere(new Recheck(now, now, "wang", false, "there"), due, move.reason());
            case EXTEND -> hazard.extended(due, move.reason(), now);
            case HAND_ON -> hazard.handedOn("agencies/b", "theirs", now.plus(Duration.ofDays(30)));
            case TAKE_BACK -> hazard.takenBack(due, move.reason(), now);
            case ESCALATE -> hazard.escalated(now, now.plus(Duration.ofDays(3)));
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
                boolean goesUp = move.kind() == Kind.ESCALATE;
                assertThat(lookBy(next).isPresent()).isEqualTo(goesUp && next.state() instanceof HazardState.Open);
                assertThat(goesUp && lookBy.isPresent() && !lookBy(next).equals(lookBy))
                        .as("the first time to look at it stays")
                        .isFalse();
                hazard = next;
            }
            assertThat(granted && move.kind() == Kind.EXTEND && (transfer || lookBy.isPresent()))
                    .isFalse();
        }
    }

    private static Optional<Instant> lookBy(Hazard hazard) {
        return hazard.state() instanceof HazardState.Open(Instant _, String _, Optional<Instant> by)
                ? by
                : Optional.empty();
    }

    @Example
    void thePublishedTableIsWhatTheRulesDo() {
        Map<String, Function<Hazard, Decision<Hazard>>> acts = Map.of(
                "report_rectified", hazard -> hazard.rectified("done", FOUND.plus(Duration.ofDays(3))),
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
                "take_back", hazard -> hazard.takenBack(FOUND.plus(Duration.ofDays(5)), "not theirs", FOUND),
                "its time passes",
                        hazard -> hazard.escalated(
                                hazard.state().waitsUntil().orElse(FOUND), FOUND.plus(Duration.ofDays(30))));
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
}
