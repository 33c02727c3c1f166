package io.qipan.ecology.clue.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.calendar.model.Length;
import io.qipan.ecology.clue.model.ClueState.Answered;
import io.qipan.ecology.clue.model.ClueState.Received;
import io.qipan.ecology.clue.model.Disposition.HandedTo;
import io.qipan.ecology.clue.model.Disposition.MergedInto;
import io.qipan.ecology.clue.model.Disposition.NotEnough;
import io.qipan.ecology.clue.model.Disposition.ToCase;
import io.qipan.ecology.clue.model.Disposition.ToIncident;
import io.qipan.ecology.clue.model.LinkedIncident.Opened;
import io.qipan.ecology.clue.model.LinkedIncident.Result;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ClueProperty {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final Term TRIAGE =
            new Term(NOW.plus(Duration.ofHours(24)), "operator", false, new Length(1, Length.Unit.HOURS));
    private static final Term ANSWER =
            new Term(NOW.plus(Duration.ofDays(20)), "operator", false, new Length(1, Length.Unit.HOURS));
    private static final List<Disposition> DISPOSITIONS = List.of(
            new ToCase("cases/1"),
            new ToIncident(),
            new MergedInto(UUID.randomUUID()),
            new HandedTo("agencies/a"),
            new NotEnough());

    private static Clue received() {
        Report report = new Report(
                Source.PUBLIC,
                "",
                Optional.empty(),
                NOW,
                Optional.empty(),
                0,
                "",
                "x",
                Optional.empty(),
                Optional.empty(),
                false);
        return new Clue(
                UUID.randomUUID(),
                "X",
                1,
                report,
                "desk",
                NOW,
                TRIAGE,
                ANSWER,
                new Received(TRIAGE.dueAt()),
                Optional.empty());
    }

    private static Clue after(Clue clue, int move, Instant at) {
        LinkedIncident opened = new LinkedIncident(
                NOW, Optional.of(new Opened("incidents/1", "I1", Optional.empty(), 0)), Optional.empty());
        Decision<Clue> next = switch (move) {
            case 0, 1, 2, 3, 4 -> clue.triaged(new Triage(DISPOSITIONS.get(move), "why", at, "wang"));
            case 5 -> clue.answered(at, "wang", "done");
            case 6 -> clue.takenOverBy("li");
            case 7 -> Decision.grant(clue.incident().isPresent() ? clue.with(opened) : clue);
            case 8 ->
                Decision.grant(
                        clue.incident().isPresent()
                                ? clue.with(new LinkedIncident(
                                        NOW, opened.opened(), Optional.of(new Result(at, "RESOLVED", "gear"))))
                                : clue);
            case 9 -> Decision.grant(clue.notSent(at));
            default -> Decision.grant(clue.lookedAtAgain(at.plusSeconds(60)));
        };
        return next instanceof Granted<Clue>(Clue granted) ? granted : clue;
    }

    @Property
    void whateverHappensNothingWaitsWithoutATimeAndNoMissedTermIsMended(
            @ForAll @Size(max = 30) List<@IntRange(max = 10) Integer> moves,
            @ForAll @IntRange(max = 60) int hoursBetween) {
        // Given
        Clue clue = received();
        Instant at = NOW;
        boolean late = false;

        // When
        for (int move : moves) {
            at = at.plus(Duration.ofHours(hoursBetween));
            Clue before = clue;
            clue = after(clue, move, at);

            // Then
            assertThat(clue.nextLookAt().isPresent()).isNotEqualTo(clue.state() instanceof Answered);
            assertThat(late && !clue.triageLate(at)).isFalse();
            late = clue.triageLate(at);
            assertThat(before.state() instanceof Answered && !clue.state().equals(before.state()))
                    .isFalse();
            if (clue.state() instanceof Answered) {
                assertThat(clue.incident().map(LinkedIncident::isOver).orElse(true))
                        .isTrue();
            }
            boolean wasOver = before.incident().map(LinkedIncident::isOver).orElse(false);
            assertThat(wasOver && !clue.incident().equals(before.incident())).isFalse();
        }
    }

    @Property
    void everyClueCanBeBroughtToAnAnswer(@ForAll @Size(max = 20) List<@IntRange(max = 10) Integer> moves) {
        // Given
        Clue clue = received();
        for (int move : moves) {
            clue = after(clue, move, NOW);
        }

        // When
        for (int move : List.of(8, 4, 5)) {
            clue = after(clue, move, NOW.plusSeconds(1));
        }

        // Then
        assertThat(clue.state()).isInstanceOf(Answered.class);
    }
}
