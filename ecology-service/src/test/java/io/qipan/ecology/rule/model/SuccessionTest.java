package io.qipan.ecology.rule.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.qipan.ecology.rule.model.LaterLaw.Verdict;
import io.qipan.ecology.rule.model.Penalty.Fine;
import io.qipan.ecology.rule.model.Penalty.Range;
import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuccessionTest {
    private static final Activity DIGGING = new Activity("digging", new Text("digging", "采挖"), Optional.empty());
    private static final LocalDate CHANGE = LocalDate.of(2025, 1, 1);
    private static final Instant BEFORE = Instant.parse("2024-06-01T00:00:00Z");
    private static final Instant AFTER = Instant.parse("2026-06-01T00:00:00Z");

    static Rule rule(
            String id, InForce inForce, Handling handling, List<Penalty> penalties, Optional<String> replaces) {
        return new Rule(
                id,
                new Text(id, id),
                new ActivityScope(List.of(DIGGING), List.of()),
                List.of(),
                Condition.ALWAYS,
                new Everywhere(new KnownGround(List.of(), List.of()), new Text("China", "全国")),
                new Season.AllYear(),
                inForce,
                List.of(new Citation(id, "1", "", Optional.empty(), Optional.empty())),
                handling,
                penalties,
                Sourcing.LAW_TEXT,
                Text.NONE,
                replaces);
    }

    private static List<Penalty> fine(long from, long to) {
        return List.of(new Penalty(new Text("fine", "罚款"), Condition.ALWAYS, new Fine.Yuan(new Range(from, to))));
    }

    private static Evaluation evaluate(Handling laterHandling, List<Penalty> later, Instant decided) {
        RuleSet rules = new RuleSet(
                "2026-01-01-000000000000",
                new Vocabulary(List.of(DIGGING), List.of(), List.of(), List.of(), List.of()),
                List.of(
                        rule(
                                "old",
                                new InForce(LocalDate.of(2020, 1, 1), Optional.of(CHANGE)),
                                Handling.ADMINISTRATIVE,
                                fine(1_000, 10_000),
                                Optional.empty()),
                        rule("new", new InForce(CHANGE, Optional.empty()), laterHandling, later, Optional.of("old"))));
        Question question =
                new Question(BEFORE, "digging", Optional.of(new Wgs84(40, 110)), 0, Optional.empty()).decided(decided);
        return rules.evaluate(question).orRefuse();
    }

    @ParameterizedTest
    @CsvSource({
        "500, 5000, LIGHTER",
        "2000, 5000, LIGHTER",
        "1000, 20000, NOT_LIGHTER",
        "500, 20000, NOT_LIGHTER",
        "500, 10000, LIGHTER",
        "1000, 10000, NOT_LIGHTER",
        "2000, 10000, NOT_LIGHTER"
    })
    void theHighestFineDecidesAndThenTheLowest(long from, long to, Verdict verdict) {
        // When
        Evaluation evaluation = evaluate(Handling.ADMINISTRATIVE, fine(from, to), AFTER);

        // Then
        AppliedRule old = evaluation.applied().stream()
                .filter(applied -> applied.rule().id().equals("old"))
                .findFirst()
                .orElseThrow();
        assertThat(old.laterLaw().map(LaterLaw::verdict)).contains(verdict);
        assertThat(old.laterLaw().orElseThrow().because().zh()).contains("行政处罚法 (2021) 第三十七条");
    }

    @Test
    void aLighterLawIsToldBesideTheLawOfTheAct() {
        // When
        Evaluation evaluation = evaluate(Handling.ADMINISTRATIVE, fine(0, 5_000), AFTER);

        // Then
        assertThat(evaluation.applied())
                .extracting(applied -> applied.rule().id(), AppliedRule::inPlaceOf)
                .containsExactlyInAnyOrder(tuple("old", Optional.empty()), tuple("new", Optional.of("old")));
    }

    @Test
    void aMilderHandlingIsLighter() {
        // When
        Evaluation evaluation = evaluate(Handling.PERSUADE, List.of(), AFTER);

        // Then
        assertThat(evaluation.applied())
                .anySatisfy(applied ->
                        assertThat(applied.laterLaw().map(LaterLaw::verdict)).contains(Verdict.LIGHTER));
    }

    @Test
    void finesThatCannotBeToldAreNotCompared() {
        // When
        Evaluation evaluation = evaluate(Handling.ADMINISTRATIVE, List.of(), AFTER);

        // Then
        assertThat(evaluation.applied())
                .singleElement()
                .satisfies(applied ->
                        assertThat(applied.laterLaw().map(LaterLaw::verdict)).contains(Verdict.UNDECIDED));
    }

    @Test
    void anOrderForOtherDaysDoesNotAllowAfterwardsWhatAnEarlierOneForbade() {
        // Given
        Rule of2025 = told("order-2025", "2024-03-15T00:00", "2024-06-15T00:00", Optional.empty());
        Rule of2026 = told("order-2026", "2026-03-15T00:00", "2026-06-15T00:00", Optional.of("order-2025"));
        RuleSet rules = new RuleSet(
                "2026-01-01-000000000000",
                new Vocabulary(List.of(DIGGING), List.of(), List.of(), List.of(), List.of()),
                List.of(of2025, of2026));

        // When
        Evaluation evaluation = rules.evaluate(
                        new Question(BEFORE, "digging", Optional.of(new Wgs84(40, 110)), 0, Optional.empty())
                                .decided(AFTER))
                .orRefuse();

        // Then
        assertThat(evaluation.applied())
                .singleElement()
                .satisfies(applied ->
                        assertThat(applied.laterLaw().map(LaterLaw::verdict)).contains(Verdict.NOT_LIGHTER));
    }

    private static Rule told(String id, String from, String until, Optional<String> replaces) {
        InForce inForce = replaces.isEmpty()
                ? new InForce(LocalDate.of(2020, 1, 1), Optional.of(CHANGE))
                : new InForce(CHANGE, Optional.empty());
        Rule yearly = rule(id, inForce, Handling.ADMINISTRATIVE, fine(1_000, 10_000), replaces);
        return new Rule(
                id,
                yearly.title(),
                yearly.scope(),
                List.of(),
                Condition.ALWAYS,
                yearly.place(),
                new Season.Told(List.of(new Span(LocalDateTime.parse(from), Optional.of(LocalDateTime.parse(until))))),
                inForce,
                yearly.citations(),
                yearly.handling(),
                yearly.penalties(),
                Sourcing.LAW_TEXT,
                Text.NONE,
                replaces);
    }

    @Test
    void beforeTheChangeThereIsNoLaterLaw() {
        // When
        Evaluation evaluation =
                evaluate(Handling.ADMINISTRATIVE, fine(0, 5_000), Instant.parse("2024-12-31T15:59:59Z"));

        // Then
        assertThat(evaluation.applied())
                .singleElement()
                .satisfies(applied -> assertThat(applied.laterLaw()).isEmpty());
    }
}
