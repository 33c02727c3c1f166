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
import io.qipan.ecology.oversight.model.TransitionTable;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.Example;
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
        return received(Optional.empty());
    }

    private static Clue received(Optional<SiteCheck> check) {
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
                Optional.empty(),
                check);
    }

    private static Clue after(Clue clue, int move, Instant at) {
        return take(clue, move, at) instanceof Granted<Clue>(Clue granted) ? granted : clue;
    }

    private static Decision<Clue> take(Clue clue, int move, Instant at) {
        LinkedIncident opened = new LinkedIncident(
                NOW, Optional.of(new Opened("incidents/1", "I1", Optional.empty(), 0)), Optional.empty());
        return switch (move) {
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
    }

    private static SiteCheck owed() {
        return SiteCheck.of(SiteCheck.FireTip.URGENT, TRIAGE);
    }

    private static Decision<Clue> checked(Clue clue, Instant at) {
        return clue.checkedBy(new SiteCheck.Made("inspections/1", at, "li"), false, false);
    }

    @Property
    void aFireTipIsCheckedOnceAndNotAnsweredBefore(
            @ForAll @Size(max = 30) List<@IntRange(max = 13) Integer> moves,
            @ForAll @IntRange(max = 60) int hoursBetween) {
        // Given
        Clue clue = received(Optional.of(owed()));
        Instant at = NOW;

        // When
        for (int move : moves) {
            at = at.plus(Duration.ofHours(hoursBetween));
            Clue before = clue;
            boolean isOwed = before.check().orElseThrow().isOwed();
            Clue next = switch (move) {
                case 11, 12 -> checked(before, at) instanceof Granted<Clue>(Clue done) ? done : before;
                case 13 -> before.checkRemindedAt(at.plusSeconds(60));
                default -> after(before, move, at);
            };

            // Then
            SiteCheck check = next.check().orElseThrow();
            assertThat(check.isOwed() && !isOwed).as("a check is not undone").isFalse();
            assertThat(next.state() instanceof Answered && check.isOwed())
                    .as("answered without a check")
                    .isFalse();
            assertThat(check.term()).isEqualTo(owed().term());
            assertThat(checked(next, at) instanceof Granted).isEqualTo(check.isOwed());
            clue = next;
        }
    }

    @Example
    void anInspectionThatDoesNotCountChecksNothing() {
        // Given
        Clue tip = received(Optional.of(owed()));
        SiteCheck.Made made = new SiteCheck.Made("inspections/1", NOW, "li");

        // When
        List<Decision<Clue>> wrong = List.of(
                tip.checkedBy(made, true, false),
                tip.checkedBy(made, false, true),
                checked(tip, NOW.minusSeconds(1)),
                checked(received(), NOW));

        // Then
        assertThat(wrong).allMatch(decision -> decision instanceof Decision.Refused<Clue>);
    }

    private static Map<String, Function<Clue, Decision<Clue>>> acts() {
        Map<String, Function<Clue, Decision<Clue>>> acts = new TreeMap<>();
        List<String> names = List.of(
                "triage: to a case",
                "triage: to an incident",
                "triage: merge",
                "triage: hand to an agency",
                "triage: not enough",
                "answer",
                "take over",
                "its incident is opened",
                "its incident ends",
                "its incident is refused",
                "its time passes");
        for (int move = 0; move < names.size(); move++) {
            int number = move;
            acts.put(names.get(move), clue -> take(clue, number, NOW));
        }
        return acts;
    }

    private static String word(Clue clue) {
        String decided = clue.decision()
                .map(decision -> " " + decision.disposition().getClass().getSimpleName())
                .orElse("");
        String incident = clue.incident()
                .map(linked ->
                        linked.isOver() ? ", incident over" : linked.isWaiting() ? ", asked for" : ", incident open")
                .orElse("");
        String check = clue.check()
                .map(site -> site.isOwed() ? ", to be checked" : ", checked")
                .orElse("");
        return (clue.state().code() + decided + incident + check)
                .toLowerCase(Locale.ROOT)
                .replace(",", ";");
    }

    private static Decision<Clue> unchecked(Clue clue) {
        return clue.check().filter(check -> !check.isOwed()).isPresent()
                ? Decision.grant(clue.unchecked())
                : Decision.refuse(Refusal.illegalTransition(clue.name(), "UNCHECKED", "be unchecked"));
    }

    @Example
    void thePublishedTableIsWhatTheRulesDo() {
        TransitionTable.check("clue", received(), acts(), ClueProperty::word);
    }

    @Example
    void thePublishedTableOfAFireTipIsWhatTheRulesDo() {
        TransitionTable.check(
                "clue-fire-tip",
                received(Optional.of(owed())),
                Map.of(
                        "triage: hand to an agency", clue -> take(clue, 3, NOW),
                        "answer", clue -> take(clue, 5, NOW),
                        "check", clue -> checked(clue, NOW),
                        "its inspection is annulled", ClueProperty::unchecked,
                        "the time of the check passes",
                                clue -> Decision.grant(clue.checkRemindedAt(NOW.plusSeconds(60)))),
                ClueProperty::word);
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
