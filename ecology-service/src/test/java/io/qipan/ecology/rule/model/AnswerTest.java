package io.qipan.ecology.rule.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.start.RuleSetStart;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.refusal.Decision;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private static final RuleSet RULES = RuleSetStart.ruleSet();
    private static final Instant JUNE = Instant.parse("2026-06-01T02:00:00Z");

    private static Question in(String area, String activity, Map<String, FactValue> facts) {
        return new Question(
                JUNE,
                activity,
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.of(area),
                new Facts(facts),
                Optional.of(JUNE));
    }

    private static Evaluation ask(Question question) {
        return RULES.evaluate(question).orRefuse();
    }

    @Test
    void aCrimeIsHandedOverAndOfSeveralFinesTheHigherOneIsGivenOnce() {
        // Given
        Question electric = new Question(JUNE, "fishing_electric", Optional.empty(), 0, Optional.of("yellow_river_nm"));

        // When
        Evaluation evaluation = ask(electric.decided(JUNE));

        // Then
        assertThat(evaluation.guidance())
                .satisfiesExactly(
                        crime -> assertThat(crime.zh()).contains("不得以行政处罚代替刑事处罚", "第二十七条"),
                        fines -> assertThat(fines.en()).contains("第二十九条", "2000000 yuan", "destructive-fishing-2026"));
    }

    @Test
    void aCrimeThatIsPossibleIsLookedIntoFirst() {
        // When
        Evaluation evaluation = ask(in("150300", "logging_theft", Map.of()));

        // Then
        assertThat(evaluation.guidance())
                .singleElement()
                .satisfies(line -> assertThat(line.zh()).contains("可能涉嫌犯罪"));
    }

    @Test
    void eachUnknownFactIsExplainedByItsOwnException() {
        // When
        Evaluation evaluation = ask(in(
                "150300",
                "logging_excess",
                Map.of("timber_m3", new FactValue.Amount(1), "young_trees_count", new FactValue.Amount(1))));

        // Then
        assertThat(changes(evaluation, "felling_permit"))
                .isNotEmpty()
                .allMatch(text -> text.contains("with a felling permit"));
        assertThat(changes(evaluation, "own_scattered_trees"))
                .isNotEmpty()
                .allMatch(text -> text.contains("scattered trees"));
    }

    private static List<String> changes(Evaluation evaluation, String fact) {
        return evaluation.unknown().stream()
                .filter(unknown -> unknown.type().code().equals(fact))
                .flatMap(unknown -> unknown.changes().stream())
                .map(change -> change.text().en())
                .filter(text -> text.startsWith("does not apply"))
                .toList();
    }

    @Test
    void aRuleOfAKindOfTheActivityTellsTheKindAndDoesNotApply() {
        // When
        Evaluation evaluation = ask(in("150300", "illegal_logging", Map.of()));

        // Then
        assertThat(evaluation.applied()).isEmpty();
        assertThat(evaluation.allowedAsFarAsKnown()).isFalse();
        assertThat(evaluation.possible())
                .filteredOn(possible -> possible.rule().id().equals("logging-theft-2020"))
                .singleElement()
                .satisfies(possible -> assertThat(possible.onlyKinds()).containsExactly("logging_theft"));
    }

    @Test
    void aPlaceThatContradictsTheAreaIsRefused() {
        // Given
        Question far = new Question(
                JUNE,
                "wildfire_use",
                Optional.of(new Wgs84(43.2, 119.5)),
                100,
                Optional.empty(),
                Optional.of("150300"),
                Facts.NONE,
                Optional.of(JUNE));
        Question water = new Question(
                JUNE,
                "wildfire_use",
                Optional.empty(),
                0,
                Optional.of("laoha_river"),
                Optional.of("150300"),
                Facts.NONE,
                Optional.of(JUNE));

        // When
        Decision<Evaluation> point = RULES.evaluate(far);
        Decision<Evaluation> river = RULES.evaluate(water);

        // Then
        assertThat(point).isInstanceOf(Decision.Refused.class);
        assertThat(river).isInstanceOf(Decision.Refused.class);
    }

    @Test
    void namedPlacesAreAnsweredAsWithoutTheIndex() {
        // Given
        List<String> differing = new ArrayList<>();

        // When
        for (Activity activity : RULES.words().activities()) {
            Stream.concat(
                            RULES.words().areas().stream()
                                    .map(area -> act(activity, Optional.of(area), Optional.empty())),
                            RULES.words().waters().stream()
                                    .map(water -> act(activity, Optional.empty(), Optional.of(water))))
                    .filter(act -> !found(act).equals(oneByOne(act)))
                    .forEach(act -> differing.add(act.toString()));
        }

        // Then
        assertThat(differing).isEmpty();
    }

    private static Act act(Activity activity, Optional<Area> area, Optional<Water> water) {
        return new Act(
                JUNE, activity, Optional.empty(), 0, water, area, Facts.NONE, LocalDate.ofInstant(JUNE, Act.ZONE));
    }

    private static List<String> found(Act act) {
        Evaluation evaluation = ask(new Question(
                act.at(),
                act.activity().code(),
                act.point(),
                0,
                act.water().map(Water::code),
                act.area().map(Area::code),
                Facts.NONE,
                Optional.of(JUNE)));
        return Stream.concat(evaluation.applied().stream(), evaluation.possible().stream())
                .map(applied -> applied.rule().id())
                .sorted()
                .toList();
    }

    private static List<String> oneByOne(Act act) {
        return RULES.rules().stream()
                .filter(rule -> rule.isLawAt(act))
                .filter(rule -> rule.reach(act).truth() != Truth.NO)
                .map(Rule::id)
                .toList();
    }

    @Test
    void anAnswerHoldsSoManyRulesAndCountsTheOthers() {
        // Given
        Activity digging = new Activity("digging", new Text("digging", "采挖"), Optional.empty());
        List<Rule> many = IntStream.range(0, Judgement.MOST + 50)
                .mapToObj(i -> SuccessionTest.rule(
                        "rule-" + i,
                        new InForce(LocalDate.of(2020, 1, 1), Optional.empty()),
                        Handling.ADMINISTRATIVE,
                        List.of(),
                        Optional.empty()))
                .toList();
        RuleSet rules = new RuleSet(
                "2026-01-01-000000000000",
                new Vocabulary(List.of(digging), List.of(), List.of(), List.of(), List.of()),
                many);

        // When
        Evaluation evaluation = rules.evaluate(
                        new Question(JUNE, "digging", Optional.of(new Wgs84(40, 110)), 0, Optional.empty()))
                .orRefuse();

        // Then
        assertThat(evaluation.applied()).hasSize(Judgement.MOST);
        assertThat(evaluation.leftOut()).isEqualTo(50);
        assertThat(evaluation.notCovered())
                .singleElement()
                .satisfies(gap -> assertThat(gap.because().en()).contains("does not say that it covers"));
    }
}
